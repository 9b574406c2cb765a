/** Every page there is, as everybody who has it sees it: nothing missing, nothing wider than the screen, no accessibility finding. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from './page'
import { signIn } from './people'
import { DEMO_PASSWORD, finder, OFFICES, PUBLIC } from './places'

/** As written in the sources, so that a new page is looked at or named here as missing. */
function routes(): string[] {
  const folder = fileURLToPath(new URL('../src/', import.meta.url))
  const files = ['router.ts', ...readdirSync(folder).map((it) => `${it}/routes.ts`)]
  return files.flatMap((file) => {
    try {
      return [...readFileSync(folder + file, 'utf8').matchAll(/\bpath: '([^']+)'/g)].map((it) => it[1] ?? '')
    } catch {
      return []
    }
  })
}

test('every route is among the pages looked at', () => {
  const seen = new Set([...PUBLIC, ...Object.values(OFFICES).flat()].map((it) => it.route))
  expect(routes().length).toBeGreaterThan(20)
  expect(routes().filter((it) => !seen.has(it))).toEqual([])
})

for (const [index, place] of PUBLIC.entries()) {
  test(`public ${index + 1}: ${place.route} is whole`, async ({ page, request, watch }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    if (place.allow) watch.allow(place.allow)
    await page.goto((await place.at?.(finder(request))) ?? place.route)
    await expect(page.locator('h1')).toHaveCount(1)
    await watch.look(place.picture)
  })
}

for (const [login, places] of Object.entries(OFFICES)) {
  test(`every page in the office of ${login} is whole`, async ({ page, request, watch }) => {
    test.setTimeout(240_000)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const session = await request.post('/api/v1/sessions', { data: { login, password: DEMO_PASSWORD } })
    const find = finder(request, ((await session.json()) as { access_token: string }).access_token)
    await signIn(page, login, DEMO_PASSWORD)
    for (const place of places) {
      await test.step(place.route, async () => {
        if (place.allow) watch.allow(place.allow)
        await page.goto((await place.at?.(find)) ?? place.route)
        await expect(page.locator('h1')).toHaveCount(1)
        await watch.look(place.picture)
      })
    }
  })
}
