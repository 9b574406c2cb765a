/** The evidence file's form, `jishi-evidence/1`: every field, no other. */
import { GAMES, type BeaconSource } from './beacon'
import type { Json } from './canonical'
import type { Checks, Step } from './checks'
import { isCode, isInstant } from './common'
import type { NotOpened } from './sealed-part'

export interface Common {
  format: string
  method: string
  notice_code: string
  /** Rounds before that failed for too few entrants; files of before this field counted every round. */
  too_few?: number
  project_name: string
  client_name: string
  amount_fen: number
  signups: number
  select_time: string
  roster_hash: string
  winner: string
  rules: { [rule: string]: Json }
  rules_hash: string
  digests: { [field: string]: string }
  digest: string
}

export interface DrawFile extends Common {
  algorithm: string
  fiscal_percent: number
  beacon: string
  beacon_source?: BeaconSource
  commit: string
  secret: string
  roster: { uscc: string; nonce: string; name: string; commitment?: string; salt?: string }[]
  /** Of what was sealed; files of before have neither. */
  sealed_roster_hash?: string
  not_opened?: NotOpened[]
  seed: string
  steps: Step[]
}

export interface DirectFile extends Common {
  roster: { uscc: string; name: string }[]
  reason: string
  cap_fen: number
  concentration: { awards: number; awards_to_agency: number; amount_fen: number; amount_to_agency_fen: number }
}

type Simple = 'text' | 'whole' | 'whole_or_missing' | 'signed' | 'whole_or_null' | 'object' | 'texts' | 'list' | 'yes_or_no' | 'instant' | 'code' | 'quote' | 'terms' | 'source' | 'table' | 'hash'
type Kind = Simple | { each: Form } | { of: Form } | { nullable: Form } | { maybe: Kind }
export type Form = { [field: string]: Kind }

export const COMMON: Form = {
  format: 'text', method: 'text', notice_code: 'text', too_few: 'whole_or_missing', project_name: 'text', client_name: 'text', amount_fen: 'signed', signups: 'whole',
  select_time: 'text', roster_hash: 'text', winner: 'text', rules: 'object', rules_hash: 'text', digests: 'texts', digest: 'text',
}
const DRAW: Form = {
  ...COMMON, algorithm: 'text', fiscal_percent: 'whole', beacon: 'text', beacon_source: { maybe: 'source' }, commit: 'text', secret: 'text', seed: 'text',
  roster: { each: { uscc: 'text', nonce: 'text', name: 'text', commitment: { maybe: 'text' }, salt: { maybe: 'text' } } },
  sealed_roster_hash: { maybe: 'text' }, not_opened: { maybe: { each: { uscc: 'text', name: 'text', commitment: 'text', reason: 'text' } } },
  steps: { each: { purpose: 'text', ctr: 'whole', v: 'text', n: 'whole', index: 'whole_or_null' } },
}
const DIRECT: Form = {
  ...COMMON, reason: 'text', cap_fen: 'signed', roster: { each: { uscc: 'text', name: 'text' } },
  concentration: { of: { awards: 'whole', awards_to_agency: 'whole', amount_fen: 'signed', amount_to_agency_fen: 'signed' } },
}

const QUOTES: Form[] = [{ amount_fen: 'signed' }, { rate: 'whole' }]
const TERMS: [string, Form][] = [
  ['amount', { kind: 'text', min_fen: 'signed', max_fen: 'signed' }],
  ['rate', { kind: 'text', base_fen: 'signed', min_rate: 'whole', max_rate: 'whole' }],
]

const SOURCES: [string, Form][] = [
  ['drand', { source: 'text' }],
  ['lottery', { source: 'text', game: 'text', issue: 'text' }],
]

/** The first place where a value is not of its form, as pointer and reason. */
function misfit(value: Json | undefined, kind: Kind, pointer: string): [string, string] | undefined {
  if (value === undefined && kind === 'whole_or_missing') return undefined
  if (typeof kind === 'object' && 'maybe' in kind) return value === undefined ? undefined : misfit(value, kind.maybe, pointer)
  if (value === undefined) return [pointer, `missing field ${pointer.split('/').pop()}`]
  const whole = typeof value === 'number' && Number.isSafeInteger(value)
  const object = typeof value === 'object' && value !== null && !Array.isArray(value)
  if (typeof kind === 'object') {
    if ('nullable' in kind) return value === null ? undefined : misfit(value, { of: kind.nullable }, pointer)
    if ('of' in kind) return object ? misfits(value, kind.of, pointer) : [pointer, 'must be an object']
    if (!Array.isArray(value)) return [pointer, 'must be an array']
    for (const [i, it] of value.entries()) {
      const found = misfit(it, { of: kind.each }, `${pointer}/${i}`)
      if (found) return found
    }
    return undefined
  }
  const right = {
    text: typeof value === 'string',
    signed: whole,
    whole: whole && value >= 0,
    whole_or_missing: whole && value >= 0,
    whole_or_null: value === null || (whole && value >= 0),
    object,
    texts: object && Object.values(value).every((it) => typeof it === 'string'),
    list: Array.isArray(value),
    yes_or_no: typeof value === 'boolean',
    instant: typeof value === 'string' && isInstant(value),
    hash: typeof value === 'string' && /^[0-9a-f]{64}$/.test(value),
    code: typeof value === 'string' && isCode(value),
    quote: value === null || QUOTES.some((form) => misfit(value, { of: form }, '') === undefined),
    terms: TERMS.some(([name, form]) => object && value.kind === name && misfit(value, { of: form }, '') === undefined),
    source:
      SOURCES.some(([name, form]) => object && value.source === name && misfit(value, { of: form }, '') === undefined) &&
      (!object || value.game === undefined || GAMES.some((it) => it === value.game)),
    table: Array.isArray(value) && value.every((row) => Array.isArray(row) && row.every((it) => typeof it === 'number' && it >= 0)),
  }[kind]
  return right ? undefined : [pointer, `must be ${kind}`]
}

function misfits(value: { [key: string]: Json }, form: Form, pointer: string): [string, string] | undefined {
  const unknown = Object.keys(value).find((it) => !Object.hasOwn(form, it))
  if (unknown !== undefined) return [`${pointer}/${escape(unknown)}`, `unknown field ${unknown}`]
  for (const [field, kind] of Object.entries(form)) {
    const found = misfit(value[field], kind, `${pointer}/${field}`)
    if (found) return found
  }
  return undefined
}

/** RFC 6901. */
export function escape(key: string): string {
  return key.replace(/~/g, '~0').replace(/\//g, '~1')
}

export function typed(value: Json, form: Form, checks: Checks): boolean {
  const found = misfit(value, { of: form }, '')
  if (found) checks.unreadable('fields', found[0], found[1])
  return found === undefined
}

export function asDraw(value: Json, checks: Checks): DrawFile | undefined {
  return typed(value, DRAW, checks) ? (value as unknown as DrawFile) : undefined
}

export function asDirect(value: Json, checks: Checks): DirectFile | undefined {
  return typed(value, DIRECT, checks) ? (value as unknown as DirectFile) : undefined
}
