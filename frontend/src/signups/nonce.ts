/** An agency's own random number for a draw: made in its browser, kept there, so that it can check that the draw used it. */
import { randomHex } from '@/api/client'

const NONCE_BYTES = 16
const key = (signUp: string) => `jishi.nonce.${signUp}`

export const nonce = {
  make: () => randomHex(NONCE_BYTES),
  keep(signUp: string, value: string) {
    try {
      localStorage.setItem(key(signUp), value)
    } catch {
      // Nothing is kept in this browser; it was shown and can be written down.
    }
  },
  of(signUp: string): string | undefined {
    try {
      return localStorage.getItem(key(signUp)) ?? undefined
    } catch {
      return undefined
    }
  },
}
