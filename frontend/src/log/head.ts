import { useQuery } from '@pinia/colada'
import { api, ask } from '@/api/client'

/** The signed head of the log, with the key that signs. */
export function useHead() {
  return useQuery({ key: ['log'], query: ({ signal }) => ask(api.GET('/api/v1/log', { signal })) })
}
