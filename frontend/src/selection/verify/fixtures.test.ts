/** The files that the server's own tests make, one of each method: recomputed by this implementation. */
import { describe, expect, it } from 'vitest'
import { hashOf, type Json } from './canonical'
import { drandRound } from './beacon'
import { signed } from './drand'
import { judge, verify as verifyWith } from './index'

/** Each signature is judged once: most changed files have the same. */
const judged = new Map<string, boolean>()
const once = (round: number, signature: string) => {
  const key = `${round}:${signature}`
  const known = judged.get(key) ?? signed(round, signature)
  judged.set(key, known)
  return known
}
const verify = (text: string) => verifyWith(text, once)

type Fields = { [key: string]: Json }

const FILES = import.meta.glob<string>('../../../../tests/fixtures/evidence/*.json', { query: '?raw', import: 'default', eager: true })
const files = Object.entries(FILES).map(([path, text]) => [path.split('/').pop()?.replace('.json', '') ?? '', text] as const)
const file = (name: string) => JSON.parse(files.find(([it]) => it === name)?.[1] ?? '') as Fields

function resealed(fields: Fields): string {
  const rest = Object.fromEntries(Object.entries(fields).filter(([key]) => key !== 'digests' && key !== 'digest'))
  const digests = Object.fromEntries(Object.entries(rest).map(([key, it]) => [key, hashOf(it)]))
  return JSON.stringify({ ...rest, digests, digest: hashOf({ ...rest, digests }) })
}

const failed = (text: string) => verify(text).checks.filter((it) => !it.passed).map((it) => it.pointer)

/** A copy with the value at this pointer exchanged. */
function changed(fields: Fields, pointer: string, value: Json): Fields {
  const copy = structuredClone(fields)
  const path = pointer.split('/').slice(1)
  const last = path.pop() ?? ''
  const parent = path.reduce<Json>((at, key) => (at as Fields)[key] ?? null, copy) as Fields
  parent[last] = value
  return copy
}

describe('the file of each method', () => {
  it('is there', () => {
    expect(files.map(([name]) => name).sort()).toEqual(['credit_merit', 'price', 'price_by_rate', 'price_with_lottery', 'proposal_merit', 'reference_price', 'reference_price_with_drand', 'reverse_auction'])
  })

  it.each(files)('%s gives the same outcome here', (_, text) => {
    const verdict = verify(text)
    expect(verdict.checks.filter((it) => !it.passed)).toEqual([])
    const fields = JSON.parse(text) as Fields
    expect([verdict.passed, verdict.method, verdict.winner]).toEqual([true, fields.method, fields.winner])
    expect(verdict.working?.shown).toEqual(fields.working)
    expect(failed(resealed(fields))).toEqual([])
  })

  it.each(files)('%s with a changed byte fails, wherever it is', (_, text) => {
    const bytes = new TextEncoder().encode(text)
    const decoder = new TextDecoder()
    for (let at = 0; at < bytes.length; at += 5) {
      const other = bytes.slice()
      other[at] = (other[at] ?? 0) ^ ([0x01, 0x02, 0x20][at % 3] ?? 1)
      if (verify(decoder.decode(other)).passed) expect.fail(`byte ${at}`)
    }
  }, 120_000)

  it.each(files)('%s with another value and fresh digests fails', (_, text) => {
    const fields = JSON.parse(text) as Fields
    const free = ['project_name', 'client_name', 'digest', 'digests']
    for (const key of Object.keys(fields).filter((it) => !free.includes(it))) {
      for (const value of ['x', -7, null, [], {}] as Json[]) {
        if (hashOf(fields[key] ?? null) === hashOf(value)) continue
        if (verify(resealed({ ...fields, [key]: value })).passed) expect.fail(`${key} = ${JSON.stringify(value)}`)
      }
    }
  })

  it.each(files)('%s with an unknown field anywhere fails', (_, text) => {
    const fields = JSON.parse(text) as Fields
    for (const pointer of ['/extra', '/roster/0/extra', '/working/0/extra', '/ranking/0/extra']) {
      expect(failed(resealed(changed(fields, pointer, 1))), pointer).not.toEqual([])
    }
  })
})

describe('a forger who seals again', () => {
  it.each([
    ['price', '/roster/0/quote', { amount_fen: 7_500_000 }, '/roster/0/commitment'],
    ['price', '/roster/0/salt', 'a'.repeat(64), '/roster/0/commitment'],
    ['price', '/not_opened', [], '/sealed_roster_hash'],
    ['price', '/verdicts/0/accepted', true, '/winner'],
    ['price', '/verdicts', [], '/winner'],
    ['price', '/verdicts/0/reason', ' ', '/verdicts/0/reason'],
    ['price', '/passed_over/0/by', '', '/passed_over/0/by'],
    ['price', '/passed_over', [], '/ranking'],
    ['price_by_rate', '/terms/base_fen', 10_000_002, '/working/0'],
    ['reference_price', '/terms/max_fen', 9_900_000, '/working'],
    ['reference_price', '/steps/0/v', '1', '/steps/0'],
    ['reverse_auction', '/bids/2/amount_fen', 9_750_001, '/bids/2'],
    ['reverse_auction', '/bids/4/at', '2026-11-30T09:50:00.123+08:00', '/bids/4'],
    ['reverse_auction', '/bids/0/at', '2026-11-30T09:29:59.999+08:00', '/bids/0'],
    ['reverse_auction', '/end', '2026-11-30T10:00:00.123+08:00', '/end'],
    ['reverse_auction', '/step_fen', 1, '/step_fen'],
    ['credit_merit', '/credits/0/tenths', 1_010, '/working'],
    ['credit_merit', '/pick', null, '/winner'],
    ['credit_merit', '/pick/reason', '', '/pick/reason'],
    ['proposal_merit', '/scores/0/proposals/0/0', 0, '/working'],
    ['proposal_merit', '/scores/0/proposals/0/0', 4_001, '/winner'],
    ['proposal_merit', '/stood_down', [], '/winner'],
    ['proposal_merit', '/sheet/price_points', 31, '/winner'],
    ['price', '/beacon', 'lottery:pl3:26301:4,0,9', '/beacon'],
    ['price_with_lottery', '/beacon', '-', '/seed'],
    ['price_with_lottery', '/beacon', 'lottery:ssq:2026139:03,08,12,19,24,34+07', '/beacon'],
    ['price_with_lottery', '/beacon', 'lottery:ssq:2026139:08,03,12,19,24,31+07', '/beacon'],
    ['price_with_lottery', '/beacon', 'lottery:ssq:2026139:03,08,12,19,24,31+7', '/beacon'],
    ['price_with_lottery', '/beacon_source/issue', '202613', '/beacon_source'],
    ['price_with_lottery', '/beacon_source/game', 'toString', '/beacon_source'],
    ['price_with_lottery', '/beacon_source', { source: 'drand' }, '/beacon'],
    ['reference_price_with_drand', '/select_time', '2024-05-20T09:33:10+08:00', '/beacon'],
    ['reference_price_with_drand', '/beacon', `drand-quicknet:7788475:${'8'.repeat(96)}`, '/beacon'],
    ['reference_price_with_drand', '/beacon_source', { source: 'drand', round: 1 }, '/beacon_source'],
  ] as [string, string, Json, string][])('of %s with another %s is found', (name, pointer, value, place) => {
    const found = failed(resealed(changed(file(name), pointer, value)))
    expect(found.some((it) => it.startsWith(place)), found.join(' ')).toBe(true)
  })
})

describe('a round of drand', () => {
  const signature = 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39'

  it('is the first at or after the selection time', () => {
    const rounds = ['2024-05-20T09:33:06+08:00', '2024-05-20T09:33:06.001+08:00', '2024-05-20T09:33:09+08:00', '2024-05-20T09:33:09.001+08:00', '1999-01-01T00:00:00+08:00']
    expect(rounds.map((it) => drandRound(Date.parse(it)))).toEqual([7_788_474, 7_788_475, 7_788_475, 7_788_476, 1])
  })

  it('is signed by the key of its chain, for itself alone', () => {
    expect([signed(1_000, signature), signed(1_001, signature), signed(1_000, signature.replace('b4', 'b5'))]).toEqual([true, false, false])
  })

  it('is judged with what the page loads for it, and never passes unjudged', async () => {
    const text = JSON.stringify(file('reference_price_with_drand'))
    expect([(await judge(text)).passed, verifyWith(text).passed]).toEqual([true, false])
  })
})
