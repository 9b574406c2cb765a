/** A form's submit: busy state, the problem that came back, and one idempotency key per thing the person wants. */
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { randomHex } from './client'
import { Problem } from './problem'

export interface Submit<Args extends unknown[], Result> {
  /** Runs the action; gives its result, or `undefined` after a problem. A second call while busy does nothing. */
  run: (...args: Args) => Promise<Result | undefined>
  busy: Ref<boolean>
  problem: ShallowRef<Problem | undefined>
}

/**
 * `action` gets the idempotency key first. A key is kept while no answer came (so that a retry after a dropped connection does
 * nothing twice) and renewed after any answer.
 */
export function useSubmit<Args extends unknown[], Result>(
  action: (key: string, ...args: Args) => Promise<Result>,
): Submit<Args, Result> {
  const busy = ref(false)
  const problem = shallowRef<Problem>()
  let key = randomHex(16)

  async function run(...args: Args): Promise<Result | undefined> {
    if (busy.value) return undefined
    busy.value = true
    problem.value = undefined
    try {
      const result = await action(key, ...args)
      key = randomHex(16)
      return result
    } catch (error) {
      const it = Problem.from(error)
      if (!it.unanswered) key = randomHex(16)
      problem.value = it
      return undefined
    } finally {
      busy.value = false
    }
  }

  return { run, busy, problem }
}
