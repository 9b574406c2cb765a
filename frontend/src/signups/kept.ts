/** What an agency sealed, kept in the browser that sealed it: until the opening nobody else has it, the platform included. */
const key = (signUp: string) => `jishi.sealed.${signUp}`

export const kept = {
  keep(signUp: string, opening: string) {
    try {
      localStorage.setItem(key(signUp), opening)
    } catch {
      // Nothing is kept in this browser; the receipt shows it once more, to be written down.
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
