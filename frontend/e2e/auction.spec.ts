/** A reverse auction with three browsers side by side: two that bid and one that watches, and loses its connection midway. */
import { expect, test, type Page } from '@playwright/test'
import { AGENCIES, announced, closed, market, type Member } from './cast'
import { open, PASSWORD, signIn } from './people'
import { look } from './page'
import type { Site } from './server'

interface Auction {
  phase: string
  start: string
  end: string
  award_id: string | null
}

let site: Site
let client: Member
let operator: Member
let agencies: Member[]

test.beforeAll(async () => {
  test.setTimeout(180_000)
  ;({ site, operator, client, agencies } = await market())
})
test.afterAll(() => site.stop())

const board = (page: Page) => page.getByRole('region', { name: '当前情况' })
const bids = (page: Page) => page.getByRole('listitem').filter({ hasText: /¥[\d,]+\.\d\d$/ })

async function bid(page: Page, amount: string): Promise<void> {
  await page.getByLabel(/^报价/).fill(amount)
  await page.getByRole('button', { name: '出价', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: '出价', exact: true }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
}

test('bidding is live, a lost line misses nothing, and the result verifies', async ({ browser, viewport, hasTouch }) => {
  test.setTimeout(240_000)
  const name = '吉首市峒河流域综合治理水土保持方案'
  const id = await announced(client, operator, { project_name: name, method: 'reverse_auction', amount_fen: '10万' })
  for (const agency of agencies) await agency.post(`/notices/${id}/sign-ups`, { no_conflict: true })
  await closed(client, id, 'closed')
  const seats = await Promise.all([1, 2, 3].map(() => open(browser, site.url, { viewport, hasTouch })))
  const [first, second, visitor] = seats.map((it) => it.page) as [Page, Page, Page]
  const pages = [first, second, visitor]
  const read = () => client.get<Auction>(`/notices/${id}/auction`)

  await test.step('everybody finds the auction and sees it open', async () => {
    await signIn(first, AGENCIES[0]?.login ?? '', PASSWORD)
    await signIn(second, AGENCIES[1]?.login ?? '', PASSWORD)
    await visitor.goto(`/notices/${id}`)
    await visitor.getByRole('link', { name: '查看竞价页' }).click()
    for (const page of [first, second]) await page.goto(`/notices/${id}/auction`)
    for (const page of pages) await expect(page.getByText('尚未开始')).toBeVisible()
    await look(visitor)
    await client.post('/training/clock', { advance_to: (await read()).start })
    for (const page of pages) await expect(page.getByText('竞价中', { exact: true })).toBeVisible()
    await expect(visitor.getByText('实时更新中')).toBeVisible()
    await expect(visitor.getByRole('link', { name: '登录出价' })).toBeVisible()
  })

  await test.step('a bid is seen by all at once', async () => {
    await first.getByRole('button', { name: '¥100,000.00' }).click()
    await expect(first.getByLabel(/^报价/)).toHaveValue('100,000')
    await look(first, 'auction-bid')
    await first.getByRole('button', { name: '出价', exact: true }).click()
    await expect(first.getByRole('dialog')).toContainText('¥100,000.00')
    await look(first)
    await first.getByRole('dialog').getByRole('button', { name: '出价', exact: true }).click()
    for (const page of pages) await expect(board(page)).toContainText('¥100,000.00')
    await expect(first.getByText('当前最低价是贵机构的')).toBeVisible()
    await expect(second.getByText('当前最低价不是贵机构的')).toBeVisible()
    await bid(second, '9.8万')
    for (const page of pages) await expect(board(page)).toContainText('¥98,000.00')
  })

  await test.step('one loses its connection while bidding goes on, and catches up', async () => {
    await visitor.context().setOffline(true)
    await expect(visitor.getByText('已断开，正在重连…')).toBeVisible()
    await bid(first, '97000')
    await bid(second, '9.5万')
    await expect(board(first)).toContainText('¥95,000.00')
    await expect(board(visitor)).toContainText('¥98,000.00')
    await look(visitor, 'auction')
    await visitor.context().setOffline(false)
    await expect(visitor.getByText('实时更新中')).toBeVisible()
    await expect(board(visitor)).toContainText('¥95,000.00')
    await expect(bids(visitor)).toHaveText([/95,000/, /97,000/, /98,000/, /100,000/])
    await bid(first, '94000')
    await expect(bids(visitor)).toHaveCount(5)
  })

  await test.step('a bid over what is possible is refused with what would be', async () => {
    await bid(second, '9.4万')
    await expect(second.getByRole('alert')).toContainText('¥93,000.00')
    await look(second)
  })

  await test.step('it ends by itself, and anybody verifies and replays it', async () => {
    await client.post('/training/clock', { advance_to: (await read()).end })
    for (const page of pages) await expect(page.getByText('已结束', { exact: true })).toBeVisible()
    await look(visitor)
    await visitor.getByRole('slider', { name: '回放到第几次出价' }).fill('2')
    await expect(board(visitor)).toContainText('¥98,000.00')
    await expect(bids(visitor)).toHaveCount(2)
    await visitor.getByRole('button', { name: '播放' }).click()
    await expect(bids(visitor)).toHaveCount(5)
    await look(visitor, 'auction-replay')
    await visitor.getByRole('link', { name: '查看结果和验证' }).click()
    await expect(visitor).toHaveURL(new RegExp(`/awards/${(await read()).award_id ?? ''}$`))
    await expect(visitor.getByText(/验证通过：\d+ 项检查全部相符/)).toBeVisible()
    await expect(visitor.getByText(`最后一次有效出价属于 ${AGENCIES[0]?.name ?? ''}`)).toBeVisible()
    await look(visitor)
  })

  // The line that was cut, and the bid that was refused.
  const provoked = /ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|status of 409/
  expect(seats.flatMap((it) => it.faults).filter((it) => !provoked.test(it))).toEqual([])
})
