/** An amount as people write it, and how the server reads it. */
import { useQuery } from '@pinia/colada'
import { computed, onScopeDispose, ref, watch, type ComputedRef } from 'vue'
import { api, ask } from '@/api/client'
import { Problem } from '@/api/problem'
import type { Schema } from '@/api/types'
import { yuan } from '@/lib/money'

/** Fen as the server sent it, or yuan as somebody is writing it: both go back as they are. */
export type Amount = Schema<'AmountInput'> | null

const QUIET_MS = 250

/** What stands in the field: an amount of the server's as digits, what was typed as it was typed. */
export function writtenAmount(amount: Amount | undefined): string {
  return typeof amount === 'number' ? yuan(amount).slice(1).replace(/\.00$/, '') : (amount ?? '')
}

export interface Reading {
  /** How the server reads exactly what is written now; undefined until it has said so. */
  view: ComputedRef<Schema<'AmountView'> | undefined>
  /** Why it cannot be read. */
  fault: ComputedRef<string | undefined>
}

/** Asks, after a short silence, how an amount reads; everybody who asks about the same text shares the answer. */
export function useReading(amount: () => Amount | undefined): Reading {
  const written = computed(() => writtenAmount(amount()).trim())
  const asked = ref(written.value)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(written, (text) => {
    clearTimeout(timer)
    timer = setTimeout(() => (asked.value = text), QUIET_MS)
  })
  onScopeDispose(() => clearTimeout(timer))
  const query = useQuery({
    key: () => ['amount', asked.value],
    enabled: () => asked.value !== '',
    query: ({ signal }) => ask(api.POST('/api/v1/amounts/parse', { body: { text: asked.value }, signal })),
    staleTime: Infinity,
  })
  const current = computed(() => asked.value === written.value && written.value !== '')
  return {
    view: computed(() => (current.value ? query.data.value : undefined)),
    fault: computed(() => {
      if (!current.value || !query.error.value) return undefined
      const problem = Problem.from(query.error.value)
      // No answer says nothing about the amount.
      return problem.unanswered ? undefined : (problem.at('/text') ?? problem.message)
    }),
  }
}
