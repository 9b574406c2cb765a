/** What this installation is called and whether it is for training. Asked once. */
import { useQuery } from '@pinia/colada'
import { api, ask } from '@/api/client'

export function useInstallation() {
  return useQuery({
    key: ['installation'],
    query: ({ signal }) => ask(api.GET('/api/v1/installation', { signal })),
    staleTime: 600_000,
  })
}
