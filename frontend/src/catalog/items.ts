/** Catalogue items as choices, found by name, other names, code and what they ask for. */
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useCatalogItems } from '@/api/reference'
import type { Schema } from '@/api/types'

export interface ItemChoice {
  value: string
  label: string
  note: string
  words: string
  item: Schema<'CatalogItem'>
}

export function useItemChoices() {
  const { locale } = useI18n()
  const { data } = useCatalogItems()
  return computed<ItemChoice[]>(() =>
    (data.value?.items ?? []).map((item) => ({
      value: item.code,
      label: locale.value === 'en' ? item.name_en || item.name : item.name,
      note: [item.group_name, item.qualification_kind_name].filter(Boolean).join(' · '),
      words: [item.name, item.name_en, item.code, item.group_name, ...item.aliases].join(' ').toLowerCase(),
      item,
    })),
  )
}

export function itemMatches(choice: ItemChoice, text: string): boolean {
  return text.split(/\s+/).every((word) => choice.words.includes(word))
}
