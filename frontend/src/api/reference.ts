/** Lists that hardly change: asked once per visit. */
import { useQuery } from '@pinia/colada'
import { api, ask } from './client'

const A_VISIT = 3_600_000

export const useDivisions = () =>
  useQuery({ key: ['divisions'], staleTime: A_VISIT, query: ({ signal }) => ask(api.GET('/api/v1/divisions', { signal })) })

export const catalogGroups = { key: ['catalog-groups'], staleTime: A_VISIT, query: ({ signal }: { signal: AbortSignal }) => ask(api.GET('/api/v1/catalog-groups', { signal })) }

export const useCatalogGroups = () => useQuery(catalogGroups)

export const catalogItems = { key: ['catalog-items'], staleTime: A_VISIT, query: ({ signal }: { signal: AbortSignal }) => ask(api.GET('/api/v1/catalog-items', { signal })) }

export const useCatalogItems = () => useQuery(catalogItems)
