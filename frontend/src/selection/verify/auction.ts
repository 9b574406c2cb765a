/** A reverse auction: every bid is placed again (domain.md §7.3). Nothing in it is sealed or drawn. */
import { sha256Hex } from './canonical'
import type { Checks, Working } from './checks'
import { checkEntrants, checkRoster, instantOf, instantText, isAmount, ruleOf } from './common'
import { joinSorted } from './draw'
import type { AuctionFile } from './forms'
import { finish, halfUp, NoOutcome, type Line, type Outcome, type Placed } from './outcome'
import { checkHead, checkOutcome, type Found } from './sealed'

const MINUTE = 60_000_000_000n

export function checkAuction(file: AuctionFile, checks: Checks): Found {
  const needed = checkHead(file, checks, 'bid')
  const codes = file.roster.map((it) => it.uscc)
  checkRoster(codes, codes, checks)
  checkEntrants(codes.length, file.signups, needed, checks)
  const rosterHash = sha256Hex(joinSorted(codes))
  checks.equal('roster_hash', '/roster_hash', rosterHash, file.roster_hash)
  const working: Working = { roster: file.roster, lines: [...codes].sort(), rosterHash, steps: [] }

  const sound = file.floor_fen >= 1 && file.floor_fen <= file.ceiling_fen && isAmount(file.ceiling_fen)
  checks.holds('terms', '/ceiling_fen', sound, '1 ≤ floor ≤ ceiling', file.ceiling_fen)
  const start = instantOf(file.select_time)
  if (!sound || start === undefined || needed === undefined) return { winner: undefined, working }

  const part = halfUp(BigInt(file.ceiling_fen) * BigInt(ruleOf(file, 'auction_step_percent')), 100n)
  const step = Math.max(part, ruleOf(file, 'auction_step_min_fen'), 1)
  checks.equal('step', '/step_fen', step, file.step_fen)
  const quiet = BigInt(ruleOf(file, 'auction_quiet_minutes')) * MINUTE
  const end = replay(file, start, quiet, step, checks)
  if (end === undefined) return { winner: undefined, working }
  checks.equal('end', '/end', instantText(end), file.end)
  return { winner: checkOutcome(file, checks, working, () => outcome(file, end)), working }
}

/** The end, in nanoseconds; undefined where a bid could not have been taken. */
function replay(file: AuctionFile, start: bigint, quiet: bigint, step: number, checks: Checks): bigint | undefined {
  const members = new Set(file.roster.map((it) => it.uscc))
  let last = start
  let most = file.ceiling_fen
  for (const [k, bid] of file.bids.entries()) {
    const at = instantOf(bid.at)
    const inTime = at !== undefined && at >= last && at < last + quiet
    if (!members.has(bid.uscc) || !inTime || bid.amount_fen > most || bid.amount_fen < file.floor_fen) {
      checks.holds('bids', `/bids/${k}`, false, `≤ ${most}`, `${bid.uscc} ${bid.amount_fen} ${bid.at}`)
      return undefined
    }
    last = at
    most = bid.amount_fen - step
  }
  checks.holds('bids', '/bids', true, '', file.bids.length)
  return last + quiet
}

/** Each bidder by its own last bid, lowest first. */
function outcome(file: AuctionFile, end: bigint): Outcome {
  const last = file.bids.at(-1)
  if (!last) throw new NoOutcome('no bids')
  const order: Placed[] = []
  for (const { uscc, amount_fen } of [...file.bids].reverse()) {
    if (!order.some((it) => it.uscc === uscc)) order.push({ uscc, price: amount_fen })
  }
  const entrants = file.roster.map(({ uscc }) => ({ uscc, quote: null }))
  const ground = { entrants, needed: 1, passedOver: file.passed_over.map((it) => it.uscc), seed: new Uint8Array(32) }
  const working: Line[] = [
    { step: 'last_bid', uscc: last.uscc, amount_fen: last.amount_fen, at: last.at },
    { step: 'end', end: instantText(end) },
  ]
  return finish(order, ground, working, [])
}
