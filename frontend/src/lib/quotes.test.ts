import { describe, expect, it } from 'vitest'
import { capitals, readAmount } from './amounts'
import { faultOf, priceOf, quoteText, termsOf, type Quoting, type Terms } from './quotes'
import { discounted, rateText, readRate } from './rates'

// The examples of src/core/money.rs: both must read and spell alike.
describe('an amount that the server must not see', () => {
  it('is read as the server reads amounts', () => {
    const right: [string, number][] = [
      ['¥1,800,000.00', 180_000_000], ['￥4,900.00', 490_000], ['1.8万', 1_800_000], ['1.8万元', 1_800_000], ['18000元', 1_800_000],
      ['18000 元整', 1_800_000], ['人民币 18,000 元', 1_800_000], ['RMB 5', 500], ['１８，０００．５０', 1_800_050], ['0.000001万', 1],
      ['3亿', 30_000_000_000], ['5千', 500_000], ['3.5千元', 350_000], ['￥１．２ 仟元整', 120_000], ['5千万', 5_000_000_000],
      ['2.5百万元', 250_000_000], ['0', 0], ['007.10', 710], ['1.2300', 123], ['1000000000000', 100_000_000_000_000], ['10000亿', 100_000_000_000_000],
    ]
    expect(right.map(([text]) => readAmount(text))).toEqual(right.map(([, fen]) => fen))
  })

  it('is refused for the same reasons', () => {
    const wrong: [string, string][] = [
      ['', 'empty'], ['　 ', 'empty'], ['-5', 'negative'], ['－1.8万', 'negative'], ['-¥5.00', 'negative'], ['¥-5.00', 'negative'], ['1.234', 'decimals'],
      ['1.00005元', 'decimals'], ['0.0000001万', 'decimals'], ['1000000000000.01', 'too_large'], ['99999999999999999999999999999999999999999999', 'too_large'],
      ['1,80', 'commas'], ['1800,000', 'commas'], ['1,,800', 'commas'], ['abc', 'unreadable'], ['.5', 'unreadable'], ['5.', 'unreadable'], ['1.8万万', 'unreadable'],
      ['5千千', 'unreadable'], ['5千5', 'unreadable'], ['5万千', 'unreadable'], ['千', 'unreadable'], ['1.000005千', 'decimals'], ['千.5', 'unreadable'],
      ['-', 'unreadable'], ['1e5', 'unreadable'], ['元', 'unreadable'], ['1.2.3', 'unreadable'], ['<b>5</b>', 'unreadable'],
    ]
    expect(wrong.map(([text]) => [text, readAmount(text)])).toEqual(wrong)
  })

  it('is spelled as the server spells it', () => {
    const spelled: [number, string][] = [
      [0, '人民币零元整'], [1, '人民币壹分'], [10, '人民币壹角'], [101, '人民币壹元零壹分'], [1_000, '人民币壹拾元整'], [1_005, '人民币壹拾元零伍分'],
      [32_504, '人民币叁佰贰拾伍元零肆分'], [140_950, '人民币壹仟肆佰零玖元伍角'], [168_032, '人民币壹仟陆佰捌拾元零叁角贰分'], [600_714, '人民币陆仟零柒元壹角肆分'],
      [1_640_902, '人民币壹万陆仟肆佰零玖元零贰分'], [10_700_053, '人民币壹拾万柒仟元零伍角叁分'], [9_800_000, '人民币玖万捌仟元整'],
      [10_050_000, '人民币壹拾万零伍佰元整'], [37_793_549, '人民币叁拾柒万柒仟玖佰叁拾伍元肆角玖分'], [587_000_000, '人民币伍佰捌拾柒万元整'],
      [10_000_700_000, '人民币壹亿零柒仟元整'], [107_000_000_000, '人民币壹拾亿柒仟万元整'], [10_000_000_100, '人民币壹亿零壹元整'],
      [1_000_010_000_000, '人民币壹佰亿零壹拾万元整'], [100_000_000_000_000, '人民币壹万亿元整'],
    ]
    expect(spelled.map(([fen]) => capitals(fen))).toEqual(spelled.map(([, text]) => text))
  })
})

describe('a rate', () => {
  it('has two decimals, read and written', () => {
    expect(['12.5', '12.50%', ' 1２．５ ％', '0', '99.99', '7'].map(readRate)).toEqual([1_250, 1_250, 1_250, 0, 9_999, 700])
    expect(['', '100', '12.345', '-1', '.5', '5.', '一成', '1,0'].map(readRate)).toEqual(Array(8).fill(undefined))
    expect([0, 5, 50, 1_250, 9_999].map(rateText)).toEqual(['0.00', '0.05', '0.50', '12.50', '99.99'])
  })

  it('is taken off half up', () => {
    expect(discounted(10_000_001, 1_250)).toBe(8_750_001)
    expect(discounted(100_000_000_000_000, 1)).toBe(99_990_000_000_000)
    expect(discounted(1, 5_000)).toBe(1)
    expect(discounted(1, 5_001)).toBe(0)
  })
})

describe('a quote', () => {
  const amounts: Terms = { kind: 'amount', min_fen: 5_000_000, max_fen: 10_000_000 }
  const rates: Terms = { kind: 'rate', base_fen: 10_000_000, min_rate: 500, max_rate: 3_000 }

  it('on a bound keeps it; beyond, the bound is named', () => {
    expect([5_000_000, 10_000_000].map((it) => faultOf({ amount_fen: it }, amounts))).toEqual([undefined, undefined])
    expect(faultOf({ amount_fen: 4_999_999 }, amounts)).toEqual({ key: 'notices.invalid.under_fen', bound: '¥50,000.00' })
    expect(faultOf({ amount_fen: 10_000_001 }, amounts)).toEqual({ key: 'notices.invalid.over_fen', bound: '¥100,000.00' })
    expect([500, 3_000].map((it) => faultOf({ rate: it }, rates))).toEqual([undefined, undefined])
    expect(faultOf({ rate: 499 }, rates)).toEqual({ key: 'notices.invalid.under_rate', bound: '5.00' })
    expect(faultOf({ rate: 3_001 }, rates)).toEqual({ key: 'notices.invalid.over_rate', bound: '30.00' })
    expect(faultOf({ rate: 600 }, amounts)?.key).toBe('notices.invalid.other_kind')
    expect(faultOf({ rate: 9_999 }, { kind: 'rate', base_fen: 1, min_rate: 0, max_rate: 9_999 })?.key).toBe('notices.invalid.nothing')
  })

  it('has a price and a text', () => {
    expect([priceOf({ amount_fen: 7 }, amounts), priceOf({ rate: 1_250 }, rates), priceOf({ rate: 1 }, amounts)]).toEqual([7, 8_750_000, undefined])
    expect([quoteText({ amount_fen: 8_000_000 }), quoteText({ rate: 1_205 })]).toEqual(['¥80,000.00', '12.05%'])
  })

  it('is asked for by the notice', () => {
    const notice: Quoting = { method: 'price', quote_kind: 'amount', amount_fen: 10_000_000, floor_fen: null, min_rate: null, max_rate: null }
    expect(termsOf(notice)).toEqual({ kind: 'amount', min_fen: 1, max_fen: 10_000_000 })
    expect(termsOf({ ...notice, quote_kind: 'rate', min_rate: 500, max_rate: 3_000 })).toEqual(rates)
    expect([termsOf({ ...notice, method: 'draw' }), termsOf({ ...notice, amount_fen: null })]).toEqual([undefined, undefined])
  })
})
