/** Divisions as choices: name, and where it lies. */
import { useQuery } from '@pinia/colada'
import { computed } from 'vue'
import { api, ask } from '@/api/client'

export function useDivisions() {
  const query = useQuery({
    key: ['divisions'],
    query: ({ signal }) => ask(api.GET('/api/v1/divisions', { signal })),
    staleTime: 3_600_000,
  })
  return computed(() => {
    const items = query.data.value?.items ?? []
    const names = new Map(items.map((it) => [it.code, it.name]))
    return items.map((it) => ({ value: it.code, label: it.name, note: it.parent_code ? (names.get(it.parent_code) ?? '') : '' }))
  })
}
