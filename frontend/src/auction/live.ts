/** An auction as it goes on: read once, then followed; while the line is down it is asked for instead, so that nothing is missed either way. */
import { useQuery, useQueryCache, type EntryKey } from '@pinia/colada'
import { computed, onScopeDispose, ref, watch } from 'vue'
import { api, ask } from '@/api/client'
import { follow } from '@/api/stream'
import { hasGap, lastNumber, withBids, withState, type Auction, type Bid, type Now } from './merge'

const ASK_MS = 5_000
/** The clock is compared again so often. */
const CLOCK_MS = 60_000
const TICK_MS = 250

/** `waiting`: not connected yet; `lost`: it was, and is being tried again. */
export type Line = 'waiting' | 'live' | 'lost'

export function useAuction(id: () => string, round: () => number | undefined) {
  const cache = useQueryCache()
  const key = (): EntryKey => ['auction', id(), round() ?? 0]
  const read = async (after: number | undefined, signal?: AbortSignal) =>
    ask(api.GET('/api/v1/notices/{id}/auction', { params: { path: { id: id() }, query: { round: round(), after } }, ...(signal ? { signal } : {}) }))

  /** All of it, page by page. */
  async function whole(signal: AbortSignal): Promise<Auction> {
    let auction = await read(undefined, signal)
    while (auction.more) {
      const next = await read(lastNumber(auction), signal)
      auction = { ...withState(withBids(auction, next.bids), next), more: next.more }
    }
    // What came by the line meanwhile is not forgotten.
    return withBids(auction, cache.getQueryData<Auction>(key())?.bids ?? [])
  }
  const query = useQuery({ key, query: ({ signal }) => whole(signal) })
  const auction = computed(() => query.data.value)

  const ahead = ref(0)
  const now = ref(Date.now())
  const clock = (of: Now) => (ahead.value = new Date(of.now).getTime() - Date.now())
  watch(auction, (it, before) => it && it.now !== before?.now && clock(it), { immediate: true })
  const ticking = setInterval(() => (now.value = Date.now() + ahead.value), TICK_MS)

  function change(to: (auction: Auction) => Auction) {
    const known = cache.getQueryData<Auction>(key())
    if (!known) return
    const next = to(known)
    if (next !== known) cache.setQueryData(key(), next)
    if (hasGap(next)) void catchUp()
  }

  /** A bid that came; after a gap, what is missing is asked for. */
  function add(bid: Bid) {
    change((it) => withBids(it, [bid]))
    const known = cache.getQueryData<Auction>(key())
    if (known && lastNumber(known) < bid.number) void catchUp()
  }

  let asking = false
  /** Asks for what is new. */
  async function catchUp() {
    const known = cache.getQueryData<Auction>(key())
    if (!known || asking) return
    asking = true
    try {
      const next = await read(lastNumber(known))
      change((it) => withState(withBids(it, next.bids), next))
    } catch {
      // The line says already that it is down.
    } finally {
      asking = false
    }
  }

  const line = ref<Line>('waiting')
  let stop: AbortController | undefined
  const running = computed(() => auction.value !== undefined && auction.value.phase !== 'over')

  function watchLive() {
    stop?.abort()
    stop = new AbortController()
    const own = stop
    const known = auction.value
    const number = round()
    void follow(
      `/api/v1/notices/${id()}/auction/stream${number ? `?round=${number}` : ''}`,
      ({ event, data }) => {
        if (event === 'bid') add(JSON.parse(data) as Bid)
        if (event === 'state') change((it) => withState(it, JSON.parse(data) as Now))
      },
      own.signal,
      {
        lastId: known ? String(lastNumber(known)) : '',
        longest: ASK_MS,
        told: (live) => {
          if (!own.signal.aborted) line.value = live ? 'live' : 'lost'
        },
      },
    )
  }
  watch(
    [running, id, round],
    ([on]) => {
      if (on) watchLive()
      else stop?.abort()
    },
    { immediate: true },
  )
  const lost = setInterval(() => running.value && line.value !== 'live' && void catchUp(), ASK_MS)
  const compared = setInterval(() => running.value && void catchUp(), CLOCK_MS)
  onScopeDispose(() => {
    stop?.abort()
    for (const timer of [ticking, lost, compared]) clearInterval(timer)
  })

  return { query, auction, now, line, add, catchUp }
}
