/** Settings as text in a form and as values of the API: `_fen` is written in yuan, a list with commas, yes and no as `true` and `false`. */
export type Value = number | boolean | number[]

export function toText(key: string, value: unknown): string {
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value === 'number' && key.endsWith('_fen')) return String(value / 100)
  return value === undefined || value === null ? '' : String(value)
}

/** What was written, or the text itself where it is nothing of the kind: the server says what is wrong with it. */
export function toValue(key: string, text: string, like: unknown): Value | string {
  const written = text.trim()
  if (typeof like === 'boolean') return written === 'true'
  if (Array.isArray(like)) {
    const list = written.split(/[,，、\s]+/).filter(Boolean).map(Number)
    return list.some(Number.isNaN) ? written : list
  }
  const number = Number(written.replace(/[,，]/g, ''))
  if (Number.isNaN(number)) return written
  return key.endsWith('_fen') ? Math.round(number * 100) : number
}
