/** Long list by credit, weighted lots, short list, the client's pick (domain.md §7.6). */
import { ruleOf } from './common'
import type { CreditFile } from './forms'
import { Lots } from './lots'
import { byCode, enough, finish, NoOutcome, once, passedOver, type Ground, type Line, type Outcome } from './outcome'

type Credit = CreditFile['credits'][number]

export function selectCredit(ground: Ground, file: CreditFile): Outcome {
  const working: Line[] = []
  const credits = creditsOf(ground, file)
  enough(credits.length, ground.needed)
  const [long, short] = [ruleOf(file, 'long_list'), ruleOf(file, 'short_list')]
  if (long < 1 || short < 1) throw new NoOutcome('list of no length')
  for (const { uscc, tenths } of credits) working.push({ step: 'credit', uscc, tenths })

  const tie = new Lots(ground.seed, 'tie')
  const longList = longListOf(credits, long, tie, working)
  const drawn = new Lots(ground.seed, 'shortlist')
  const shortList = shortListOf(longList, short, drawn, working)

  const passed = passedOver(ground, [])
  const left = shortList.filter((it) => !passed.has(it))
  const picked = file.pick?.uscc
  if (picked === undefined || !left.includes(picked)) throw new NoOutcome(`∉ ${left.join(', ')}`)
  working.push({ step: 'picked', uscc: picked })
  return finish([{ uscc: picked, price: file.amount_fen }], ground, working, [...tie.steps, ...drawn.steps])
}

/** One for each entrant, by code. */
function creditsOf(ground: Ground, file: CreditFile): Credit[] {
  const codes = once(file.credits.map((it) => it.uscc))
  const entrants = new Set(ground.entrants.map((it) => it.uscc))
  for (const uscc of new Set([...codes, ...entrants])) {
    if (!codes.has(uscc) || !entrants.has(uscc)) throw new NoOutcome(`credit: ${uscc}`)
  }
  return [...file.credits].sort(byCode)
}

/** The best by credit, by code; of those equal at the border as many as there are places, by lot. */
function longListOf(credits: readonly Credit[], places: number, tie: Lots, working: Line[]): Credit[] {
  let long = [...credits]
  const border = credits.map((it) => it.tenths).sort((a, b) => b - a)[places - 1]
  if (credits.length > places && border !== undefined) {
    const above = credits.filter((it) => it.tenths > border)
    const equal = credits.filter((it) => it.tenths === border)
    const left = places - above.length
    const taken = equal.length > left ? tie.several(equal, left) : equal
    if (equal.length > left) working.push({ step: 'border', tenths: border, among: equal.map((it) => it.uscc), taken: taken.map((it) => it.uscc) })
    long = [...above, ...taken].sort(byCode)
  }
  working.push({ step: 'long_list', members: long.map((it) => it.uscc) })
  return long
}

/** Weighted draws without replacement, in the order drawn. */
function shortListOf(long: readonly Credit[], places: number, drawn: Lots, working: Line[]): string[] {
  const short: string[] = []
  if (long.length <= places) {
    short.push(...long.map((it) => it.uscc))
  } else {
    const left = long.map(({ uscc, tenths }) => ({ uscc, lots: Math.max(1, Math.floor(tenths / 10)) }))
    for (const { uscc, lots } of left) working.push({ step: 'lots', uscc, lots })
    while (short.length < places) short.push(...left.splice(drawn.weighted(left.map((it) => it.lots)), 1).map((it) => it.uscc))
  }
  working.push({ step: 'short_list', members: short, of: long.length })
  return short
}
