/** Witnesses who open together: links, key files, what each does in its own browser. */
import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { AGENCIES, CLIENT, Member, NOTICE } from './cast'
import { open, PASSWORD, signIn, type Organisation } from './people'
import { look } from './page'
import { freePort, Site, STAFF_PASSWORD, up } from './server'

interface Notice {
  state: string
  signup_deadline: string
  opened_at: string | null
}

let site: Site
test.beforeAll(async () => {
  test.setTimeout(180_000)
  site = new Site(await freePort())
  site.serve()
  await up(site.url)
  site.add('operator', 'operator', '运营员')
})
test.afterAll(() => site.stop())

/** Makes a key, keeps its file, shows it, registers it; what the file holds. */
async function makeKey(page: Page, link: string): Promise<{ name: string; buffer: Buffer }> {
  await page.goto(link)
  await expect(page.getByRole('button', { name: '登记公钥' })).toBeDisabled()
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '生成并保存密钥文件' }).click()])
  const file = { name: saved.suggestedFilename(), buffer: readFileSync(await saved.path()) }
  await page.getByLabel('选择刚保存的密钥文件').setInputFiles({ ...file, mimeType: 'application/json' })
  await look(page)
  await page.getByRole('button', { name: '登记公钥' }).click()
  await expect(page.getByRole('heading', { name: '密钥已登记，等待报名截止' })).toBeVisible()
  return file
}

test('two of three witnesses open together', async ({ browser }) => {
  test.setTimeout(240_000)
  const seats = await Promise.all(['client', 'agency', 'visitor', 'one', 'two', 'three'].map(() => open(browser, site.url)))
  const [client, agency, visitor, ...witnesses] = seats.map((it) => it.page) as [Page, Page, Page, ...Page[]]
  const buyer = await Member.registered(site.url, CLIENT)
  await Member.registered(site.url, AGENCIES[0] as Organisation)
  const operator = await Member.signedIn(site.url, 'operator', STAFF_PASSWORD)
  const named = ['石某', '龙某', '吴某'].map((name, it) => ({ name, phone: `1390000000${it}` }))
  const content = { ...NOTICE, project_name: '见证启封的项目', method: 'draw', amount_fen: '1.8万', fiscal_percent: 0, witnesses: named }
  const { id } = await buyer.post<{ id: string }>('/notices', content)
  const links: string[] = []

  await test.step('the client asks for witnesses and gets their links', async () => {
    await signIn(client, CLIENT.login, PASSWORD)
    await client.goto(`/office/notices/${id}/edit`)
    await client.getByLabel('见证启封').selectOption('2')
    await client.getByRole('button', { name: '生成链接' }).click()
    const shown = client.getByRole('listitem').filter({ hasText: '/witness#' })
    await expect(shown).toHaveCount(3)
    await look(client)
    for (const it of await shown.all()) links.push((await it.locator('code').textContent()) ?? '')
  })

  const files: { name: string; buffer: Buffer }[] = []
  await test.step('each witness makes a key and keeps it in a file', async () => {
    for (const [index, page] of witnesses.entries()) files.push(await makeKey(page, links[index] ?? ''))
    await buyer.post(`/notices/${id}/submit`)
    await operator.post(`/notices/${id}/publish`)
  })

  await test.step('an agency signs up, the deadline passes, and it waits', async () => {
    await signIn(agency, AGENCIES[0]?.login ?? '', PASSWORD)
    await agency.goto(`/notices/${id}`)
    await agency.getByLabel(/没有隶属、控股/).check()
    await agency.getByRole('button', { name: '报名', exact: true }).click()
    await expect(agency.getByText('报名回执')).toBeVisible()
    const { signup_deadline } = await operator.get<Notice>(`/notices/${id}`)
    await operator.post('/training/clock', { advance_to: signup_deadline })
    await expect.poll(async () => (await operator.get<Notice>(`/notices/${id}`)).state).toBe('closed')
    await visitor.goto(`/notices/${id}`)
    await expect(visitor.getByText('等待见证人启封：已到 0 / 2')).toBeVisible()
    await look(visitor)
  })

  await test.step('two come; another file than the own one is refused', async () => {
    const [one, two] = [witnesses[0] as Page, witnesses[2] as Page]
    for (const [page, file, other] of [[one, files[0], files[1]], [two, files[2], files[0]]] as const) {
      await expect(page.getByRole('heading', { name: '现在可以启封' })).toBeVisible()
      await page.getByLabel('您的密钥文件').setInputFiles({ name: 'other.json', buffer: other?.buffer ?? Buffer.of(), mimeType: 'application/json' })
      await expect(page.getByText('这不是您在本公告的密钥文件')).toBeVisible()
      await page.getByLabel('您的密钥文件').setInputFiles({ name: file?.name ?? '', buffer: file?.buffer ?? Buffer.of(), mimeType: 'application/json' })
      await look(page)
      await page.getByRole('button', { name: '提交我的一份' }).click()
      await expect(page.getByRole('heading', { name: page === one ? '您的一份已提交' : '已到齐，正在启封' })).toBeVisible()
    }
    await expect.poll(async () => (await operator.get<Notice>(`/notices/${id}`)).opened_at).not.toBeNull()
    await visitor.goto(`/notices/${id}`)
    await expect(visitor.getByText(/到齐启封/)).toBeVisible()
    await look(visitor)
  })

  await visitor.goto('/witness')
  await expect(visitor.getByText('请使用完整的见证链接')).toBeVisible()
  await look(visitor)
  expect(seats.flatMap((it) => it.faults)).toEqual([])
})
