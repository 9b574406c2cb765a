/** The demo year as a client works in it, and as it reads without JavaScript. */
import type { APIRequestContext } from '@playwright/test'
import { expect, test } from './page'
import { signIn } from './people'

const PASSWORD = 'jishi-demo-2026'

interface Row {
  id: string
  name: string
  project_name: string
  agency: { id: string; name: string }
}

/** The first line of a list of the API, with the reader's token if it is one's own. */
async function first(request: APIRequestContext, path: string, token?: string): Promise<Row> {
  const answer = await request.get(`/api/v1${path}`, token ? { headers: { authorization: `Bearer ${token}` } } : {})
  const { items } = (await answer.json()) as { items: Row[] }
  const row = items[0]
  if (!row) throw new Error(`nothing in ${path}`)
  return row
}

test('the work of a client', async ({ page, request, watch }) => {
  test.setTimeout(120_000)
  await signIn(page, 'client001', PASSWORD)
  await watch.look('work')
  const session = await request.post('/api/v1/sessions', { data: { login: 'client001', password: PASSWORD } })
  const { access_token } = (await session.json()) as { access_token: string }
  const contract = await first(request, '/contracts?limit=1', access_token)
  await page.goto('/office/contracts')
  await expect(page.getByText(contract.name).first()).toBeVisible()
  await watch.look()
  await page.goto(`/office/contracts/${contract.id}`)
  await watch.look('contract')
  await page.goto('/office/notices')
  await watch.look()
  await page.goto('/office/inbox')
  await watch.look('inbox')
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('title and main facts are there', async ({ page, request }) => {
    await page.goto('/')
    await expect(page).toHaveTitle(/集市/)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('网上中介服务超市')
    const notice = await first(request, '/notices?state=published&limit=1')
    await page.goto(`/notices/${notice.id}`)
    await expect(page).toHaveTitle(new RegExp(notice.project_name.slice(0, 6)))
    await expect(page.getByRole('heading', { level: 1 })).toContainText(notice.project_name)
    const award = await first(request, '/awards?method=draw&limit=1')
    await page.goto(`/awards/${award.id}`)
    await expect(page.getByText(award.agency.name).first()).toBeVisible()
    await page.goto(`/agencies/${award.agency.id}`)
    await expect(page).toHaveTitle(new RegExp(award.agency.name))
    for (const path of ['/notices', '/awards', '/agencies', '/catalog', '/statistics', '/search?q=测绘']) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    }
  })
})
