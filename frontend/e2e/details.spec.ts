import type { APIRequestContext } from '@playwright/test'
import { expect, test } from './page'

interface Row {
  id: string
  notice: { id: string }
  client: { id: string }
  agency: { id: string }
}

async function firstAward(request: APIRequestContext): Promise<Row> {
  const { items } = (await (await request.get('/api/v1/awards?limit=1')).json()) as { items: Row[] }
  const award = items[0]
  if (!award) throw new Error('the demo has awards')
  return award
}

const PAGES: [string, (award: Row) => string][] = [
  ['notice', (it) => `/notices/${it.notice.id}`],
  ['award', (it) => `/awards/${it.id}`],
  ['client', (it) => `/clients/${it.client.id}`],
  ['agency-record', (it) => `/agencies/${it.agency.id}`],
  ['ledger', () => '/ledger'],
  ['statement', (it) => `/ledger/clients/${it.client.id}`],
  ['api', () => '/help/api'],
  ['login', () => '/office/login'],
  ['register', () => '/office/register'],
]

for (const [name, path] of PAGES) {
  test(`the page of one ${name} is whole`, async ({ page, watch, request }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto(path(await firstAward(request)))
    await expect(page.locator('h1')).toHaveCount(1)
    await watch.look(name)
  })
}
