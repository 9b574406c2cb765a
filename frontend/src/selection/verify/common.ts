/** Checks that the files of all methods share. */
import { usccFault } from '@/lib/uscc'
import { hashOf, type Json } from './canonical'
import type { Checks } from './checks'
import { escape, type Common } from './file'
import { NoOutcome } from './outcome'

const MAX_FEN = 100_000_000_000_000
export const FORMAT = 'jishi-evidence/1'

export interface Needed {
  /** Least number of eligible entrants; undefined where code or rules are wrong. */
  entrants: number | undefined
  directCap: number | undefined
}

/** The rules that decide here, with the values they have where a file is silent (domain.md §7.10). */
const RULES = {
  min_entrants_fiscal: 3,
  min_entrants_social: 1,
  min_entrants_direct: 1,
  direct_cap_fen: 10_000_000,
  service_limit_fen: 80_000_000,
  min_entrants_merit: 2,
  low_price_percent_of_ceiling: 70,
  low_price_percent_under_mean: 30,
  auction_quiet_minutes: 10,
  auction_step_percent: 1,
  auction_step_min_fen: 10_000,
  trim_from_quotes: 6,
  long_list: 10,
  short_list: 3,
} as const
const PERCENTS = [95, 96, 97, 98]

export type EntrantsRule = 'min_entrants_direct' | 'min_entrants_fiscal' | 'min_entrants_social' | 'min_entrants_merit'

/** A rule that is a number; one that cannot be read gives no outcome. */
export function ruleOf(file: Common, name: keyof typeof RULES): number {
  const value = file.rules[name] ?? RULES[name]
  if (typeof value !== 'number' || value < 0) throw new NoOutcome(`/rules/${name}`)
  return value
}

/** The percents that a reference price draws from. */
export function percentsOf(file: Common): number[] {
  const value = file.rules.reference_percents ?? PERCENTS
  if (!Array.isArray(value)) throw new NoOutcome('/rules/reference_percents')
  return value.map((it) => {
    if (typeof it !== 'number' || it < 0) throw new NoOutcome('/rules/reference_percents')
    return it
  })
}

export function checkCommon(file: Common, checks: Checks, entrants: EntrantsRule): Needed {
  checks.equal('format', '/format', FORMAT, file.format)
  const round = roundOf(file.notice_code)
  checks.holds('notice_code', '/notice_code', round !== undefined, '433101-20261123-0001', file.notice_code)
  const earlier = round === undefined ? undefined : round - 1
  if (file.too_few !== undefined && earlier !== undefined) checks.holds('too_few', '/too_few', file.too_few <= earlier, `≤ ${earlier}`, file.too_few)
  checks.holds('select_time', '/select_time', isInstant(file.select_time), '2026-11-30T09:30:00+08:00', file.select_time)
  checks.equal('rules_hash', '/rules_hash', hashOf(file.rules), file.rules_hash)

  let readable = true
  const rule = (name: keyof typeof RULES): number => {
    const value = file.rules[name] ?? RULES[name]
    if (typeof value === 'number' && value >= 0) return value
    checks.unreadable('rules', `/rules/${name}`, 'must be a whole number')
    readable = false
    return RULES[name]
  }
  const relief = file.rules.second_failure_relief ?? true
  if (typeof relief !== 'boolean') {
    checks.unreadable('rules', '/rules/second_failure_relief', 'must be true or false')
    readable = false
  }
  const least = rule(entrants)
  const cap = rule('direct_cap_fen')
  const limit = rule('service_limit_fen')
  const failures = file.too_few ?? earlier
  if (!readable || failures === undefined) return { entrants: undefined, directCap: undefined }
  // After the second failure to find entrants two are enough and direct selection may go up to the limit of services.
  const relieved = relief === true && failures >= 2
  return { entrants: relieved ? Math.min(least, 2) : least, directCap: relieved ? limit : cap }
}

/** The round that a purchase code names (domain.md §12.5). */
function roundOf(code: string): number | undefined {
  const parts = /^\d{6}-(\d{4})(\d{2})(\d{2})-(\d{4}|[1-9]\d{4,5})(?:-R([1-9]\d{0,2}))?$/.exec(code)
  if (!parts) return undefined
  const [, year, month, day, , round] = parts
  if (!isDay(Number(year), Number(month), Number(day))) return undefined
  if (round === undefined) return 1
  return Number(round) >= 2 ? Number(round) : undefined
}

/** RFC 3339 at +08:00, in the one spelling that the server writes: a fraction of 3, 6 or 9 digits only where there is one. */
export function isInstant(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.((?:\d{3}){1,3}))?\+08:00$/.exec(text)
  if (!parts) return false
  const [, year, month, day, , fraction] = parts
  return isDay(Number(year), Number(month), Number(day)) && !fraction?.endsWith('000')
}

/** Nanoseconds since 1970 of such a text. */
export function instantOf(text: string): bigint | undefined {
  if (!isInstant(text)) return undefined
  const [whole = '', fraction = ''] = text.slice(0, -'+08:00'.length).split('.')
  return BigInt(Date.parse(`${whole}+08:00`)) * 1_000_000n + BigInt(fraction.padEnd(9, '0'))
}

/** The text of an instant, as the server writes it. */
export function instantText(nanoseconds: bigint): string {
  const second = nanoseconds / 1_000_000_000n
  const whole = new Date(Number(second) * 1000 + 8 * 3_600_000).toISOString().slice(0, 19)
  const fraction = String(nanoseconds % 1_000_000_000n).padStart(9, '0').replace(/(000){1,3}$/, '')
  return `${whole}${fraction === '' ? '' : `.${fraction}`}+08:00`
}

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

export function isCode(text: string): boolean {
  return usccFault(text) === undefined && text.length === 18 && text === text.toUpperCase()
}

/** Codes valid, lines sorted, each once. */
export function checkRoster(codes: string[], lines: string[], checks: Checks) {
  for (const [k, code] of codes.entries()) {
    if (!isCode(code)) checks.holds('roster_code', `/roster/${k}/uscc`, false, 'GB 32100-2015', code)
  }
  const wrong = lines.findIndex((line, k) => k > 0 && (lines[k - 1] ?? '') >= line)
  checks.holds('roster_order', wrong < 0 ? '/roster' : `/roster/${wrong}`, wrong < 0, '↑', wrong < 0 ? '' : (lines[wrong] ?? ''))
}

/** Enough eligible entrants, and no more of them than signed up. */
export function checkEntrants(eligible: number, signups: number, needed: number | undefined, checks: Checks) {
  const least = Math.max(needed ?? 1, 1)
  checks.holds('entrants', '/roster', eligible >= least, `≥ ${least}`, eligible)
  checks.holds('signups', '/signups', signups >= eligible, `≥ ${eligible}`, signups)
}

export function isAmount(fen: number): boolean {
  return fen >= 1 && fen <= MAX_FEN
}

/** Each field against its digest, then the whole file against `digest`. */
export function checkDigests(value: { [key: string]: Json }, file: Common, checks: Checks) {
  for (const [key, field] of Object.entries(value)) {
    if (key === 'digests' || key === 'digest') continue
    const found = Object.hasOwn(file.digests, key) ? file.digests[key] : undefined
    if (found === undefined) checks.unreadable('field_digest', '/digests', `no digest of field ${key}`)
    else if (found !== hashOf(field)) checks.equal('field_digest', `/${escape(key)}`, hashOf(field), found)
  }
  for (const key of Object.keys(file.digests)) {
    if (!Object.hasOwn(value, key)) checks.unreadable('field_digest', `/digests/${escape(key)}`, 'there is no such field')
  }
  const rest = Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'digest'))
  checks.equal('digest', '/digest', hashOf(rest), file.digest)
}
