/** The operator loads the official notice of a year, line by line. */
import { expect, test } from '@playwright/test'
import { open, signIn } from './people'
import { look } from './page'
import { freePort, Site, STAFF_PASSWORD, up } from './server'

let site: Site
test.beforeAll(async () => {
  test.setTimeout(180_000)
  site = new Site(await freePort())
  site.serve()
  await up(site.url)
  site.add('operator', 'operator', '运营员')
})
test.afterAll(() => site.stop())

test('a provisional year becomes official', async ({ browser }) => {
  const { page, faults } = await open(browser, site.url)
  const known = (await (await page.request.get(`${site.url}/api/v1/calendar`)).json()) as { items: { year: number; state: string }[] }
  const year = known.items.find((it) => it.state === 'provisional' && it.year > 2026)?.year ?? 0
  await signIn(page, 'operator', STAFF_PASSWORD)
  await page.goto('/office/calendar')
  const row = page.getByRole('row', { name: new RegExp(String(year)) })
  await expect(row).toContainText('临时')
  await look(page, 'calendar')

  await row.getByRole('button', { name: '载入正式日历' }).click()
  await page.getByLabel('来源文件').fill('国办发明电〔2026〕99号')
  const days = page.getByLabel('放假和调休上班的日期')
  await days.fill(`${year}-01-01 休\n${year}-13-01 休`)
  await expect(page.getByText(`第 2 行看不懂：${year}-13-01 休`)).toBeVisible()
  await days.fill(`${year}-01-01 休\n${year}-10-01 至 ${year}-10-07 休`)
  await expect(page.getByText('放假 8 天，调休上班 0 天')).toBeVisible()
  await look(page)
  await page.getByRole('main').getByRole('button', { name: '载入正式日历' }).last().click()
  await expect(row).toContainText('正式')
  await expect(row).toContainText('国办发明电〔2026〕99号')
  await look(page)
  expect(faults).toEqual([])
})
