import { readFile } from 'node:fs/promises'
import { expect, test } from './page'

test('anyone verifies a draw in the browser, sees it played, and a changed file fails', async ({ page, watch }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const answer = await page.request.get('/api/v1/awards?method=draw&limit=1')
  const { items } = (await answer.json()) as { items: { id: string; agency: { name: string } }[] }
  const award = items[0]
  if (!award) throw new Error('the demo year has a draw')
  await page.goto(`/verify?award=${award.id}`)
  await expect(page.getByText('验证通过')).toBeVisible()
  await expect(page.locator('#main').getByText(award.agency.name).first()).toBeVisible()
  await watch.look('verification')

  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: '下载证据文件' }).click()
  const text = await readFile(await (await download).path(), 'utf8')
  const changed = text.replace(/"amount_fen":(\d+)/, (_, fen: string) => `"amount_fen":${Number(fen) + 1}`)
  expect(changed).not.toBe(text)
  const choose = (body: string) => page.locator('#evidence-file').setInputFiles({ name: 'evidence.json', mimeType: 'application/json', buffer: Buffer.from(body) })
  await choose(changed)
  await expect(page.getByText('验证不通过')).toBeVisible()
  await expect(page.locator('code', { hasText: '/amount_fen' }).first()).toBeVisible()
  await choose(text)
  await expect(page.getByText('验证通过')).toBeVisible()
})
