/** Everybody of every evidence file stands somewhere, or is told what kept it from a place. */
import { describe, expect, it } from 'vitest'
import en from './messages/page.en.json'
import zh from './messages/page.zh-CN.json'
import notices from '../notices/messages/page.zh-CN.json'
import { standings } from './standings'
import { verify } from './verify'

const FILES = import.meta.glob<string>('../../../tests/fixtures/evidence/*.json', { query: '?raw', import: 'default', eager: true })
const of = (name: string) => {
  const { working } = verify(Object.entries(FILES).find(([path]) => path.endsWith(`/${name}.json`))?.[1] ?? '')
  if (!working) expect.fail(`no working of ${name}`)
  return standings(working)
}

describe('standings', () => {
  it('name the places, then who has none', () => {
    const rows = of('price')
    expect(rows.map((it) => it.place)).toEqual([1, 2, 3, undefined, undefined, undefined, undefined])
    expect(rows.map((it) => it.price_fen)).toEqual([8_000_000, 8_000_000, 9_500_000, 6_000_000, 8_800_000, undefined, undefined])
    const notes = (uscc: string) => rows.find((it) => it.uscc === uscc)?.notes.map((it) => [it.key, it.values])
    expect(notes('91433101MADEM002XR')).toEqual([['selection.note.low', {}], ['selection.note.low_refused', {}]])
    expect(notes('91433101MADEM0054F')).toEqual([['notices.invalid.over_fen', { bound: '¥100,000.00' }]])
    expect(notes('91433101MADEM00705')).toEqual([['notices.invalid.missing', { bound: 'missing' }]])
    expect(notes('91433101MADEM0062A')).toEqual([['selection.note.passed_over', { reason: '中选后放弃' }]])
  })

  it('show points where there are, credit where that decides', () => {
    expect(of('proposal_merit')[0]?.points).toBeGreaterThan(0)
    const credit = of('credit_merit')
    expect(credit[0]).toMatchObject({ place: 1, uscc: '91433101MADEM00705' })
    expect(credit.every((it) => it.credit !== undefined)).toBe(true)
    expect(of('reverse_auction').map((it) => it.price_fen)).toEqual([8_400_000, 9_000_000, 9_750_000, undefined])
  })

  it('have words for every remark', () => {
    const keys = Object.keys(FILES).flatMap((path) => of(path.replace(/^.*\/|\.json$/g, '')).flatMap((it) => it.notes.map((note) => note.key)))
    const texts = new Set([
      ...Object.keys(zh.note).map((it) => `selection.note.${it}`),
      ...Object.keys(notices.invalid).map((it) => `notices.invalid.${it}`),
    ])
    expect([...new Set(keys)].filter((it) => !texts.has(it))).toEqual([])
    expect(Object.keys(en.note)).toEqual(Object.keys(zh.note))
  })
})
