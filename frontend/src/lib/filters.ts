/** A list's filters live in its address: they survive going back, can be sent to somebody, and a change keeps the scroll. */
import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

export function useFilters<K extends string>(...keys: K[]) {
  const route = useRoute()
  const router = useRouter()
  const value = (key: K) => {
    const it = route.query[key]
    return typeof it === 'string' ? it : ''
  }
  const filters = Object.fromEntries(
    keys.map((key) => [
      key,
      computed({
        get: () => value(key),
        set: (to) => void router.replace({ query: { ...route.query, [key]: to === '' ? undefined : to } }),
      }),
    ]),
  ) as Record<K, WritableComputedRef<string>>
  /** What is set, for the query and its key. */
  const set = computed(() => Object.fromEntries(keys.map((key) => [key, value(key)]).filter(([, it]) => it !== '')) as Partial<Record<K, string>>)
  const clear = () => void router.replace({ query: Object.fromEntries(Object.entries(route.query).filter(([key]) => !keys.includes(key as K))) })
  return { filters, set, clear }
}
