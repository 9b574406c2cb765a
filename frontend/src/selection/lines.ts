/** The lines of a working in words: which message, and with what in it. */
import { yuan } from '@/lib/money'
import type { Json } from './verify/canonical'
import type { Working } from './verify'

export type Line = NonNullable<Working['shown']>[number]

export interface Words {
  key: string
  values: Record<string, string>
}

const HUNDREDTHS = ['points', 'price_points', 'merit', 'sum', 'mean', 'totals', 'highest', 'lowest']

export function words(line: Line, nameOf: (uscc: string) => string): Words {
  const values = Object.fromEntries(Object.entries(line).map(([field, it]) => [field, shown(field, it, nameOf)]))
  return { key: keyOf(line), values }
}

/** Some steps have a sentence for each case. */
function keyOf(line: Line): string {
  if (line.step === 'low') return `low_${line.under_ceiling ? (line.under_mean ? 'both' : 'ceiling') : 'mean'}`
  if (line.step === 'verdict') return line.accepted ? 'verdict_accepted' : 'verdict_refused'
  if (line.step === 'trimmed') return `trimmed_${String(line.end)}${line.among === 1 ? '' : '_by_lot'}`
  if (line.step === 'invalid') return `invalid_${typeof line.why === 'string' ? line.why : Object.keys(Object(line.why)).join()}`
  return line.step
}

function shown(field: string, value: Json, nameOf: (uscc: string) => string): string {
  if (Array.isArray(value)) return value.map((it) => shown(field, it, nameOf)).join(', ')
  if (typeof value === 'string') return nameOf(value)
  // The bound that a quote did not keep.
  if (typeof value === 'object' && value !== null) return Object.entries(value).map(([kind, it]) => shown(kind, it, nameOf)).join()
  if (typeof value !== 'number') return ''
  if (field.endsWith('_fen')) return yuan(value)
  if (field.endsWith('_rate') || HUNDREDTHS.includes(field)) return (value / 100).toFixed(2)
  return field === 'tenths' ? (value / 10).toFixed(1) : String(value)
}
