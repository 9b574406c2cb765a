/** One kind of hits as a paged list, from the address: words, facets, order. */
import { useQuery } from '@pinia/colada'
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

/** Services found by the catalogue's own words, and by the suggestions, which know pinyin. */
async function services(q: string, signal: AbortSignal) {
  const [named, suggested] = await Promise.all([
    ask(api.GET('/api/v1/catalog-items', { params: { query: { q } }, signal })),
    ask(api.GET('/api/v1/search/suggestions', { params: { query: { q } }, signal })),
  ])
  return [...new Map([...named.items, ...suggested.services].map((it) => [it.code, { code: it.code, name: it.name, name_en: it.name_en, group_name: it.group_name }])).values()]
}

/** How many hits of each kind these words have, whatever narrows them; and the services, which are few. */
export function useFound(q: ComputedRef<string>) {
  return useQuery({
    key: () => ['search', 'found', q.value],
    query: async ({ signal }) => {
      const params = { query: { q: q.value, limit: 1 } }
      const [agencies, notices, awards, items] = await Promise.all([
        ask(api.GET('/api/v1/search/agencies', { params, signal })),
        ask(api.GET('/api/v1/search/notices', { params, signal })),
        ask(api.GET('/api/v1/search/awards', { params, signal })),
        q.value === '' ? [] : services(q.value, signal),
      ])
      const counts: Record<Tab, Count> = { agencies, notices, awards, services: { total: items.length, relaxed: false } }
      return { counts, items }
    },
  })
}

interface Count {
  total: number
  /** Nothing has all the words; these are near. */
  relaxed: boolean
}

export const TABS = ['agencies', 'notices', 'awards', 'services'] as const
export type Tab = (typeof TABS)[number]

/** The first tab that has what was asked for, else the first that has something near. */
export function bestTab(counts: Record<Tab, Count>): Tab {
  return TABS.find((it) => counts[it].total > 0 && !counts[it].relaxed) ?? TABS.find((it) => counts[it].total > 0) ?? 'agencies'
}

/** The kinds, with the facets and orders that each has (search-config/settings.json). */
export const KINDS = {
  agencies: { facets: ['group', 'division', 'able', 'qualification', 'resident', 'state', 'item'], sorts: ['credit', 'newest'] },
  notices: { facets: ['state', 'method', 'group', 'division', 'fiscal', 'item'], sorts: ['closing', 'newest', 'amount'] },
  awards: { facets: ['method', 'group', 'division', 'year', 'item'], sorts: ['newest', 'amount'] },
} as const
export type Kind = keyof typeof KINDS

/** The tab that the address names. */
export function tabOf(text: unknown): Tab | undefined {
  return TABS.find((it) => it === text)
}

export function wordsOf(text: unknown): string {
  return typeof text === 'string' ? text.trim() : ''
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
