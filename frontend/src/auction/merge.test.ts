import { describe, expect, it } from 'vitest'
import { hasGap, lastNumber, withBids, withState, type Auction, type Bid } from './merge'

const bid = (number: number): Bid => ({
  number,
  agency: { id: 'a', name: '甲', uscc: '91433101MADEM00112' },
  amount_fen: 10_000_000 - number * 100_000,
  at: `2026-11-30T09:3${number}:00+08:00`,
  end: `2026-11-30T09:4${number}:00+08:00`,
  most_fen: 9_900_000 - number * 100_000,
})
const empty: Auction = {
  notice_id: 'n', notice_code: '433101-20261124-0001', project_name: '项目', round_number: 1,
  phase: 'running', state: 'selecting', frozen: false, start: '2026-11-30T09:30:00+08:00', end: '2026-11-30T09:40:00+08:00',
  best: null, most_fen: 10_000_000, award_id: null, end_reason: null, now: '2026-11-30T09:30:00+08:00',
  ceiling_fen: 10_000_000, floor_fen: 1, step_fen: 100_000, quiet_minutes: 10, members: [], bids: [], more: false,
}

describe('what has come of an auction', () => {
  it('has each bid once and in order, whichever way it came', () => {
    const two = withBids(empty, [bid(1), bid(2)])
    expect([lastNumber(two), two.best?.number, two.most_fen, two.end]).toEqual([2, 2, 9_700_000, '2026-11-30T09:42:00+08:00'])
    expect(withBids(two, [bid(1), bid(2)])).toBe(two)
    expect(withBids(two, [bid(2), bid(3)]).bids.map((it) => it.number)).toEqual([1, 2, 3])
  })
  it('takes nothing after a gap, and knows that there is one', () => {
    const one = withBids(empty, [bid(1)])
    expect(withBids(one, [bid(3)])).toBe(one)
    expect(hasGap(one)).toBe(false)
    expect(hasGap(withState(one, { ...empty, best: bid(3) }))).toBe(true)
  })
  it('keeps its bids where a page of them comes along', () => {
    const three = withBids(empty, [bid(1), bid(2), bid(3)])
    expect(withState(three, { ...three, bids: [bid(3)] } as Auction).bids).toHaveLength(3)
  })
  it('does not go back to an older price', () => {
    const two = withBids(empty, [bid(1), bid(2)])
    const over = withState(two, { ...empty, best: bid(1), end: bid(1).end, most_fen: bid(1).most_fen ?? null, phase: 'over' })
    expect([over.phase, over.best?.number, over.end, over.most_fen]).toEqual(['over', 2, bid(2).end, bid(2).most_fen])
  })
})
