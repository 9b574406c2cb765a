/** The official notice as people copy it: one line per day or span, in words or as CSV. */
import type { Schema } from '@/api/types'

type Exception = Schema<'CalendarException'>

export interface Read {
  days: Exception[]
  /** Lines that say nothing, from 1. */
  faults: { line: number; text: string }[]
}

const DATE = String.raw`(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?`
const LINE = new RegExp(String.raw`^${DATE}(?:\s*(?:至|到|~|～|—|–|\.\.)\s*${DATE})?[\s,，;；\t]*(\S+)$`, 'u')
const HEADER = /^(day|date|日期)\b|^日期/iu
const WORDS: Record<string, boolean> = {
  休: false, 放假: false, 休息: false, off: false, false: false, '0': false,
  班: true, 上班: true, 调休: true, 补班: true, work: true, working: true, true: true, '1': true,
}
/** No holiday is longer; a typing error in a month is. */
const LONGEST_SPAN = 31

/** Days of the text, and the lines that could not be read. Empty lines, `#` comments and a CSV header are passed over. */
export function readLines(text: string): Read {
  const days: Exception[] = []
  const faults: Read['faults'] = []
  for (const [index, raw] of text.split(/\r?\n/u).entries()) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#') || HEADER.test(line)) continue
    const read = readLine(line)
    if (read) days.push(...read)
    else faults.push({ line: index + 1, text: line })
  }
  return { days, faults }
}

function readLine(line: string): Exception[] | undefined {
  const found = LINE.exec(line)
  const working = WORDS[found?.[7]?.toLowerCase() ?? '']
  if (!found || working === undefined) return undefined
  const first = utc(found[1], found[2], found[3])
  const last = found[4] === undefined ? first : utc(found[4], found[5], found[6])
  if (first === undefined || last === undefined || last < first || last - first > LONGEST_SPAN * DAY_MS) return undefined
  const days: Exception[] = []
  for (let at = first; at <= last; at += DAY_MS) days.push({ day: new Date(at).toISOString().slice(0, 10), working })
  return days
}

const DAY_MS = 86_400_000

/** Midnight of a day that exists. */
function utc(year = '', month = '', day = ''): number | undefined {
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day))
  const date = new Date(at)
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day) ? at : undefined
}

/** The same, written: `2027-02-12 休`. */
export function writeLines(days: readonly Exception[]): string {
  return days.map((it) => `${it.day} ${it.working ? '班' : '休'}`).join('\n')
}
