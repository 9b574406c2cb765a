/** Sealed quote and proposal, scored alone and blind on a published sheet (domain.md §7.7, §7.8). Points are hundredths. */
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { ProposalFile } from './forms'
import { Lots } from './lots'
import { finish, halfUp, NoOutcome, once, ordered, priced, total, type Ground, type Line, type Outcome, type Placed } from './outcome'

const POINTS = 100
const LEAST_TO_TRIM = 5

export function selectProposal(ground: Ground, file: ProposalFile): Outcome {
  const { sheet } = file
  const most = sheet.criteria.map((it) => it.most)
  const sound = most.length > 0 && most.every((it) => it > 0) && sheet.seats > 0
  if (!sound || total([...most, sheet.price_points]) !== BigInt(POINTS)) throw new NoOutcome('sheet')
  const working: Line[] = []
  const valid = priced(ground, file.terms, working)

  const draw = new Lots(ground.seed, 'assessors')
  const serving = servingOf(file, draw, working)
  const label = new Lots(ground.seed, 'label')
  const labelled = label.several(valid)
  working.push({ step: 'labels', order: labelled.map((it) => it.uscc) })
  const sheets = sheetsOf(file, serving, labelled.length)

  const lowest = Math.min(...labelled.map((it) => it.price))
  const placed = labelled.map(({ uscc, price }, at): Placed => {
    const totals = sheets.map((it) => (it[at] ?? []).reduce((sum, points) => sum + points, 0))
    const merit = meritOf(at + 1, totals, sheet.trim, working)
    const points = halfUp(BigInt(lowest) * BigInt(sheet.price_points) * 100n, BigInt(price))
    working.push({ step: 'price_points', label: at + 1, lowest_fen: lowest, price_fen: price, weight: sheet.price_points, points })
    working.push({ step: 'sum', label: at + 1, uscc, merit, price_points: points, points: merit + points })
    return { uscc, price, points: merit + points }
  })
  const tie = new Lots(ground.seed, 'tie')
  const order = ordered(placed, (it) => [-(it.points ?? 0), it.price], tie, working)
  return finish(order, ground, working, [...draw.steps, ...label.steps, ...tie.steps])
}

/** The first of the pool, in the order of its lots, who did not stand down. */
function servingOf(file: ProposalFile, draw: Lots, working: Line[]): string[] {
  // Bytewise, as the server sorts.
  const bytes = (id: string) => bytesToHex(utf8ToBytes(id))
  const ids = [...once(file.pool.map((it) => it.id))].sort((a, b) => (bytes(a) < bytes(b) ? -1 : 1))
  const down = new Set(file.stood_down.map((it) => it.id))
  for (const id of down) if (!ids.includes(id)) throw new NoOutcome(`not in the pool: ${id}`)
  const order = draw.several(ids)
  const serving = order.filter((it) => !down.has(it)).slice(0, file.sheet.seats)
  if (serving.length < file.sheet.seats) throw new NoOutcome(`${serving.length} < ${file.sheet.seats}`)
  working.push({ step: 'assessors', order, serving })
  return serving
}

/** The sheets of those who serve, in the order drawn; each complete and within its points. */
function sheetsOf(file: ProposalFile, serving: readonly string[], proposals: number): number[][][] {
  const most = file.sheet.criteria.map((it) => it.most * 100)
  const of = new Map<string, number[][]>()
  for (const it of file.scores) {
    const fits = it.proposals.length === proposals && it.proposals.every((row) => row.length === most.length && row.every((points, at) => points <= (most[at] ?? 0)))
    if (!fits || !serving.includes(it.assessor) || of.has(it.assessor)) throw new NoOutcome(`scores: ${it.assessor}`)
    of.set(it.assessor, it.proposals)
  }
  return serving.map((id) => {
    const sheet = of.get(id)
    if (!sheet) throw new NoOutcome(`no scores: ${id}`)
    return sheet
  })
}

/** The mean of the totals. */
function meritOf(label: number, totals: number[], trim: boolean, working: Line[]): number {
  working.push({ step: 'totals', label, totals })
  let counted = totals
  if (trim && totals.length >= LEAST_TO_TRIM) {
    const sorted = [...totals].sort((a, b) => a - b)
    working.push({ step: 'trimmed_totals', label, highest: sorted.at(-1) ?? 0, lowest: sorted[0] ?? 0 })
    counted = sorted.slice(1, -1)
  }
  const sum = total(counted)
  const mean = halfUp(sum, BigInt(counted.length))
  working.push({ step: 'merit', label, sum: Number(sum), count: counted.length, mean })
  return mean
}
