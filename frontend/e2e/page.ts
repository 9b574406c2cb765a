/** What every journey watches: no error in the console, no other host, nothing wider than the screen, no accessibility finding. */
import { fileURLToPath } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import { expect, test as base, type Page } from '@playwright/test'
import { up } from './server'

interface Watch {
  /** The page is at rest: nothing is being asked. */
  settled: () => Promise<void>
  /** Looks at the page as it stands: overflow, axe; keeps a picture where `picture` names one. */
  look: (picture?: string) => Promise<void>
  /** Lets one kind of console message pass, where a journey provokes it. */
  allow: (text: RegExp) => void
}

/** Journeys on the server with demo data. */
export const test = base.extend<{ watch: Watch }, { demo: string }>({
  demo: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const url = process.env.JISHI_URL ?? ''
      await up(url)
      await use(url)
    },
    { scope: 'worker', auto: true, timeout: 240_000 },
  ],
  watch: [
    async ({ page, demo }, use) => {
      const faults = watchFaults(page, demo)
      const allowed: RegExp[] = []
      await use({
        settled: () => settled(page),
        look: (picture) => look(page, picture),
        allow: (text) => allowed.push(text),
      })
      expect(faults.filter((it) => !allowed.some((text) => text.test(it)))).toEqual([])
    },
    { auto: true },
  ],
})

/** Collects what a page complains about, from now on. */
export function watchFaults(page: Page, url: string): string[] {
  const faults: string[] = []
  const host = new URL(url).host
  page.on('console', (it) => {
    if (it.type() === 'error' || it.type() === 'warning') faults.push(`${page.url()}: ${it.text()}`)
  })
  page.on('pageerror', (it) => faults.push(`${page.url()}: ${it.message}`))
  page.on('request', (it) => {
    const asked = new URL(it.url())
    if (asked.protocol.startsWith('http') && asked.host !== host) faults.push(`another host: ${it.url()}`)
  })
  return faults
}

export async function settled(page: Page) {
  await page.waitForLoadState('load')
  await expect(page.locator('#main')).toBeVisible()
  await expect(page.locator('#main [aria-hidden="true"].skeleton')).toHaveCount(0)
  await expect(page.locator('#main figure.plot > .place:not(:has(svg))')).toHaveCount(0)
}

/** Overflow and axe, all findings of a journey together; with `SCREENSHOTS` set (`make screenshots`) a picture is kept in `docs/screenshots`. */
export async function look(page: Page, picture?: string) {
  await settled(page)
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect.soft(wider, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(0)
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
  expect.soft(violations.map((it) => `${it.id}: ${it.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ')}`), page.url()).toEqual([])
  if (picture && process.env.SCREENSHOTS) {
    const folder = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url))
    await page.evaluate(() => window.scrollTo(0, 0))
    await page.screenshot({ path: `${folder}${picture}-${base.info().project.name}.png`, animations: 'disabled' })
  }
}

export { expect }
