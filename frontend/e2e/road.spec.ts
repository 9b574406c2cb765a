/** The whole road in the browser, each person in their own: from two registrations to a ledger line. */
import { expect, test, type Page, type Route } from '@playwright/test'
import { AGENCIES, CLIENT } from './cast'
import { choose, confirm, moveClock, open, register, signIn, type Organisation } from './people'
import { look } from './page'
import { freePort, Site, STAFF_PASSWORD, up } from './server'

const PROJECT = '吉首市乾州街道老旧小区排水管网改造工程水土保持方案'
const AMOUNT = '¥18,000.00'
const AMOUNT_FEN = 1_800_000

interface Notice {
  state: string
  signup_deadline: string
  select_time: string
  award: { id: string } | null
}
interface Award {
  agency: { name: string }
  publicity_until: string
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

async function read<T>(page: Page, path: string): Promise<T> {
  const answer = await page.request.get(`${site.url}/api/v1${path}`)
  expect(answer.ok(), await answer.text()).toBe(true)
  return (await answer.json()) as T
}

async function writeNotice(page: Page): Promise<void> {
  await page.goto('/office/notices/new')
  await choose(page, '服务事项', '水土保持方案')
  await look(page)
  await page.getByRole('button', { name: '开始填写' }).click()
  await expect(page).toHaveURL(/\/edit$/)
  await page.getByLabel('项目名称').fill(PROJECT)
  await page.getByLabel('服务内容').fill('1.现场踏勘\n2.编制报告表\n3.配合技术审查')
  await page.getByLabel('服务时限').fill('合同签订后 15 个工作日')
  // What cannot be read is named there, and keeps the notice from being handed in.
  await page.getByLabel(/^服务金额/).fill('一八万')
  await expect(page.getByText(/看不懂金额/).first()).toBeVisible()
  await page.getByRole('button', { name: '提交公告' }).click()
  await expect(page.getByLabel(/^服务金额/)).toBeFocused()
  await page.getByLabel(/^服务金额/).fill('1.8万')
  await expect(page.getByText('人民币壹万捌仟元整')).toBeVisible()
  await page.getByLabel('财政资金占比').fill('100')
  await page.getByLabel('项目规模').selectOption('investment')
  await page.getByLabel('投资额').fill('680万')
  await page.getByRole('radio', { name: /随机抽取/ }).check()
  await page.getByLabel(/不勾选即“仅承诺服务”/).uncheck()
  await page.getByLabel('姓名', { exact: true }).fill('张某')
  await page.getByLabel('电话', { exact: true }).fill('0743-8222222')
  await page.getByLabel('质疑投诉电话').fill('0743-8222223')
  await expect(page.getByText('可以提交了')).toBeVisible()
  await look(page)
  await confirm(page, '提交公告')
  await expect(page).toHaveURL(/\/notices\/[0-9a-f-]{36}$/)
}

test('from registration to the ledger', async ({ browser, request }) => {
  test.setTimeout(400_000)
  const seats = await Promise.all([CLIENT, 'operator', 'visitor', ...AGENCIES].map(() => open(browser, site.url)))
  const [client, operator, visitor, ...agencies] = seats.map((it) => it.page) as [Page, Page, Page, ...Page[]]
  const clock = (to: string) => moveClock(request, site.url, 'operator', STAFF_PASSWORD, to)
  let notice = ''
  let award = ''
  let contract = ''

  await test.step('a client and three agencies register', async () => {
    await register(client, CLIENT)
    await look(client)
    for (const [index, page] of agencies.entries()) await register(page, AGENCIES[index] as Organisation)
  })

  await test.step('the client writes a notice and hands it in', async () => {
    await writeNotice(client)
    notice = new URL(client.url()).pathname
  })

  await test.step('the operator reviews and publishes it', async () => {
    await signIn(operator, 'operator', STAFF_PASSWORD)
    await operator.goto('/office/reviews')
    await look(operator)
    await operator.getByRole('link', { name: PROJECT }).click()
    await confirm(operator, '审核通过，发布')
    await expect(operator.getByText('报名中').first()).toBeVisible()
  })

  await test.step('three agencies sign up and get a receipt each', async () => {
    for (const page of agencies) {
      await page.goto(notice)
      await expect(page.getByText('您可以报名')).toBeVisible()
      await page.getByLabel(/没有隶属、控股/).check()
      await look(page)
      await page.getByRole('button', { name: '报名', exact: true }).click()
      await expect(page.getByText('报名回执')).toBeVisible()
    }
    await look(agencies[0] as Page)
    await visitor.goto(notice)
    await look(visitor)
    for (const { name } of AGENCIES) await expect(visitor.getByText(name)).toHaveCount(0)
  })

  await test.step('the deadline passes, the draw happens by itself', async () => {
    const state = async () => (await read<Notice>(visitor, notice)).state
    await clock((await read<Notice>(visitor, notice)).signup_deadline)
    await expect.poll(state).toBe('closed')
    await visitor.goto(notice)
    for (const { name } of AGENCIES) await expect(visitor.getByText(name).first()).toBeVisible()
    await clock((await read<Notice>(visitor, notice)).select_time)
    await expect.poll(state).toBe('publicity')
    award = `/awards/${(await read<Notice>(visitor, notice)).award?.id ?? ''}`
  })

  await test.step('anybody recomputes the draw in their own browser', async () => {
    await visitor.goto(award)
    await expect(visitor.getByText(/验证通过：\d+ 项检查全部相符/)).toBeVisible()
    const { agency } = await read<Award>(visitor, award)
    await expect(visitor.getByText(`由公布的数重新计算，抽中的是 ${agency.name}。`)).toBeVisible()
    await look(visitor)
  })

  await test.step('publicity ends, the letter is issued, the winner confirms', async () => {
    await clock((await read<Award>(visitor, award)).publicity_until)
    await expect.poll(async () => (await read<Notice>(visitor, notice)).state).toBe('awarded')
    await visitor.goto(`${award}/letter`)
    await expect(visitor.getByRole('heading', { name: '中选通知书' })).toBeVisible()
    await expect(visitor.getByText(AMOUNT)).toBeVisible()
    await look(visitor)
  })

  const { agency } = await read<Award>(visitor, award)
  const winner = agencies[AGENCIES.findIndex((it) => it.name === agency.name)] as Page
  await test.step('the winner confirms and both sides confirm the contract', async () => {
    await winner.goto(award)
    await confirm(winner, '确认中选')
    await expect(winner).toHaveURL(/\/office\/contracts\//)
    contract = new URL(winner.url()).pathname
    await look(winner)
    await confirm(winner, '确认合同')
    await client.goto(contract)
    await confirm(client, '确认合同')
    await confirm(client, '合同备案')
    await expect(client.getByText('合同已生效，等机构提交成果。')).toBeVisible()
  })

  await test.step('the agency delivers a file, the client accepts it', async () => {
    await winner.goto(contract)
    const content = Buffer.from('水土保持方案报告表（送审稿）\n')
    await winner.locator('form').filter({ hasText: '成果文件' }).locator('input[type=file]').setInputFiles({ name: '报告表.txt', mimeType: 'text/plain', buffer: content })
    // Pressed at once, it waits for the upload.
    await winner.getByRole('button', { name: '提交成果' }).click()
    await expect(winner.getByText('成果已提交，等委托人验收。')).toBeVisible()
    await client.goto(contract)
    await confirm(client, '验收通过')
    await expect(client.getByText('请按约定付款并登记。')).toBeVisible()
  })

  await test.step('the client pays, the agency confirms', async () => {
    await client.getByLabel('金额', { exact: true }).fill('17000')
    await expect(client.getByText('人民币壹万柒仟元整').last()).toBeVisible()
    await look(client)
    // What stands there when Enter is pressed is recorded, though nobody has said yet how it reads.
    const held: Route[] = []
    await client.route('**/api/v1/amounts/parse', (route) => void held.push(route))
    await client.getByLabel('金额', { exact: true }).fill('18000')
    await client.getByLabel('金额', { exact: true }).press('Enter')
    await expect(client.getByText('已登记，等机构确认')).toBeVisible()
    await client.unroute('**/api/v1/amounts/parse')
    await Promise.all(held.map((it) => it.continue().catch(() => undefined)))
    await winner.goto(contract)
    await confirm(winner, '确认收款')
    await expect(winner.getByText('款项已结清。')).toBeVisible()
    await look(winner)
  })

  await test.step('ledger and statistics moved by exactly that amount', async () => {
    const all = { awarded_fen: AMOUNT_FEN, committed_fen: 0, payable_fen: 0, paid_fen: AMOUNT_FEN }
    expect(await read(visitor, '/ledger/totals')).toEqual(all)
    await expect.poll(() => read(visitor, '/statistics')).toMatchObject({ ...all, agencies: 3, clients: 1, notices: 1, awards: 1 })
    await visitor.goto(contract.replace('/office/contracts/', '/ledger/contracts/'))
    await expect(visitor.getByText(AMOUNT).first()).toBeVisible()
    await look(visitor)
    await visitor.goto('/statistics')
    await expect(visitor.getByRole('main').getByText(/18,000|1\.8\s?万/).first()).toBeVisible()
    await look(visitor)
    await client.goto('/office/inbox')
    await look(client)
  })

  // The amount that could not be read was refused.
  expect(seats.flatMap((it) => it.faults).filter((it) => !/\/edit: .* 422/.test(it))).toEqual([])
})
