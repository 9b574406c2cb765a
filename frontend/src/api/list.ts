/** A cursor-paged list in the query cache: pages already loaded stay there, so that going back shows them at once. */
import { useInfiniteQuery, type EntryKey } from '@pinia/colada'
import { computed, type ComputedRef } from 'vue'
import { Problem } from './problem'

interface PageOf<T> {
  items: T[]
  next_cursor?: string | null
}

export interface List<T, P> {
  items: ComputedRef<T[]>
  /** The first page as answered, for its totals and facets. */
  first: ComputedRef<P | undefined>
  loaded: ComputedRef<boolean>
  busy: ComputedRef<boolean>
  problem: ComputedRef<Problem | undefined>
  hasMore: ComputedRef<boolean>
  more: () => void
  reload: () => void
}

export function useList<P extends PageOf<unknown>>(
  key: () => EntryKey,
  page: (cursor: string | undefined, signal: AbortSignal) => Promise<P>,
): List<P['items'][number], P> {
  const query = useInfiniteQuery<P, Error, string | undefined>({
    key,
    initialPageParam: undefined,
    query: ({ pageParam, signal }) => page(pageParam, signal),
    getNextPageParam: (last) => last.next_cursor ?? null,
  })
  return {
    items: computed(() => query.data.value?.pages.flatMap((it) => it.items) ?? []),
    first: computed(() => query.data.value?.pages[0]),
    loaded: computed(() => query.data.value !== undefined),
    busy: computed(() => query.asyncStatus.value === 'loading'),
    problem: computed(() => (query.error.value ? Problem.from(query.error.value) : undefined)),
    hasMore: computed(() => query.hasNextPage.value),
    more: () => void query.loadNextPage(),
    reload: () => void query.refetch(),
  }
}
