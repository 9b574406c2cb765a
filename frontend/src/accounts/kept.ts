/** What was typed into a form, kept for this tab, so that a reload loses nothing. Never for secrets. */
import { watch } from 'vue'

export interface Kept<T> {
  /** What was typed before, if anything. */
  before: Partial<T> | undefined
  forget: () => void
}

export function keepTyped<T extends object>(key: string, typed: () => T): Kept<T> {
  const stop = watch(typed, (it) => store(JSON.stringify(it)), { deep: true, flush: 'post' })
  const before = read()

  function store(text: string | undefined) {
    try {
      if (text === undefined) sessionStorage.removeItem(key)
      else sessionStorage.setItem(key, text)
    } catch {
      // A locked-down browser keeps nothing.
    }
  }
  function read(): Partial<T> | undefined {
    try {
      const text = sessionStorage.getItem(key)
      const found: unknown = text ? JSON.parse(text) : undefined
      return typeof found === 'object' && found !== null ? (found as Partial<T>) : undefined
    } catch {
      return undefined
    }
  }
  return {
    before,
    forget: () => {
      stop()
      store(undefined)
    },
  }
}
