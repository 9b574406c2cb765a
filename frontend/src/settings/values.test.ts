import { describe, expect, it } from 'vitest'
import { inGroups } from './groups'
import { toText, toValue } from './values'

describe('settings', () => {
  it('writes amounts in yuan and reads them back as fen', () => {
    expect(toText('direct_cap_fen', 10_000_000)).toBe('100000')
    expect(toValue('direct_cap_fen', '100,000', 1)).toBe(10_000_000)
  })

  it('keeps lists and yes or no', () => {
    expect(toText('reference_percents', [95, 96])).toBe('95, 96')
    expect(toValue('reference_percents', '95，97', [])).toEqual([95, 97])
    expect(toValue('notice_review', 'false', true)).toBe(false)
  })

  it('leaves what is no number to the server', () => {
    expect(toValue('publicity_days', 'two', 1)).toBe('two')
  })
})

it('every rule has one heading, also one that is new', () => {
  const keys = ['publicity_days', 'brand_new_rule', 'notice_review']
  expect(inGroups(keys).flatMap((it) => it.keys).sort()).toEqual([...keys].sort())
  expect(inGroups(keys).at(-1)).toEqual({ name: 'other', keys: ['brand_new_rule'] })
})
