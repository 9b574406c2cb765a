import { useI18n } from 'vue-i18n'
import type { Schema } from '@/api/types'

/** What a leaf says, in words. Of an entry between parties it says nothing but that there is one. */
export function useEntryWords() {
  const { t, te } = useI18n()
  const text = (leaf: Schema<'LogLeaf'>, name: string): string | undefined => {
    const value: unknown = leaf.document[name]
    return typeof value === 'string' ? value : undefined
  }
  return {
    at: (leaf: Schema<'LogLeaf'>) => text(leaf, 'at'),
    what: (leaf: Schema<'LogLeaf'>) => {
      const kind = text(leaf, 'kind')
      if (kind === undefined) return t('log.sealed')
      const key = `history.kind.${kind.replace('.', '_')}`
      return te(key) ? t(key) : kind
    },
    code: (leaf: Schema<'LogLeaf'>) => {
      const facts: unknown = leaf.document.public
      const code = typeof facts === 'object' && facts !== null ? (facts as Record<string, unknown>).notice_code : undefined
      return typeof code === 'string' ? code : undefined
    },
  }
}
