/** The demo year as it reads without JavaScript. */
import { expect, test } from './page'
import { finder } from './places'

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('title and main facts are there', async ({ page, request }) => {
    const find = finder(request)
    await page.goto('/')
    await expect(page).toHaveTitle(/集市/)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('网上中介服务超市')
    const notice = await find.first('/notices?state=published&limit=1')
    await page.goto(`/notices/${notice.id}`)
    await expect(page).toHaveTitle(new RegExp(notice.project_name.slice(0, 6)))
    await expect(page.getByRole('heading', { level: 1 })).toContainText(notice.project_name)
    const award = await find.first('/awards?method=draw&limit=1')
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
