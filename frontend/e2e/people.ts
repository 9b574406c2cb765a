/** People with a browser of their own each, and what they do in it. */
import { expect, type APIRequestContext, type Browser, type BrowserContextOptions, type Page } from '@playwright/test'
import { look, watchFaults } from './page'

export const PASSWORD = 'e2e-road-2026-jishou'

export interface Organisation {
  kind: 'agency' | 'client'
  uscc: string
  name: string
  login: string
}

/** A page of somebody's own browser, and what it complained about. */
export interface Seat {
  page: Page
  faults: string[]
}

export async function open(browser: Browser, baseURL: string, options: BrowserContextOptions = {}): Promise<Seat> {
  // Animations end at once: what is checked is what they end in.
  const context = await browser.newContext({ baseURL, reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  return { page, faults: watchFaults(page, baseURL) }
}

/** Types into a combobox and takes the first choice. */
export async function choose(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole('main').getByRole('combobox', { name: label }).fill(text)
  await page.getByRole('option').filter({ hasText: text }).first().click()
}

/** Registers by the form; the page is that of somebody signed in afterwards. */
export async function register(page: Page, who: Organisation): Promise<void> {
  await page.goto(`/office/register?kind=${who.kind}`)
  await page.getByLabel('统一社会信用代码').fill(who.uscc)
  await expect(page.getByText('校验通过')).toBeVisible()
  await page.getByLabel('单位全称').fill(who.name)
  await choose(page, '所在区划', '吉首市')
  await page.getByLabel('联系人').fill('张某')
  await page.getByLabel('联系电话').fill('13974300001')
  if (who.kind === 'agency') {
    await choose(page, '服务事项', '水土保持方案')
    await page.getByLabel(/我已看懂/).check()
  }
  await page.getByLabel('您的姓名').fill('张某')
  await page.getByLabel('登录名').fill(who.login)
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await look(page)
  await page.getByRole('button', { name: '提交注册' }).click()
  await expect(page).toHaveURL(/\/office$/)
}

export async function signIn(page: Page, login: string, password: string): Promise<void> {
  await page.goto('/office/login')
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page).toHaveURL(/\/office$/)
}

/** Presses a button and, in the dialog that asks, the button of the same name. */
export async function confirm(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
}

/** Moves the training clock, as the bar at the top of every page does. */
export async function moveClock(request: APIRequestContext, url: string, login: string, password: string, to: string): Promise<void> {
  const session = await request.post(`${url}/api/v1/sessions`, { data: { login, password } })
  const { access_token } = (await session.json()) as { access_token: string }
  const moved = await request.post(`${url}/api/v1/training/clock`, {
    data: { advance_to: to },
    headers: { authorization: `Bearer ${access_token}` },
  })
  expect(moved.ok(), await moved.text()).toBe(true)
}
