/** One kind of hits as a paged list, from the address: words, facets, order. */
import { computed, type ComputedRef } from 'vue'
import { api, ask } from '@/api/client'
import { useList } from '@/api/list'

type Query = Record<string, string>

export function useAgencyHits(query: ComputedRef<Query>) {
  return useList(
    () => ['search', 'agencies', query.value],
    (cursor, signal) => ask(api.GET('/api/v1/search/agencies', { params: { query: { ...query.value, cursor } }, signal })),
  )
}

export function useNoticeHits(query: ComputedRef<Query>) {
  return useList(
    () => ['search', 'notices', query.value],
    (cursor, signal) => ask(api.GET('/api/v1/search/notices', { params: { query: { ...query.value, cursor } }, signal })),
  )
}

export function useAwardHits(query: ComputedRef<Query>) {
  return useList(
    () => ['search', 'awards', query.value],
    (cursor, signal) => ask(api.GET('/api/v1/search/awards', { params: { query: { ...query.value, cursor } }, signal })),
  )
}

/** The kinds, with the facets and orders that each has (search-config/settings.json). */
export const KINDS = {
  agencies: { facets: ['group', 'division', 'able', 'qualification', 'resident', 'state', 'item'], sorts: ['credit', 'newest'] },
  notices: { facets: ['state', 'method', 'group', 'division', 'fiscal', 'item'], sorts: ['closing', 'newest', 'amount'] },
  awards: { facets: ['method', 'group', 'division', 'year', 'item'], sorts: ['newest', 'amount'] },
} as const
export type Kind = keyof typeof KINDS

export function kindOf(text: unknown): Kind {
  return text === 'notices' || text === 'awards' ? text : 'agencies'
}

/** The part of the address that the search of this kind understands. */
export function queryOf(address: ComputedRef<Record<string, unknown>>, kind: Kind): ComputedRef<Query> {
  return computed(() => {
    const query: Query = {}
    for (const name of ['q', 'sort', ...KINDS[kind].facets]) {
      const value = address.value[name]
      if (typeof value === 'string' && value !== '') query[name] = value
    }
    return query
  })
}
