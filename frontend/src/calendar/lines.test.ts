import { describe, expect, it } from 'vitest'
import { readLines, writeLines } from './lines'

describe('lines of the official notice', () => {
  it('reads days and spans, in words and as CSV', () => {
    const text = 'day,working\n2027-02-12 休\n2027/2/14，班\n2027-02-20,true\n\n# 春节\n2027年2月5日至2027年2月7日 放假\r\n2027-10-01~2027-10-02 off'
    expect(readLines(text)).toEqual({
      days: [
        { day: '2027-02-12', working: false },
        { day: '2027-02-14', working: true },
        { day: '2027-02-20', working: true },
        { day: '2027-02-05', working: false },
        { day: '2027-02-06', working: false },
        { day: '2027-02-07', working: false },
        { day: '2027-10-01', working: false },
        { day: '2027-10-02', working: false },
      ],
      faults: [],
    })
  })

  it('says which lines it cannot read', () => {
    const text = '2027-02-12\n2027-02-30 休\n2027-02-12 也许\n2027-03-01~2027-02-01 休\n2027-01-01~2027-12-31 休\n2027-01-01 休'
    const read = readLines(text)
    expect(read.faults.map((it) => it.line)).toEqual([1, 2, 3, 4, 5])
    expect(read.days).toHaveLength(1)
  })

  it('writes what it reads', () => {
    const text = '2027-01-01 休\n2027-01-16 班'
    expect(writeLines(readLines(text).days)).toBe(text)
  })
})
