/** Names of catalogue items in the language of the page: rows carry the Chinese one, the English ones come with the catalogue, asked for only then. */
import { useQuery } from '@pinia/colada'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { catalogItems } from '@/api/reference'

export function useItemNames() {
  const { locale } = useI18n()
  const english = computed(() => locale.value === 'en')
  const { data } = useQuery({ ...catalogItems, enabled: english })
  const names = computed(() => new Map(data.value?.items.map((it) => [it.code, it.name_en])))
  const itemName = (code: string, name: string) => (english.value && names.value.get(code)) || name
  const itemNames = (items: readonly { code: string; name: string }[]) => items.map((it) => itemName(it.code, it.name)).join(english.value ? ', ' : '、')
  return { itemName, itemNames }
}
