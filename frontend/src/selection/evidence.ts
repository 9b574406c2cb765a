/** The evidence file as it is served: text, not parsed JSON, because every byte counts. */
import { useQuery } from '@pinia/colada'
import { toValue, type MaybeRefOrGetter } from 'vue'
import { api, ask } from '@/api/client'

export function useEvidence(award: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    key: () => ['evidence', toValue(award) ?? ''],
    enabled: () => toValue(award) !== undefined,
    staleTime: Infinity,
    query: ({ signal }) => ask(api.GET('/api/v1/awards/{id}/evidence', { params: { path: { id: toValue(award) ?? '' } }, parseAs: 'text', signal })),
  })
}
