/** Divisions as choices: name, and where it lies. */
import { computed } from 'vue'
import { useDivisions } from '@/api/reference'

export function useDivisionChoices() {
  const { data } = useDivisions()
  return computed(() => {
    const items = data.value?.items ?? []
    const names = new Map(items.map((it) => [it.code, it.name]))
    return items.map((it) => ({ value: it.code, label: it.name, note: it.parent_code ? (names.get(it.parent_code) ?? '') : '' }))
  })
}
