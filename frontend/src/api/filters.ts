/** Filters live in the address, so that a link, a reload and going back all show the same list. */
import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

export type Filters<Name extends string> = { [N in Name]: WritableComputedRef<string> }

export function useFilters<const Name extends string>(names: readonly Name[]): Filters<Name> {
  const route = useRoute()
  const router = useRouter()
  const one = (name: Name) =>
    computed({
      get: () => (typeof route.query[name] === 'string' ? route.query[name] : ''),
      set: (value: string) => {
        const query = { ...route.query, [name]: value || undefined }
        void router.replace({ query })
      },
    })
  return Object.fromEntries(names.map((name) => [name, one(name)])) as Filters<Name>
}

/** What is set, for a query and its key. */
export function given<Name extends string>(filters: Filters<Name>): Partial<Record<Name, string>> {
  const names = Object.keys(filters) as Name[]
  return Object.fromEntries(names.map((it) => [it, filters[it].value]).filter(([, it]) => it !== '')) as Partial<Record<Name, string>>
}
