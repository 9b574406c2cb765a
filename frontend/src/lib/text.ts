/** Texts that the server gives in both languages. */
import { useI18n } from 'vue-i18n'
import type { Schema } from '@/api/types'

export function useSaid() {
  const { locale } = useI18n()
  return (text: Schema<'Text'> | null | undefined): string => (text ? (locale.value === 'en' ? text.en : text.zh) : '')
}
