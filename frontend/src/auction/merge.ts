/** What has come of an auction, put together: each bid once, in order, whichever way it came. */
import type { Schema } from '@/api/types'

export type Auction = Schema<'AuctionView'>
export type Bid = Schema<'BidView'>
export type Now = Schema<'AuctionNow'>

/** Number of the last bid that is known, 0 where there is none. */
export function lastNumber(auction: Auction): number {
  return auction.bids.at(-1)?.number ?? 0
}

/** The same with further bids; those known already change nothing, and after a gap nothing is taken. */
export function withBids(auction: Auction, bids: readonly Bid[]): Auction {
  let last = lastNumber(auction)
  const fresh = bids.filter((it) => it.number === last + 1 && ++last)
  const best = fresh.at(-1)
  if (!best) return auction
  const known = auction.best && auction.best.number > best.number ? auction : { best, end: best.end, most_fen: best.most_fen }
  return { ...auction, bids: [...auction.bids, ...fresh], best: known.best, end: known.end, most_fen: known.most_fen }
}

/** The same as it stands by now; what was read before the last bid says nothing of the price. */
export function withState(auction: Auction, now: Now): Auction {
  const older = (now.best?.number ?? 0) < (auction.best?.number ?? 0)
  // A page of bids may come with it, which is not all of them.
  return { ...auction, ...now, bids: auction.bids, more: auction.more, ...(older && auction.best ? { best: auction.best, end: auction.best.end, most_fen: auction.best.most_fen } : {}) }
}

/** Whether a bid is known of whose predecessors some have not come. */
export function hasGap(auction: Auction): boolean {
  return (auction.best?.number ?? 0) > lastNumber(auction)
}
