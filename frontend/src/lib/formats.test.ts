import { describe, expect, it } from 'vitest'
import { EventParser } from '@/api/stream'
import { dayText, instantText, left } from './dates'
import { yuan, yuanShort } from './money'

describe('money', () => {
  it('is written with separators and two places', () => {
    expect([0, 1, 10, 1_720_000, -500, 10_000_010_000].map(yuan)).toEqual(
      ['¥0.00', '¥0.01', '¥0.10', '¥17,200.00', '-¥5.00', '¥100,000,100.00'],
    )
  })

  it('in a counter is rounded down', () => {
    const zh = { wan: '万', yi: '亿', western: false }
    expect(yuanShort(999_999, zh)).toBe('¥9,999.99')
    expect(yuanShort(348_599_900, zh)).toBe('¥348.59 万')
    expect(yuanShort(12_699_999_999_99, zh)).toBe('¥126.99 亿')
    expect(yuanShort(12_699_999_999_99, { ...zh, western: true })).toBe('¥12.69 bn')
  })
})

describe('instants', () => {
  it('are shown in Shanghai, with the weekday', () => {
    expect(instantText('2026-11-23T09:30:00Z', 'zh-CN')).toBe('2026-11-23 17:30 周一')
    expect(instantText('2026-11-22T16:00:00Z', 'en')).toBe('2026-11-23 00:00 Mon')
    expect(dayText('2026-05-09', 'zh-CN')).toBe('2026-05-09 周六')
  })

  it('count down and stop at zero', () => {
    const now = Date.parse('2026-11-23T09:00:00+08:00')
    expect(left('2026-11-25T10:02:03+08:00', now)).toEqual([2, 1, 2, 3])
    expect(left('2026-11-22T10:02:03+08:00', now)).toEqual([0, 0, 0, 0])
  })
})

describe('an event stream', () => {
  it('is the same however it is cut', () => {
    const text = ': hello\r\nid: 7\r\nevent: inbox\r\ndata: {"a":\r\ndata: 1}\r\n\r\ndata: x\n\n'
    for (let size = 1; size <= text.length; size++) {
      const seen: unknown[] = []
      const parser = new EventParser((event, id) => seen.push([event.event, event.data, id]))
      for (let at = 0; at < text.length; at += size) parser.push(text.slice(at, at + size))
      expect(seen).toEqual([['inbox', '{"a":\n1}', '7'], ['message', 'x', '7']])
    }
  })
})
