/**
 * An amount read and spelled in this browser, as the server does it (src/core/money.rs): for what the server must not see before the opening.
 * All other amounts are read by the server.
 */
const MAX_FEN = 100_000_000_000_000n
const SCALES = [['百万', 1_000_000n], ['千万', 10_000_000n], ['千', 1_000n], ['仟', 1_000n], ['万', 10_000n], ['亿', 100_000_000n]] as const

export type AmountFault = 'empty' | 'negative' | 'too_large' | 'decimals' | 'commas' | 'unreadable'

/** Fen, or why it cannot be read. */
export function readAmount(text: string): number | AmountFault {
  let rest = text.normalize('NFKC').replace(/\s/g, '').toUpperCase()
  if (rest === '') return 'empty'
  for (const prefix of ['人民币', 'RMB', 'CNY', '¥']) if (rest.startsWith(prefix)) rest = rest.slice(prefix.length)
  if (/^[-−负]/.test(rest)) return /^.[\d¥]/.test(rest) ? 'negative' : 'unreadable'
  rest = rest.replace(/整$/, '').replace(/[元圆]$/, '')
  const [name, scale] = SCALES.find(([it]) => rest.endsWith(it)) ?? ['', 1n]
  const parts = /^([\d,]+)(?:\.(\d+))?$/.exec(rest.slice(0, rest.length - name.length))
  const [, grouped = '', written = ''] = parts ?? []
  if (!/\d/.test(grouped)) return 'unreadable'
  if (grouped.includes(',') && !/^\d{1,3}(,\d{3})+$/.test(grouped)) return 'commas'
  const whole = grouped.replace(/,/g, '').replace(/^0+/, '')
  const decimals = written.replace(/0+$/, '')
  if (whole.length > 16) return 'too_large'
  const divisor = 10n ** BigInt(decimals.length)
  const fen = BigInt(`0${whole}${decimals}`) * scale * 100n
  if (decimals.length > 12 || fen % divisor !== 0n) return 'decimals'
  return fen / divisor > MAX_FEN ? 'too_large' : Number(fen / divisor)
}

const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const UNITS = [[100_000_000, '亿'], [10_000, '万'], [1_000, '仟'], [100, '佰'], [10, '拾']] as const

function spell(n: number): string {
  const at = UNITS.find(([unit]) => n >= unit)
  if (!at) return DIGITS.charAt(n)
  const [unit, name] = at
  const rest = n % unit
  return spell(Math.trunc(n / unit)) + name + (rest === 0 ? '' : (rest < unit / 10 ? '零' : '') + spell(rest))
}

/** `人民币壹万捌仟元整` of an amount that is not negative. */
export function capitals(fen: number): string {
  const [whole, jiao, rest] = [Math.trunc(fen / 100), Math.trunc(fen / 10) % 10, fen % 10]
  let out = '人民币'
  if (whole > 0 || (jiao === 0 && rest === 0)) out += `${spell(whole)}元`
  if (jiao > 0) out += `${whole > 0 && whole % 10 === 0 ? '零' : ''}${spell(jiao)}角`
  if (rest > 0) out += `${jiao === 0 && whole > 0 ? '零' : ''}${spell(rest)}分`
  return jiao === 0 && rest === 0 ? `${out}整` : out
}
