/** What every journey watches: no error in the console, no other host, nothing wider than the screen, no accessibility finding. */
import { fileURLToPath } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import { expect, test as base, type Page } from '@playwright/test'

interface Watch {
  /** The page is at rest: nothing is being asked. */
  settled: () => Promise<void>
  /** Looks at the page as it stands: overflow, axe; keeps a picture where `picture` names one. */
  look: (picture?: string) => Promise<void>
  /** Lets one kind of console message pass, where a journey provokes it. */
  allow: (text: RegExp) => void
}

export const test = base.extend<{ watch: Watch }>({
  watch: [
    async ({ page, baseURL }, use, info) => {
      const faults: string[] = []
      const allowed: RegExp[] = []
      const host = new URL(baseURL ?? '').host
      page.on('console', (it) => {
        if (it.type() === 'error' || it.type() === 'warning') faults.push(`${page.url()}: ${it.text()}`)
      })
      page.on('pageerror', (it) => faults.push(`${page.url()}: ${it.message}`))
      page.on('request', (it) => {
        const url = new URL(it.url())
        if (url.protocol.startsWith('http') && url.host !== host) faults.push(`another host: ${it.url()}`)
      })
      await use({
        settled: () => settled(page),
        look: (picture) => look(page, picture && `${picture}-${info.project.name}`),
        allow: (text) => allowed.push(text),
      })
      expect(faults.filter((it) => !allowed.some((text) => text.test(it)))).toEqual([])
    },
    { auto: true },
  ],
})

async function settled(page: Page) {
  await page.waitForLoadState('load')
  await expect(page.locator('#main')).toBeVisible()
  await expect(page.locator('#main [aria-hidden="true"].skeleton')).toHaveCount(0)
}

async function look(page: Page, picture: string | undefined) {
  await settled(page)
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(wider, 'wider than the screen').toBeLessThanOrEqual(0)
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
  expect(violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.target.join(' ')).join(' | ')}`)).toEqual([])
  if (picture) {
    const folder = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url))
    await page.screenshot({ path: `${folder}${picture}.png`, animations: 'disabled' })
  }
}

export { expect }
