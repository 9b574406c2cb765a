/** Every line of every method's working has a sentence, with all that the sentence names. */
import { describe, expect, it } from 'vitest'
import { words, type Line } from './lines'
import en from './messages/page.en.json'
import zh from './messages/page.zh-CN.json'

const FILES = import.meta.glob<string>('../../../tests/fixtures/evidence/*.json', { query: '?raw', import: 'default', eager: true })
const nameOf = (text: string) => `〈${text}〉`
const lines = Object.values(FILES).flatMap((text) => (JSON.parse(text) as { working: Line[] }).working)

describe('the lines of a working', () => {
  it.each([['zh-CN', zh.line], ['en', en.line]] as const)('have words in %s', (_, texts) => {
    for (const line of lines) {
      const { key, values } = words(line, nameOf)
      const text = (texts as Record<string, string>)[key]
      if (text === undefined) expect.fail(`no text for ${key}`)
      for (const [, name = ''] of text.matchAll(/\{(\w+)\}/g)) expect(values[name], `${key}: ${name}`).toMatch(/\S/)
    }
  })

  it('show amounts, points and names as people write them', () => {
    const of = (line: Line) => words(line, nameOf).values
    expect(of({ step: 'price', uscc: 'A', price_fen: 8_000_000 })).toMatchObject({ uscc: '〈A〉', price_fen: '¥80,000.00' })
    expect(of({ step: 'invalid', uscc: 'A', why: { under_rate: 500 } })).toMatchObject({ why: '5.00' })
    expect(of({ step: 'totals', label: 1, totals: [4_000, 1_050] })).toMatchObject({ label: '1', totals: '40.00, 10.50' })
    expect(of({ step: 'credit', uscc: 'A', tenths: 955 })).toMatchObject({ tenths: '95.5' })
    expect(words({ step: 'trimmed', end: 'highest', uscc: 'A', price_fen: 1, among: 2 }, nameOf).key).toBe('trimmed_highest_by_lot')
  })
})
