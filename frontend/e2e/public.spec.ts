/** Journeys of somebody who only looks. */
import { expect, test } from './page'

test('plots have their colours, also where motion is reduced', async ({ page, watch }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('/statistics')
  await watch.settled()
  const fills = page.locator('figure.plot').first().locator('svg path').evaluateAll((paths) => new Set(paths.map((it) => it.getAttribute('fill')).filter((it) => it && it !== 'none')).size)
  expect(await fills).toBeGreaterThan(1)
})

test('from the list to an agency, and back to the same place', async ({ page, watch }) => {
  await page.goto('/agencies')
  await watch.settled()
  await page.locator('article h3 a').first().click()
  await expect(page).toHaveURL(/\/agencies\/[0-9a-f-]{36}$/)
  await watch.look('agency')
  await page.goBack()
  await expect(page).toHaveURL(/\/agencies$/)
  await expect(page.locator('article h3 a').first()).toBeVisible()
})

test('a filter is in the address and survives a reload', async ({ page, watch }) => {
  await page.goto('/agencies')
  await watch.settled()
  // A phone keeps them behind one button.
  const fold = page.getByRole('button', { name: '筛选' })
  if (await fold.isVisible()) await fold.click()
  await page.getByLabel('状态').selectOption('active')
  await expect(page).toHaveURL(/state=active/)
  await page.reload()
  await expect(page.getByLabel('状态')).toHaveValue('active')
})

test('the search box suggests by pinyin and works by keyboard alone', async ({ page, watch }) => {
  await page.goto('/')
  await watch.settled()
  const box = page.getByRole('combobox').first()
  await box.fill('cehui')
  await expect(page.getByRole('option').first()).toBeVisible()
  await box.press('ArrowDown')
  await expect(page.getByRole('option').first()).toHaveAttribute('aria-selected', 'true')
  await box.press('Enter')
  await expect(page).not.toHaveURL(/\/$/)
})

test('large type, dark and English keep the page whole', async ({ page, watch, isMobile }) => {
  await page.goto('/agencies')
  await watch.settled()
  const menu = page.getByRole('button', { name: '菜单' })
  if (isMobile || (await menu.isVisible())) await menu.click()
  await page.getByRole('button', { name: '大字' }).click()
  await page.getByRole('button', { name: '换成深色' }).click()
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Agencies')
  await watch.look()
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-type', 'large')
})
