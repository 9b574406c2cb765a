import { readFile } from 'node:fs/promises'
import { expect, test } from './page'
import { signIn } from './people'
import { DEMO_PASSWORD } from './places'

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

test('an agency saves the promise and the proof of its sign-up, and anyone checks them in the browser', async ({ page, watch }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await signIn(page, 'agency001', DEMO_PASSWORD)
  await page.goto('/office/sign-ups')
  await page.locator('summary').first().click()
  const saved = async (click: () => Promise<void>) => {
    const download = page.waitForEvent('download')
    await click()
    return readFile(await (await download).path(), 'utf8')
  }
  const promise = await saved(() => page.getByRole('link', { name: '保存签名的承诺书' }).first().click())
  const proof = await saved(() => page.getByRole('button', { name: '保存在册证明' }).first().click())
  await watch.look('receipt')

  await page.goto('/verify')
  const choose = (name: string, body: string) => page.locator('#evidence-file').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(body) })
  for (const [name, text] of [['promise.txt', promise], ['proof.tlog-proof', proof]] as const) {
    await choose(name, text)
    await expect(page.getByText('核验通过：这张回执由本站日志签名')).toBeVisible()
  }
  await expect(page.getByText('"kind": "sign_up.made"')).toBeVisible()
  await watch.look('receipt-checked')
  await choose('forged.tlog-proof', proof.replace(/^index (\d+)/m, (_, n: string) => `index ${Number(n) + 1}`))
  await expect(page.getByText('核验不通过')).toBeVisible()
})
