/** Sealed quotes, the lowest price wins; a low one only after its justification was accepted (domain.md §7.3, §7.10). */
import { ruleOf } from './common'
import type { PriceFile } from './forms'
import { Lots } from './lots'
import { ceilingOf, finish, meanLine, NoOutcome, once, ordered, priced, total, type Ground, type Line, type Outcome } from './outcome'

export function selectPrice(ground: Ground, file: PriceFile): Outcome {
  const working: Line[] = []
  const valid = priced(ground, file.terms, working)

  // Compared as fractions: price < ceiling × p / 100, and price < (sum / n) × (100 − p) / 100.
  const prices = valid.map((it) => it.price)
  meanLine(prices, working)
  const ofCeiling = BigInt(ceilingOf(file.terms)) * BigInt(ruleOf(file, 'low_price_percent_of_ceiling'))
  const ofMean = total(prices) * BigInt(Math.max(0, 100 - ruleOf(file, 'low_price_percent_under_mean')))
  const low = new Set<string>()
  for (const { uscc, price } of valid) {
    const underCeiling = BigInt(price) * 100n < ofCeiling
    const underMean = BigInt(price) * 100n * BigInt(prices.length) < ofMean
    if (!underCeiling && !underMean) continue
    working.push({ step: 'low', uscc, price_fen: price, under_ceiling: underCeiling, under_mean: underMean })
    low.add(uscc)
  }

  const judged = once(file.verdicts.map((it) => it.uscc))
  for (const uscc of judged) if (!low.has(uscc)) throw new NoOutcome(`not low: ${uscc}`)
  const tie = new Lots(ground.seed, 'tie')
  const order = ordered(valid, (it) => [it.price], tie, working)
  const refused = new Set(file.verdicts.filter((it) => !it.accepted).map((it) => it.uscc))
  for (const uscc of [...judged].sort()) working.push({ step: 'verdict', uscc, accepted: !refused.has(uscc) })
  const outcome = finish(order.filter((it) => !refused.has(it.uscc)), ground, working, tie.steps)
  const winner = outcome.ranking[0]?.uscc ?? ''
  if (low.has(winner) && !judged.has(winner)) throw new NoOutcome(`not judged: ${winner}`)
  return outcome
}
