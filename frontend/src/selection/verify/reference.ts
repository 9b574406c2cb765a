/** The price nearest to a reference price wins: extremes removed, mean, percent by lot (domain.md §7.4). */
import { percentsOf, ruleOf } from './common'
import type { ReferenceFile } from './forms'
import { Lots } from './lots'
import { finish, halfUp, meanLine, NoOutcome, ordered, priced, type Ground, type Line, type Outcome, type Placed } from './outcome'

const LEAST_TO_TRIM = 3

export function selectReference(ground: Ground, file: ReferenceFile): Outcome {
  const working: Line[] = []
  let left = priced(ground, file.terms, working)
  const tie = new Lots(ground.seed, 'tie')
  const trimFrom = ruleOf(file, 'trim_from_quotes')
  if (trimFrom > 0 && left.length >= LEAST_TO_TRIM && left.length >= trimFrom) {
    for (const end of ['highest', 'lowest'] as const) left = trimmed(left, end, tie, working)
  }

  const mean = meanLine(left.map((it) => it.price), working)
  const of = [...new Set(percentsOf(file))].sort((a, b) => a - b)
  const drawn = new Lots(ground.seed, 'percent')
  const percent = of[drawn.one(of.length) ?? -1]
  if (percent === undefined) throw new NoOutcome('no percent')
  const reference = halfUp(BigInt(mean) * BigInt(percent), 100n)
  working.push({ step: 'percent', of, percent }, { step: 'reference', mean_fen: mean, percent, reference_fen: reference })
  const distance = (it: Placed) => Math.abs(it.price - reference)
  for (const it of left) working.push({ step: 'distance', uscc: it.uscc, price_fen: it.price, distance_fen: distance(it) })
  const order = ordered(left, (it) => [distance(it), it.price], tie, working)
  return finish(order, ground, working, [...drawn.steps, ...tie.steps])
}

/** Without one of the highest, or of the lowest; of several equal ones, by lot. */
function trimmed(left: Placed[], end: 'highest' | 'lowest', tie: Lots, working: Line[]): Placed[] {
  const prices = left.map((it) => it.price)
  const extreme = end === 'highest' ? Math.max(...prices) : Math.min(...prices)
  const equal = left.filter((it) => it.price === extreme)
  const out = equal[equal.length > 1 ? (tie.one(equal.length) ?? 0) : 0]
  if (out) working.push({ step: 'trimmed', end, uscc: out.uscc, price_fen: extreme, among: equal.length })
  return left.filter((it) => it !== out)
}
