/** Proposal merit in the browser: sealed files, assessors who declare, read and score by number, one who stands down, scores that come out together. */
import { expect, test, type Page } from '@playwright/test'
import { AGENCIES, announced, CLIENT, Member } from './cast'
import { look } from './page'
import { confirm, moveClock, open, PASSWORD, signIn } from './people'
import { freePort, Site, STAFF_PASSWORD, up } from './server'

const PROJECT = '吉首市河道整治工程水土保持方案'
const SHEET = { criteria: [{ title: '技术方案', most: 50 }, { title: '人员', most: 20 }], price_points: 30, seats: 3, trim: false }
const ASSESSORS = ['甲评', '乙评', '丙评', '丁评'].map((name, k) => ({ name, login: `assessor${k + 1}` }))

interface Notice {
  state: string
  signup_deadline: string
  select_time: string
  award: { id: string; agency: { name: string } } | null
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

async function registerAssessor(page: Page, { name, login }: { name: string; login: string }): Promise<void> {
  await page.goto('/office/register/assessor')
  await page.getByLabel('工作单位').fill('吉首大学（演示）')
  await page.getByLabel('职称和专业').fill('水利工程，教授')
  await page.getByLabel('联系电话').fill('13974300001')
  await page.getByLabel('您的姓名').fill(name)
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await look(page)
  await page.getByRole('button', { name: '提交登记' }).click()
  await expect(page).toHaveURL(/\/office$/)
}

async function signUp(page: Page, notice: string, login: string, yuan: string, label: string): Promise<void> {
  await signIn(page, login, PASSWORD)
  await page.goto(notice)
  await page.getByLabel('您的报价').fill(yuan)
  const file = page.locator('input[type=file]')
  await file.setInputFiles({ name: '方案.docx', mimeType: 'application/zip', buffer: Buffer.from('PK') })
  await expect(page.getByText('这不是 PDF 文件，请另存为 PDF 后再选')).toBeVisible()
  await file.setInputFiles({ name: '方案.pdf', mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.7\n${label}`) })
  await page.getByLabel(/没有隶属、控股/).check()
  await look(page)
  await page.getByRole('button', { name: '报名', exact: true }).click()
  await expect(page.getByText('报名回执')).toBeVisible()
  await expect(page.getByText('方案文件指纹')).toBeVisible()
}

/** Reads the proposals and scores that of the second agency best. */
async function score(page: Page): Promise<void> {
  await page.getByRole('button', { name: '无利害关系，开始评审' }).click()
  await expect(page.getByRole('heading', { name: '方案3' })).toBeVisible()
  for (const k of [0, 1, 2]) {
    const card = page.locator('section, article, .card').filter({ has: page.getByRole('heading', { name: `方案${k + 1}` }) }).last()
    const [download] = await Promise.all([page.waitForEvent('download'), card.getByRole('button', { name: '下载方案' }).click()])
    const read = await (await download.createReadStream()).toArray()
    const best = Buffer.concat(read as Buffer[]).toString().includes('proposal 2')
    await card.getByLabel('技术方案').fill(best ? '48.5' : '30')
    await card.getByLabel('人员').fill(best ? '21' : '10')
  }
  await look(page)
  // Over its points: named there, and not handed in.
  await page.getByRole('button', { name: '提交评分' }).click()
  await expect(page.getByText('请填 0 到 20 分，最多两位小数')).toBeVisible()
  for (const field of await page.getByLabel('人员').all()) if ((await field.inputValue()) === '21') await field.fill('19')
  await confirm(page, '提交评分')
  await expect(page.getByText(/您已于 .* 提交评分/)).toBeVisible()
}

test('proposals are sealed, scored blind and alone, and all scores come out together', async ({ browser, request }) => {
  test.setTimeout(300_000)
  const client = await Member.registered(site.url, CLIENT)
  const staff = await Member.signedIn(site.url, 'operator', STAFF_PASSWORD)
  for (const agency of AGENCIES) await Member.registered(site.url, agency)
  const clock = (to: string) => moveClock(request, site.url, 'operator', STAFF_PASSWORD, to)
  const seats = await Promise.all([...ASSESSORS, ...AGENCIES, 'operator', 'visitor'].map(() => open(browser, site.url)))
  const pages = seats.map((it) => it.page)
  const assessors = pages.slice(0, ASSESSORS.length)
  const agencies = pages.slice(ASSESSORS.length, ASSESSORS.length + AGENCIES.length)
  const [operator, visitor] = pages.slice(-2) as [Page, Page]

  await test.step('assessors register and the operator takes them into the pool', async () => {
    for (const [k, page] of assessors.entries()) await registerAssessor(page, ASSESSORS[k] as (typeof ASSESSORS)[number])
    await signIn(operator, 'operator', STAFF_PASSWORD)
    await operator.goto('/office/assessors')
    await look(operator)
    for (const { name } of ASSESSORS) {
      await operator.getByRole('row', { name }).getByRole('button', { name: '入库' }).click()
      await expect(operator.getByRole('row', { name })).toContainText('已入库')
    }
  })

  const id = await announced(client, staff, { project_name: PROJECT, method: 'proposal_merit', amount_fen: '10万', sheet: SHEET })
  const path = `/notices/${id}`
  const read = () => client.get<Notice>(path)

  await test.step('three agencies seal a quote and a proposal', async () => {
    for (const [k, page] of agencies.entries()) await signUp(page, path, AGENCIES[k]?.login ?? '', ['8万', '10万', '9万'][k] ?? '', `proposal ${k + 1}`)
  })

  await test.step('the panel is asked; one stands down, three score', async () => {
    await clock((await read()).signup_deadline)
    await expect.poll(async () => (await read()).state).toBe('closed')
    await clock((await read()).select_time)
    await expect.poll(async () => (await read()).state).toBe('selecting')
    let stoodDown = false
    // The one who waits is asked once somebody stands down.
    for (const page of [...assessors, ...assessors]) {
      if ((await read()).state !== 'selecting') break
      await page.goto('/office')
      const task = page.getByRole('link', { name: '评审方案' })
      await expect(task.or(page.getByText('没有等您办的事'))).toBeVisible()
      if ((await task.count()) === 0) continue
      await task.click()
      await expect(page.getByText(AGENCIES[0]?.name ?? '')).toBeVisible()
      await look(page)
      if (stoodDown) {
        await score(page)
        continue
      }
      await page.getByRole('button', { name: '有利害关系，回避' }).click()
      await page.getByLabel('什么利害关系').fill('与参与机构有合作')
      await look(page)
      await page.getByRole('button', { name: '确认回避' }).click()
      await expect(page.getByText(/不再参加本项目评审：与参与机构有合作/)).toBeVisible()
      stoodDown = true
    }
  })

  await test.step('the award shows who scored what, and recomputes', async () => {
    const { state, award } = await read()
    expect([state, award?.agency.name]).toEqual(['publicity', AGENCIES[1]?.name])
    await visitor.goto(`/awards/${award?.id ?? ''}`)
    await expect(visitor.getByText(/验证通过：\d+ 项检查全部相符/)).toBeVisible()
    await expect(visitor.getByRole('heading', { name: '各位专家的评分' })).toBeVisible()
    await expect(visitor.getByText(/未参加评审：与参与机构有合作（本人）/)).toBeVisible()
    await look(visitor)
    await operator.goto(path)
    await expect(operator.getByRole('heading', { name: '方案文件' })).toBeVisible()
    await look(operator)
  })

  expect(seats.flatMap((it) => it.faults)).toEqual([])
})
