/** What the methods share on the way from quotes to a ranking. Sums and products are taken as bigint: they may be more than a number carries. */
import type { Json } from './canonical'
import type { Step } from './checks'
import { Lots } from './lots'

export type Quote = { amount_fen: number } | { rate: number }
export type Terms = { kind: 'amount'; min_fen: number; max_fen: number } | { kind: 'rate'; base_fen: number; min_rate: number; max_rate: number }
/** One step of the working; the words are in the messages. */
export type Line = { step: string; [field: string]: Json }

export interface Placed {
  uscc: string
  price: number
  /** Hundredths, where the method gives points. */
  points?: number
}

export interface Ranked {
  uscc: string
  place: number
  price_fen: number
  points?: number
}

export interface Outcome {
  ranking: Ranked[]
  working: Line[]
  steps: Step[]
}

/** What every method with a seed starts from. */
export interface Ground {
  entrants: { uscc: string; quote: Quote | null }[]
  needed: number
  passedOver: string[]
  seed: Uint8Array
}

/** Nothing follows from the file: the round would have failed, or an input is missing or wrong. */
export class NoOutcome extends Error {}

const MAX_FEN = 100_000_000_000_000
const WHOLE = 10_000

/** part / whole, rounded half up. */
export function halfUp(part: bigint, whole: bigint): number {
  return whole <= 0n ? 0 : Number((2n * part + whole) / (2n * whole))
}

export function total(values: readonly number[]): bigint {
  return values.reduce((sum, it) => sum + BigInt(it), 0n)
}

export const byCode = (a: { uscc: string }, b: { uscc: string }) => (a.uscc < b.uscc ? -1 : a.uscc > b.uscc ? 1 : 0)

const discounted = (base: number, rate: number) => halfUp(BigInt(base) * BigInt(WHOLE - rate), BigInt(WHOLE))

/** The highest price that a valid quote can have. */
export function ceilingOf(terms: Terms): number {
  return terms.kind === 'amount' ? terms.max_fen : discounted(terms.base_fen, terms.min_rate)
}

function sound(terms: Terms): boolean {
  if (terms.kind === 'amount') return 1 <= terms.min_fen && terms.min_fen <= terms.max_fen && terms.max_fen <= MAX_FEN
  return 1 <= terms.base_fen && terms.base_fen <= MAX_FEN && terms.min_rate <= terms.max_rate && terms.max_rate < WHOLE
}

/** The price of a quote, or why it does not count. */
function priceOf(quote: Quote | null, terms: Terms): number | { why: Json } {
  if (quote === null) return { why: 'missing' }
  let price: number
  if (terms.kind === 'amount') {
    if (!('amount_fen' in quote)) return { why: 'other_kind' }
    price = quote.amount_fen
    if (price < terms.min_fen) return { why: { under_fen: terms.min_fen } }
    if (price > terms.max_fen) return { why: { over_fen: terms.max_fen } }
  } else {
    if (!('rate' in quote)) return { why: 'other_kind' }
    if (quote.rate < terms.min_rate) return { why: { under_rate: terms.min_rate } }
    if (quote.rate > terms.max_rate) return { why: { over_rate: terms.max_rate } }
    price = discounted(terms.base_fen, quote.rate)
  }
  return price < 1 ? { why: 'nothing' } : price
}

/** The valid quotes by code, each with its price; the others are listed with their reasons. */
export function priced(ground: Ground, terms: Terms, working: Line[]): Placed[] {
  if (!sound(terms)) throw new NoOutcome('terms')
  const valid: Placed[] = []
  for (const { uscc, quote } of [...ground.entrants].sort(byCode)) {
    const price = priceOf(quote, terms)
    if (typeof price === 'number') {
      working.push({ step: 'price', uscc, price_fen: price })
      valid.push({ uscc, price })
    } else {
      working.push({ step: 'invalid', uscc, why: price.why })
    }
  }
  enough(valid.length, ground.needed)
  return valid
}

export function enough(valid: number, needed: number) {
  const least = Math.max(needed, 1)
  if (valid < least) throw new NoOutcome(`${valid} < ${least}`)
}

export function meanLine(prices: readonly number[], working: Line[]): number {
  const sum = total(prices)
  const mean = halfUp(sum, BigInt(prices.length))
  working.push({ step: 'mean', sum_fen: Number(sum), count: prices.length, mean_fen: mean })
  return mean
}

/** Sorted by the numbers of `key`, least first; each group of equals by lot. */
export function ordered(entrants: readonly Placed[], key: (it: Placed) => number[], tie: Lots, working: Line[]): Placed[] {
  const compare = (a: Placed, b: Placed) => {
    const [left, right] = [key(a), key(b)]
    const at = left.findIndex((it, i) => it !== right[i])
    return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0)
  }
  const sorted = [...entrants].sort((a, b) => compare(a, b) || byCode(a, b))
  const order: Placed[] = []
  for (let from = 0; from < sorted.length; ) {
    const first = sorted[from]
    let to = from + 1
    for (let it = sorted[to]; first && it && compare(first, it) === 0; it = sorted[to]) to += 1
    const group = sorted.slice(from, to)
    if (group.length === 1) {
      order.push(...group)
    } else {
      const drawn = tie.several(group)
      working.push({ step: 'tie', order: drawn.map((it) => it.uscc) })
      order.push(...drawn)
    }
    from = to
  }
  return order
}

/** Who is passed over, by code: each of the roster and named once. */
export function passedOver(ground: Ground, working: Line[]): Set<string> {
  const passed = once(ground.passedOver)
  for (const uscc of passed) if (!ground.entrants.some((it) => it.uscc === uscc)) throw new NoOutcome(`passed over: ${uscc}`)
  for (const uscc of [...passed].sort()) working.push({ step: 'passed_over', uscc })
  return passed
}

export function once(codes: readonly string[]): Set<string> {
  const set = new Set(codes)
  if (set.size < codes.length) throw new NoOutcome('named twice')
  return set
}

/** Takes out who is passed over; what is left is the ranking. */
export function finish(order: readonly Placed[], ground: Ground, working: Line[], steps: Step[]): Outcome {
  const passed = passedOver(ground, working)
  const left = order.filter((it) => !passed.has(it.uscc))
  if (left.length === 0) throw new NoOutcome('nobody is left')
  const ranking = left.map(({ uscc, price, points }, at): Ranked => ({ uscc, place: at + 1, price_fen: price, ...(points === undefined ? {} : { points }) }))
  return { ranking, working, steps }
}
