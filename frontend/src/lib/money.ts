/** Amounts are whole fen. Capitals come from the server; here is only what helps while reading and typing. */

/** `¥17,200.00` */
export function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${fen < 0 ? '-' : ''}¥${whole}.${digits.slice(-2)}`
}

/** For counters: `1.26 亿`, `348.5 万`; small amounts stay exact. Rounded down, so a counter never claims more than there is. */
export function yuanShort(fen: number, units: { wan: string; yi: string; western: boolean }): string {
  const yuanAmount = Math.trunc(fen / 100)
  const [steps, names] = units.western ? [[1e9, 1e6], ['bn', 'm']] : [[1e8, 1e4], [units.yi, units.wan]]
  const at = steps.findIndex((step) => Math.abs(yuanAmount) >= step)
  const step = steps[at]
  if (step === undefined) return yuan(fen).replace(/\.00$/, '')
  const value = Math.trunc((yuanAmount / step) * 100) / 100
  return `¥${value.toLocaleString('en-US', { maximumFractionDigits: 2 })} ${names[at] ?? ''}`
}
