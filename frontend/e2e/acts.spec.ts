/** What each role does now and then: selecting directly, announcing again, giving up, checking an entry, setting a rule. */
import { expect, test as base } from '@playwright/test'
import { AGENCIES, announced, CLIENT, closed, Member } from './cast'
import { confirm, open, PASSWORD, signIn, type Seat } from './people'
import { look } from './page'
import { freePort, Site, STAFF_PASSWORD, up } from './server'

let site: Site
let client: Member
let operator: Member
let agencies: Member[]

/** A browser of somebody's own, in which nothing may go wrong but what is provoked. */
const test = base.extend<{ seat: Seat }>({
  seat: async ({ browser, viewport, hasTouch }, use) => {
    const seat = await open(browser, site.url, { viewport, hasTouch })
    await use(seat)
    // A refused form is part of these journeys.
    expect(seat.faults.filter((it) => !/status of 422/.test(it))).toEqual([])
    await seat.page.context().close()
  },
})

test.beforeAll(async () => {
  test.setTimeout(180_000)
  site = new Site(await freePort())
  site.serve()
  await up(site.url)
  site.add('operator', 'operator', '运营员')
  site.add('admin', 'admin', '管理员')
  operator = await Member.signedIn(site.url, 'operator', STAFF_PASSWORD)
  client = await Member.registered(site.url, CLIENT)
  agencies = await Promise.all(AGENCIES.map((it) => Member.registered(site.url, it)))
})
test.afterAll(() => site.stop())

test('a client selects one of the entrants and says why', async ({ seat: { page } }) => {
  const id = await announced(client, operator, { project_name: '吉首市乾州古城排水改造水土保持方案', method: 'direct' })
  for (const agency of agencies) await agency.post(`/notices/${id}/sign-ups`, { no_conflict: true })
  await closed(client, id, 'selecting')
  await signIn(page, CLIENT.login, PASSWORD)
  await page.goto(`/notices/${id}`)
  await page.getByRole('link', { name: '去选取机构' }).click()
  await page.getByRole('radio', { name: AGENCIES[1]?.name ?? '' }).check()
  await page.getByLabel('选取理由').fill('太短')
  await page.getByRole('button', { name: '确定选取' }).click()
  await expect(page.getByText('请填写中选金额')).toBeVisible()
  await page.getByLabel(/^中选金额/).fill('1.6万')
  await look(page)
  await confirm(page, '确定选取')
  // The server's word on the reason stands at the reason.
  await expect(page.getByLabel('选取理由')).toBeFocused()
  await page.getByLabel('选取理由').fill('近三年做过同类项目五个，项目负责人从头到尾在现场。')
  await page.getByRole('button', { name: '确定选取' }).click()
  await expect(page.getByRole('dialog')).toContainText('¥16,000.00')
  await look(page)
  await page.getByRole('dialog').getByRole('button', { name: '确定选取' }).click()
  await expect(page).toHaveURL(/\/awards\/[0-9a-f-]{36}$/)
  await expect(page.getByText('近三年做过同类项目五个').first()).toBeVisible()
  await look(page)
})

test('a failed notice is announced again with another method, and given up after that', async ({ seat: { page } }) => {
  const name = '吉首市峒河沿岸绿道水土保持方案'
  const id = await announced(client, operator, { project_name: name, method: 'draw', amount_fen: '1.8万' })
  await closed(client, id, 'failed')
  await signIn(page, CLIENT.login, PASSWORD)
  await page.goto(`/notices/${id}`)
  await page.getByRole('button', { name: '重新公告' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: /直接选取/ }).check()
  await dialog.getByLabel(/报名工作日数/).fill('99')
  await look(page)
  await dialog.getByRole('button', { name: '重新公告' }).click()
  await expect(dialog.getByLabel(/报名工作日数/)).toHaveAttribute('aria-invalid', 'true')
  await dialog.getByLabel(/报名工作日数/).fill('3')
  await dialog.getByRole('button', { name: '重新公告' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('已发起下一次公告')).toBeVisible()
  await look(page)
  if ((await client.get<{ state: string }>(`/notices/${id}`)).state === 'in_review') await operator.post(`/notices/${id}/publish`)
  await closed(client, id, 'failed')
  await page.reload()
  await page.getByRole('button', { name: '终止采购' }).click()
  await dialog.getByLabel('原因').fill('项目暂缓，明年再办。')
  await look(page)
  await dialog.getByRole('button', { name: '终止采购' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('项目暂缓，明年再办。').first()).toBeVisible()
  await look(page)
})

test('an operator checks an entry: what is missing closes its services, later it passes', async ({ seat: { page } }) => {
  const { items } = await operator.get<{ items: { id: string; name: string }[] }>('/agencies')
  const id = items.find((it) => it.name === AGENCIES[2]?.name)?.id ?? ''
  await signIn(page, 'operator', STAFF_PASSWORD)
  await look(page)
  await page.goto(`/agencies/${id}`)
  await page.getByRole('button', { name: '有缺漏' }).click()
  await page.getByRole('button', { name: '有缺漏' }).click()
  await expect(page.getByLabel('缺什么、哪里不对')).toBeFocused()
  await page.getByLabel('缺什么、哪里不对').fill('营业执照扫描件看不清，请重新上传。')
  await page.getByRole('checkbox', { name: /水土保持方案/ }).check()
  await look(page)
  await page.getByRole('button', { name: '有缺漏' }).click()
  await expect(page.getByText('检查结果已记录')).toBeVisible()
  await expect(page.getByText('营业执照扫描件看不清，请重新上传。').first()).toBeVisible()
  await look(page)
  await page.getByRole('button', { name: '齐全，通过' }).click()
  await expect(page.getByText('营业执照扫描件看不清，请重新上传。')).toHaveCount(0)
})

test('an administrator changes a rule of one division', async ({ seat: { page } }) => {
  await signIn(page, 'admin', STAFF_PASSWORD)
  await page.goto('/office/settings')
  const days = page.getByLabel('公示期（工作日）')
  await days.fill('三天')
  await look(page)
  await page.getByRole('button', { name: '保存设置' }).click()
  await expect(days).toBeFocused()
  await expect(days).toHaveAttribute('aria-invalid', 'true')
  await days.fill('3')
  await page.getByRole('button', { name: '保存设置' }).click()
  await expect(page.getByText('设置已保存')).toBeVisible()
  await page.reload()
  await expect(days).toHaveValue('3')
})
