/** The public number of a file: of the source that the notice named, in its one spelling, and signed where the source signs. */
import type { Checks } from './checks'

export type BeaconSource = { source: 'drand' } | { source: 'lottery'; game: keyof typeof LOTTERIES; issue: string }
/** Whether a round of drand quicknet was signed so; its curve arithmetic is loaded only for files that need it. */
export type Signed = (round: number, signature: string) => boolean

const NONE = '-'
const GENESIS = 1_692_803_367_000
const PERIOD = 3_000

interface Group {
  count: number
  least: number
  most: number
  /** Balls without replacement, ascending; otherwise digits in the order drawn. */
  balls: boolean
}
const balls = (count: number, most: number): Group => ({ count, least: 1, most, balls: true })
const digits = (count: number, most: number): Group => ({ count, least: 0, most, balls: false })

export const LOTTERIES = {
  ssq: { issue: 7, groups: [balls(6, 33), balls(1, 16)] },
  dlt: { issue: 5, groups: [balls(5, 35), balls(2, 12)] },
  fc3d: { issue: 7, groups: [digits(3, 9)] },
  pl3: { issue: 5, groups: [digits(3, 9)] },
  pl5: { issue: 5, groups: [digits(5, 9)] },
  qxc: { issue: 5, groups: [digits(6, 9), digits(1, 14)] },
} as const satisfies Record<string, { issue: number; groups: Group[] }>
export const GAMES = Object.keys(LOTTERIES) as (keyof typeof LOTTERIES)[]

/** The first round of quicknet whose time is at or after this instant, in milliseconds. */
export function drandRound(at: number): number {
  return Math.max(0, Math.ceil((at - GENESIS) / PERIOD)) + 1
}

/** Numbers of a group with commas between them, groups with `+`. */
function isDrawn(game: keyof typeof LOTTERIES, written: string): boolean {
  const groups: readonly Group[] = LOTTERIES[game].groups
  const parts = written.split('+')
  return parts.length === groups.length && groups.every((group, k) => isGroup(group, (parts[k] ?? '').split(',')))
}

function isGroup({ count, least, most, balls }: Group, numbers: readonly string[]): boolean {
  const right = (it: string, k: number) =>
    it.length === String(most).length && /^[0-9]+$/.test(it) && Number(it) >= least && Number(it) <= most && !(balls && k > 0 && it <= (numbers[k - 1] ?? ''))
  return numbers.length === count && numbers.every(right)
}

/** A file of before, and of a notice that named none, has no source and `-`. One with a source and `-` was selected without its number. */
export function checkBeacon(file: { beacon: string; beacon_source?: BeaconSource; select_time: string }, signed: Signed | undefined, checks: Checks) {
  const { beacon, beacon_source: source } = file
  if (source === undefined) {
    if (beacon !== NONE) checks.equal('beacon', '/beacon', NONE, beacon)
    return
  }
  if (source.source === 'lottery') {
    const { game, issue } = source
    const sound = issue.length === LOTTERIES[game].issue && /^[0-9]+$/.test(issue)
    if (!sound) checks.holds('beacon', '/beacon_source', false, `[0-9]{${LOTTERIES[game].issue}}`, issue)
    const begins = `lottery:${game}:${issue}:`
    checks.holds('beacon', '/beacon', beacon === NONE || (beacon.startsWith(begins) && isDrawn(game, beacon.slice(begins.length))), `${begins}…`, beacon)
    return
  }
  const at = Date.parse(file.select_time)
  // A time that cannot be read has failed by itself.
  if (Number.isNaN(at)) return
  const round = drandRound(at)
  const begins = `drand-quicknet:${round}:`
  const signature = beacon.slice(begins.length)
  const right = beacon.startsWith(begins) && /^[0-9a-f]{96}$/.test(signature) && (signed?.(round, signature) ?? false)
  checks.holds('beacon', '/beacon', beacon === NONE || right, `${begins}…`, beacon)
}

/** Whether a file can only be judged with `Signed`. */
export function needsSigned(text: string): boolean {
  return text.includes('drand-quicknet:')
}
