/** Where every entrant stood in a selection that was recomputed here: its place, or what kept it from one. */
import type { Line } from './lines'
import { words } from './lines'
import type { Working } from './verify'

/** A short remark: its key and what it names. */
export interface Note {
  key: string
  values: Record<string, string>
}

export interface Standing {
  uscc: string
  name: string
  place: number | undefined
  price_fen: number | undefined
  /** Hundredths. */
  points: number | undefined
  /** Tenths. */
  credit: number | undefined
  notes: Note[]
}

/** Those ranked by their place, then the others by price; of a short list that a person picks from, the rest of it before the others. */
export function standings(working: Working): Standing[] {
  const ranked = new Map((working.ranking ?? []).map((it) => [it.uscc, it]))
  const lines = working.shown ?? []
  const number = (uscc: string, step: string, field: string) => {
    const found = lines.find((it) => it.step === step && it.uscc === uscc)?.[field]
    return typeof found === 'number' ? found : undefined
  }
  const rows = working.roster.map(({ uscc, name }): Standing => {
    const of = ranked.get(uscc)
    return {
      uscc,
      name,
      place: of?.place,
      price_fen: of?.price_fen ?? number(uscc, 'price', 'price_fen'),
      points: of?.points ?? number(uscc, 'sum', 'points'),
      credit: number(uscc, 'credit', 'tenths'),
      notes: [...lines.flatMap((line) => noteOf(line, uscc)), ...left(working, uscc)],
    }
  })
  const last = Number.MAX_SAFE_INTEGER
  const listed = (it: Standing) => (members(lines, 'short_list').includes(it.uscc) ? 0 : members(lines, 'long_list').includes(it.uscc) ? 1 : 2)
  return rows.sort(
    (a, b) =>
      (a.place ?? last) - (b.place ?? last) || (a.price_fen ?? last) - (b.price_fen ?? last) || listed(a) - listed(b) ||
      (b.credit ?? 0) - (a.credit ?? 0) || (a.uscc < b.uscc ? -1 : 1),
  )
}

function members(lines: readonly Line[], list: string): unknown[] {
  const found = lines.find((it) => it.step === list)?.members
  return Array.isArray(found) ? found : []
}

function noteOf(line: Line, uscc: string): Note[] {
  const named = (list: unknown) => Array.isArray(list) && list.includes(uscc)
  const note = (key: string, values: Record<string, string> = {}): Note[] => [{ key: `selection.note.${key}`, values }]
  if (line.step === 'long_list' || line.step === 'short_list') return named(line.members) ? note(line.step) : []
  if (line.step === 'tie') return named(line.order) ? note('tie') : []
  if (line.uscc !== uscc) return []
  const { key, values } = words(line, (it) => it)
  switch (line.step) {
    case 'invalid':
      return [{ key: `notices.${key.replace('_', '.')}`, values: { bound: values.why ?? '' } }]
    case 'trimmed':
      return note(String(line.end))
    case 'picked':
      return note('picked')
    case 'low':
      return note('low')
    case 'verdict':
      return note(line.accepted ? 'low_accepted' : 'low_refused')
    case 'distance':
      return note('distance', { distance: values.distance_fen ?? '' })
    default:
      return []
  }
}

function left(working: Working, uscc: string): Note[] {
  return (working.passedOver ?? []).filter((it) => it.uscc === uscc).map(({ reason }) => ({ key: 'selection.note.passed_over', values: { reason } }))
}
