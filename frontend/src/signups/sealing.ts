/** Seals what an agency hands in for a notice: sealed once for the same content, so that a retry after a dropped connection sends the same. */
import { useQuery } from '@pinia/colada'
import { ref } from 'vue'
import { useSession } from '@/accounts/session'
import { api, ask, randomHex } from '@/api/client'
import type { Schema } from '@/api/types'
import type { Quote, Sealed } from '@/signups/seal'

const NONCE_BYTES = 16
const SALT_BYTES = 32

export function useSealing(notice: () => Schema<'Notice'>) {
  const session = useSession()
  /** The agency as registered: its code is in what is sealed, its people may be asked for. */
  const own = useQuery({
    key: () => ['agency', session.organisation?.id ?? ''],
    query: ({ signal }) => ask(api.GET('/api/v1/agencies/{id}', { params: { path: { id: session.organisation?.id ?? '' } }, signal })),
    enabled: () => {
      const { actions, seal_key, staff_required } = notice()
      return actions.includes('reseal') || (actions.includes('sign_up') && (staff_required > 0 || Boolean(seal_key)))
    },
  })
  const number = ref(randomHex(NONCE_BYTES))
  let ready: { of: string; sealed: Sealed } | undefined

  /** Another random number, for whatever is sealed next. */
  function renew() {
    number.value = randomHex(NONCE_BYTES)
  }

  /** Nothing where the method does not seal. */
  async function sealed(quote: Quote | null): Promise<Sealed | undefined> {
    const { seal_key, code } = notice()
    if (!seal_key || !code) return undefined
    const of = JSON.stringify([code, number.value, quote])
    if (ready?.of === of) return ready.sealed
    const [{ seal }, agency] = await Promise.all([import('@/signups/seal'), own.refresh()])
    const uscc = agency.data?.uscc
    if (!uscc) throw agency.error
    ready = { of, sealed: await seal({ nonce: number.value, notice_code: code, quote, salt: randomHex(SALT_BYTES), uscc }, seal_key) }
    return ready.sealed
  }

  return { own, number, renew, sealed }
}
