/** Discount rates (下浮率) are whole hundredths of a percent: `1250` is 12.50 %. */
export const WHOLE_RATE = 10_000

/** `12.50` */
export function rateText(rate: number): string {
  return `${Math.trunc(rate / 100)}.${String(rate % 100).padStart(2, '0')}`
}

/** Reads `12.5`, `12.50%`, `１２．５％`; undefined for anything finer, below zero or not below 100 %. */
export function readRate(text: string): number | undefined {
  const parts = /^(\d{1,2})(?:\.(\d{1,2}))?%?$/.exec(text.normalize('NFKC').replace(/\s/g, ''))
  return parts ? Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0')) : undefined
}

/** base × (10,000 − rate) / 10,000, rounded half up to the fen: the product may be more than a number carries. */
export function discounted(base: number, rate: number): number {
  const whole = BigInt(WHOLE_RATE)
  return Number((2n * BigInt(base) * BigInt(WHOLE_RATE - rate) + whole) / (2n * whole))
}
