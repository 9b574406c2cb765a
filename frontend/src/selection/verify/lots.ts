/** Choices that follow from a seed by counting (domain.md §7.12): one purpose word, one counter. */
import { bytesToHex } from '@noble/hashes/utils.js'
import { hmacSha256 } from './canonical'
import type { Step } from './checks'

const TWO_64 = 1n << 64n

export class Lots {
  readonly steps: Step[] = []
  private ctr = 0

  constructor(private readonly seed: Uint8Array, private readonly purpose: string) {}

  /** One of n without favour: values from floor(2^64/n)·n on are rejected and the next counter is taken. */
  one(n: number): number | undefined {
    if (n < 1) return undefined
    const limit = (TWO_64 / BigInt(n)) * BigInt(n)
    for (;;) {
      const ctr = this.ctr++
      const v = BigInt(`0x${bytesToHex(hmacSha256(this.seed, `${this.purpose}\n${ctr}`).slice(0, 8))}`)
      const index = v < limit ? Number(v % BigInt(n)) : null
      this.steps.push({ purpose: this.purpose, ctr, v: String(v), n, index })
      if (index !== null) return index
    }
  }

  /** So many of these, in the order picked; a picked one is removed and the counter goes on. */
  several<T>(of: readonly T[], count = of.length): T[] {
    const left = [...of]
    const picked: T[] = []
    while (picked.length < count && left.length > 0) picked.push(...left.splice(this.one(left.length) ?? 0, 1))
    return picked
  }

  /** The place of one, as likely as its lots. */
  weighted(lots: readonly number[]): number {
    let index = this.one(lots.reduce((sum, it) => sum + it, 0)) ?? 0
    return lots.findIndex((it) => {
      const inside = index < it
      index -= it
      return inside
    })
  }
}
