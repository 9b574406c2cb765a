/** A public number: named in the form, shown before sign-up, entered by an entrant, and part of what everybody recomputes. */
import { expect, test, type Page } from '@playwright/test'
import { AGENCIES, CLIENT, market, NOTICE, type Member } from './cast'
import { confirm, open, PASSWORD, signIn } from './people'
import { look } from './page'
import type { Site } from './server'

const PROJECT = '吉首市峒河街道边坡治理水土保持方案'
const VALUE = 'lottery:ssq:2026139:03,08,12,19,24,31+07'

interface Notice {
  id: string
  state: string
  signup_deadline: string
  select_time: string
  award: { id: string } | null
}

let site: Site
let client: Member
let operator: Member
test.beforeAll(async () => {
  test.setTimeout(180_000)
  ;({ site, operator, client } = await market())
})
test.afterAll(() => site.stop())

const read = (id: string) => client.get<Notice>(`/notices/${id}`)

async function signUp(page: Page, notice: string): Promise<void> {
  await page.goto(notice)
  await expect(page.getByText('您可以报名')).toBeVisible()
  await page.getByLabel(/没有隶属、控股/).check()
  await page.getByRole('button', { name: '报名', exact: true }).click()
  await expect(page.getByText('报名回执')).toBeVisible()
}

test('a public number is named, entered and recomputed', async ({ browser, viewport, hasTouch }) => {
  test.setTimeout(240_000)
  const seats = await Promise.all([CLIENT, 'visitor', ...AGENCIES].map(() => open(browser, site.url, { viewport, hasTouch })))
  const [buyer, visitor, ...agencies] = seats.map((it) => it.page) as [Page, Page, ...Page[]]
  const [first] = agencies as [Page]
  const { id } = await client.post<Notice>('/notices', { ...NOTICE, project_name: PROJECT, method: 'draw', amount_fen: '1.8万' })
  const notice = `/notices/${id}`

  await test.step('the client names the issue of a lottery', async () => {
    await signIn(buyer, CLIENT.login, PASSWORD)
    await buyer.goto(`/office/notices/${id}/edit`)
    await buyer.getByText('指定公开号码').click()
    await buyer.getByRole('radio', { name: /彩票开奖号码/ }).check()
    await expect(buyer.getByText('请填写双色球的期号（7 位数字）').first()).toBeVisible()
    await buyer.getByLabel('期号').fill('2026139')
    await expect(buyer.getByText('可以提交了')).toBeVisible()
    await look(buyer)
    await confirm(buyer, '提交公告')
    await operator.post(`/notices/${id}/publish`)
  })

  await test.step('everybody reads it before sign-up', async () => {
    await visitor.goto(notice)
    await expect(visitor.getByText('双色球第 2026139 期开奖号码')).toBeVisible()
    await expect(visitor.getByText(/第 2 个工作日 17:30 仍没有号码/)).toBeVisible()
    await look(visitor)
    for (const [k, page] of agencies.entries()) {
      await signIn(page, AGENCIES[k]?.login ?? '', PASSWORD)
      await signUp(page, notice)
    }
  })

  await test.step('after the selection time an entrant enters it, and the draw follows', async () => {
    await operator.post('/training/clock', { advance_to: (await read(id)).signup_deadline })
    await expect.poll(async () => (await read(id)).state).toBe('closed')
    await operator.post('/training/clock', { advance_to: (await read(id)).select_time })
    await first.goto(notice)
    await first.getByLabel('开奖号码').fill('03 08 12 19 24 34 + 07')
    await first.getByRole('button', { name: '录入公开号码' }).click()
    await expect(first.getByText('不是双色球的开奖号码').first()).toBeVisible()
    await first.getByLabel('开奖号码').fill('31 08 03 19 24 12 + 07')
    await look(first)
    await first.getByRole('button', { name: '录入公开号码' }).click()
    await expect(first.getByText(VALUE)).toBeVisible()
    await expect.poll(async () => (await read(id)).state).toBe('publicity')
  })

  await test.step('anybody recomputes it', async () => {
    await visitor.goto(notice)
    await expect(visitor.getByText(VALUE)).toBeVisible()
    await look(visitor)
    await visitor.goto(`/awards/${(await read(id)).award?.id ?? ''}`)
    await expect(visitor.getByText(/验证通过：\d+ 项检查全部相符/)).toBeVisible()
    await expect(visitor.getByText(`${VALUE}")`, { exact: false }).first()).toBeVisible()
  })
  for (const { faults } of seats) expect(faults.filter((it) => !it.includes('422'))).toEqual([])
})
