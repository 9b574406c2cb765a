/** Methods that ask for a price: the notice by its form, quotes that nobody can read before the opening, the low price, the pick; each recomputed. */
import { expect, test, type Page } from '@playwright/test'
import { AGENCIES, announced, CLIENT, market, type Member } from './cast'
import { choose, confirm, open, PASSWORD, signIn, type Seat } from './people'
import { look } from './page'
import { Wire, type Site } from './server'

const NAMES = [
  '湘西土家族苗族自治州（演示）甲生态环境与水土保持勘察设计咨询有限责任公司',
  '湘西（演示）乙水土保持有限公司',
  '湘西（演示）丙水土保持有限公司',
]
const CAST = AGENCIES.map((it, k) => ({ ...it, name: NAMES[k] ?? it.name }))
const PROJECT = '吉首市马颈坳镇生态清洁小流域治理水土保持方案'

interface Notice {
  state: string
  code: string
  signup_deadline: string
  select_time: string
  award: { id: string } | null
}

let site: Site
let client: Member
let operator: Member
test.beforeAll(async () => {
  test.setTimeout(180_000)
  ;({ site, operator, client } = await market(CAST))
})
test.afterAll(() => site.stop())

/** Every way in which this price could be written. */
const spellings = (yuan: string) => [yuan, yuan.replace(/\B(?=(\d{3})+$)/g, ','), `${yuan}00`]

async function quote(page: Page, notice: string, written: string, reads: string): Promise<void> {
  await page.goto(`/notices/${notice}`)
  await expect(page.getByText('您可以报名')).toBeVisible()
  await page.getByLabel('您的报价').fill(written)
  await expect(page.getByText(reads)).toBeVisible()
  await page.getByLabel(/没有隶属、控股/).check()
  await page.getByRole('button', { name: '报名', exact: true }).click()
  await expect(page.getByText('报名回执')).toBeVisible()
}

const read = (id: string) => client.get<Notice>(`/notices/${id}`)

/** To the end of sign-up, through the opening, to the selection. */
async function selected(id: string, state: string): Promise<void> {
  const { signup_deadline } = await read(id)
  await operator.post('/training/clock', { advance_to: signup_deadline })
  await expect.poll(async () => (await read(id)).state).toBe('closed')
  await operator.post('/training/clock', { advance_to: (await read(id)).select_time })
  await expect.poll(async () => (await read(id)).state).toBe(state)
}

async function writeNotice(page: Page): Promise<string> {
  await page.goto('/office/notices/new')
  await choose(page, '服务事项', '水土保持方案')
  await page.getByRole('button', { name: '开始填写' }).click()
  await expect(page).toHaveURL(/\/edit$/)
  await page.getByLabel('项目名称').fill(PROJECT)
  await page.getByLabel('服务内容').fill('1.现场踏勘\n2.编制报告书')
  await page.getByLabel('服务时限').fill('合同签订后 15 个工作日')
  await page.getByLabel(/^服务金额/).fill('10万')
  await page.getByLabel('项目规模').selectOption('investment')
  await page.getByLabel('投资额').fill('680万')
  // What a method needs is asked where it is chosen.
  await page.getByRole('radio', { name: /方案择优/ }).check()
  await expect(page.getByText('合计 100 分')).toBeVisible()
  await page.getByLabel('价格分').fill('20')
  await expect(page.getByText('还差 10 分')).toBeVisible()
  await look(page)
  await page.getByRole('radio', { name: /^竞价/ }).check()
  await expect(page.getByText(/每次出价至少比当前最低价低 ¥1,000.00/)).toBeVisible()
  await page.getByRole('radio', { name: /一次报价竞价/ }).check()
  await expect(page.getByRole('textbox', { name: '最高限价' })).toHaveValue('10万')
  await page.getByRole('radio', { name: /报下浮率/ }).check()
  await expect(page.getByRole('textbox', { name: '基准价' })).toHaveValue('10万')
  await page.getByLabel('最小下浮率').fill('5')
  await page.getByLabel('最大下浮率').fill('4.5')
  await look(page)
  await expect(page.getByRole('link', { name: '最大下浮率不能小于最小下浮率' })).toBeVisible()
  await page.getByRole('radio', { name: /报金额/ }).check()
  await page.getByLabel(/不勾选即“仅承诺服务”/).uncheck()
  await page.getByLabel('姓名', { exact: true }).fill('张某')
  await page.getByLabel('电话', { exact: true }).fill('0743-8222222')
  await page.getByLabel('质疑投诉电话').fill('0743-8222223')
  await page.getByLabel('最低限价').fill('12万')
  await expect(page.getByRole('heading', { name: '还差 1 项' })).toBeVisible()
  // A bound that makes no sense is named at its field, and keeps the notice from being handed in.
  await page.getByRole('button', { name: '提交公告' }).click()
  await expect(page.getByLabel('最低限价')).toBeFocused()
  await page.getByLabel('最低限价').fill('4万')
  await expect(page.getByText('可以提交了')).toBeVisible()
  await look(page, 'notice-form-price')
  await confirm(page, '提交公告')
  await expect(page).toHaveURL(/\/notices\/[0-9a-f-]{36}$/)
  return new URL(page.url()).pathname.split('/').pop() ?? ''
}

test('sealed quotes: nobody reads them before the opening, the lowest wins', async ({ browser, viewport, hasTouch }) => {
  test.setTimeout(300_000)
  // What the agencies' browsers send is read on the way.
  const wires = await Promise.all(CAST.map(() => Wire.to(site)))
  const urls = [site.url, site.url, ...wires.map((it) => it.url)]
  const seats: Seat[] = await Promise.all(urls.map((url) => open(browser, url, { viewport, hasTouch })))
  const [buyer, visitor, ...agencies] = seats.map((it) => it.page) as [Page, Page, ...Page[]]
  const [first, second, third] = agencies as [Page, Page, Page]
  await signIn(buyer, CLIENT.login, PASSWORD)
  const notice = await writeNotice(buyer)
  await operator.post(`/notices/${notice}/publish`)
  await visitor.goto(`/notices/${notice}`)
  await expect(visitor.getByText('最低限价')).toBeVisible()
  await look(visitor)

  for (const [k, page] of agencies.entries()) await signIn(page, CAST[k]?.login ?? '', PASSWORD)
  await test.step('bounds are checked before anything is sealed', async () => {
    await first.goto(`/notices/${notice}`)
    await first.getByLabel('您的报价').fill('100001')
    await first.getByRole('button', { name: '报名', exact: true }).click()
    await expect(first.getByText('报价高于上限 ¥100,000.00，会被判无效')).toBeVisible()
    await expect(first.getByLabel('您的报价')).toBeFocused()
    await look(first)
    await first.getByLabel('您的报价').fill('8.1234万')
    await expect(first.getByText('人民币捌万壹仟贰佰叁拾肆元整')).toBeVisible()
    await look(first)
  })
  await quote(first, notice, '8.1234万', '人民币捌万壹仟贰佰叁拾肆元整')
  await quote(second, notice, '91357', '¥91,357.00')
  await quote(third, notice, '87531', '¥87,531.00')
  await look(first, 'sealed-receipt')

  await test.step('one replaces its quote; nobody else sees anything', async () => {
    await second.getByRole('button', { name: '修改报价' }).click()
    const dialog = second.getByRole('dialog')
    await dialog.getByRole('button', { name: '提交新报价' }).click()
    await expect(dialog.getByText('请填写报价')).toBeVisible()
    await dialog.getByLabel('您的报价').fill('79753')
    await look(second)
    await dialog.getByRole('button', { name: '提交新报价' }).click()
    await expect(dialog).toBeHidden()
    await expect(second.getByText(/更换 .* 的密封内容，平台已收讫/)).toBeVisible()
    await expect(second.getByText('¥79,753.00')).toBeVisible()
    await visitor.reload()
    await expect(visitor.getByText('79,753')).toHaveCount(0)
    for (const [k, prices] of [['81234', '8.1234'], ['91357', '79753'], ['87531']].entries()) {
      const everything = wires[k]?.text() ?? ''
      expect(everything).toContain('ciphertext')
      for (const it of prices.flatMap(spellings)) expect(everything).not.toContain(it)
    }
  })

  await test.step('at the selection time the lowest wins, and anybody recomputes it', async () => {
    await selected(notice, 'publicity')
    await visitor.goto(`/notices/${notice}`)
    for (const it of ['¥81,234.00', '¥79,753.00', '¥87,531.00']) await expect(visitor.getByText(it).first()).toBeVisible()
    await look(visitor, 'notice-quotes')
    await visitor.goto(`/awards/${(await read(notice)).award?.id ?? ''}`)
    await expect(visitor.getByText(/验证通过：\d+ 项检查全部相符/)).toBeVisible()
    await expect(visitor.getByText(`密封报价中，${CAST[1]?.name ?? ''} 按规则排名第一。`)).toBeVisible()
    await expect(visitor.getByRole('row', { name: /第 3 名/ })).toContainText('¥87,531.00')
    await look(visitor, 'award-price')
    await visitor.goto('/verify')
    await expect(visitor.getByRole('link', { name: PROJECT })).toBeVisible()
    await look(visitor)
  })
  expect(seats.flatMap((it) => it.faults)).toEqual([])
  await Promise.all(seats.map((it) => it.page.context().close()))
  for (const it of wires) it.stop()
})

test('a low price wins only after it was justified and accepted', async ({ browser, viewport, hasTouch }) => {
  test.setTimeout(300_000)
  const id = await announced(client, operator, { project_name: '吉首市矮寨镇边坡治理水土保持方案', method: 'price', amount_fen: '10万', quote_kind: 'rate', min_rate: 0, max_rate: 9_000 })
  const seats = await Promise.all([CLIENT, ...CAST].map(() => open(browser, site.url, { viewport, hasTouch })))
  const [buyer, ...agencies] = seats.map((it) => it.page) as [Page, ...Page[]]
  for (const [k, page] of agencies.entries()) {
    await signIn(page, CAST[k]?.login ?? '', PASSWORD)
    await page.goto(`/notices/${id}`)
    await page.getByLabel('您报的下浮率').fill(['60', '12.5', '10'][k] ?? '')
    await expect(page.getByText(['下浮 60.00%，价格 ¥40,000.00', '¥87,500.00', '¥90,000.00'][k] ?? '')).toBeVisible()
    await page.getByLabel(/没有隶属、控股/).check()
    await page.getByRole('button', { name: '报名', exact: true }).click()
    await expect(page.getByText('报名回执')).toBeVisible()
  }
  await selected(id, 'selecting')
  const [low] = agencies as [Page]
  await low.goto(`/notices/${id}`)
  await expect(low.getByText('即 ¥40,000.00')).toBeVisible()
  await low.getByLabel('说明', { exact: true }).fill('太短')
  await confirm(low, '提交说明')
  await expect(low.getByText(/请写 10 到 2000 字，现为 2 字/).first()).toBeVisible()
  await low.getByLabel('说明', { exact: true }).fill('本公司在该流域已有勘测成果，人员常驻，只需补测两天，成本核算附后。')
  await look(low)
  await confirm(low, '提交说明')
  await expect(low.getByText('说明已提交，等委托人认定')).toBeVisible()
  await look(low)

  await signIn(buyer, CLIENT.login, PASSWORD)
  await buyer.goto(`/notices/${id}`)
  await expect(buyer.getByText('本公司在该流域已有勘测成果').first()).toBeVisible()
  await buyer.getByLabel('认定理由').fill('已有成果可以复用，成本说明合理，同意采纳。')
  await look(buyer, 'low-price')
  await buyer.getByRole('button', { name: '采纳说明', exact: true }).click()
  await expect(buyer.getByRole('dialog')).toContainText('¥40,000.00')
  await look(buyer)
  await buyer.getByRole('dialog').getByRole('button', { name: '采纳说明' }).click()
  await expect(buyer.getByText('采纳，可以中选')).toBeVisible()
  await buyer.goto(`/awards/${(await read(id)).award?.id ?? ''}`)
  await expect(buyer.getByText(/验证通过：\d+ 项检查全部相符/)).toBeVisible()
  await expect(buyer.getByText('低价说明被采纳').first()).toBeVisible()
  await look(buyer)

  await test.step('it declines, and the next one follows', async () => {
    const award = (await read(id)).award?.id ?? ''
    await operator.post('/training/clock', { advance_to: (await client.get<{ publicity_until: string }>(`/awards/${award}`)).publicity_until })
    await expect.poll(async () => (await read(id)).state).toBe('awarded')
    await low.goto(`/awards/${award}`)
    await low.getByRole('button', { name: '放弃中选' }).click()
    await low.getByLabel('放弃原因').fill('项目负责人离职，按期做不完。')
    await low.getByRole('dialog').getByRole('button', { name: '放弃中选' }).click()
    await expect.poll(async () => (await read(id)).award?.id).not.toBe(award)
    await buyer.goto(`/awards/${(await read(id)).award?.id ?? ''}`)
    await expect(buyer.getByText(/验证通过：\d+ 项检查全部相符/)).toBeVisible()
    await expect(buyer.getByText(`${CAST[0]?.name ?? ''} 排在前面但已退出，由下一名递补。退出原因：项目负责人离职，按期做不完。`)).toBeVisible()
    await expect(buyer.getByText('¥87,500.00').first()).toBeVisible()
    await look(buyer, 'award-next')
  })
  // A text that is too short is refused on purpose.
  expect(seats.flatMap((it) => it.faults).filter((it) => !/status of 422/.test(it))).toEqual([])
  await Promise.all(seats.map((it) => it.page.context().close()))
})

test('credit merit: the lists are drawn, the client picks and says why', async ({ browser, viewport, hasTouch }) => {
  test.setTimeout(300_000)
  const id = await announced(client, operator, { project_name: '吉首市丹青镇农田整治水土保持方案', method: 'credit_merit', amount_fen: '3.6万' })
  const seats = await Promise.all([CLIENT, ...CAST].map(() => open(browser, site.url, { viewport, hasTouch })))
  const [buyer, ...agencies] = seats.map((it) => it.page) as [Page, ...Page[]]
  for (const [k, page] of agencies.entries()) {
    await signIn(page, CAST[k]?.login ?? '', PASSWORD)
    await page.goto(`/notices/${id}`)
    await page.getByLabel(/没有隶属、控股/).check()
    await page.getByRole('button', { name: '报名', exact: true }).click()
    await expect(page.getByText('报名回执')).toBeVisible()
  }
  await selected(id, 'selecting')
  await signIn(buyer, CLIENT.login, PASSWORD)
  await buyer.goto(`/notices/${id}`)
  await expect(buyer.getByRole('heading', { name: '信用择优名单' })).toBeVisible()
  await look(buyer)
  await buyer.getByRole('link', { name: '去选取机构' }).click()
  await expect(buyer.getByRole('heading', { name: '从小名单选取' })).toBeVisible()
  await buyer.getByRole('radio', { name: CAST[2]?.name ?? '' }).check()
  await buyer.getByLabel('选取理由').fill('三家信用相当，这家离项目最近，负责人有同类业绩。')
  await look(buyer, 'short-list')
  await confirm(buyer, '确定选取')
  await expect(buyer).toHaveURL(/\/awards\/[0-9a-f-]{36}$/)
  await expect(buyer.getByText(/验证通过：\d+ 项检查全部相符/)).toBeVisible()
  await expect(buyer.getByText('三家信用相当，这家离项目最近').first()).toBeVisible()
  await look(buyer)
  expect(seats.flatMap((it) => it.faults)).toEqual([])
  await Promise.all(seats.map((it) => it.page.context().close()))
})
