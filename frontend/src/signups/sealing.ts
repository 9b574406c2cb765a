/** Seals what an agency hands in for a notice: sealed once for the same content, so that a retry after a dropped connection sends the same. */
import { useQuery } from '@pinia/colada'
import { ref } from 'vue'
import { useSession } from '@/accounts/session'
import { api, ask, randomHex } from '@/api/client'
import { token } from '@/api/token'
import type { Schema } from '@/api/types'
import type { Proposal, Quote, Sealed } from '@/signups/seal'

const NONCE_BYTES = 16
const SALT_BYTES = 32
const KEY_BYTES = 32

/** What is handed in, with the file that it names. */
export interface Ready extends Sealed {
  sealed: Schema<'Sealed'>
}

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
  let ready: { of: string; file: File | undefined; sealed: Ready } | undefined

  /** Another random number, for whatever is sealed next. */
  function renew() {
    number.value = randomHex(NONCE_BYTES)
  }

  /** Encrypts a file and hands it in, to be named by what is sealed. */
  async function handIn(file: File, code: string, uscc: string): Promise<{ proposal: Proposal; id: string }> {
    const { sealFile } = await import('@/signups/seal')
    const { proposal, ciphertext } = await sealFile(new Uint8Array(await file.arrayBuffer()), randomHex(KEY_BYTES), code, uscc)
    // The server may hang up on a large body that it refuses.
    await token.fresh()
    const { id } = await ask(
      api.POST('/api/v1/notices/{id}/proposals', {
        params: { path: { id: notice().id } },
        headers: { 'Content-Type': 'application/octet-stream' },
        body: '',
        bodySerializer: () => new Blob([ciphertext as Uint8Array<ArrayBuffer>]),
      }),
    )
    return { proposal, id }
  }

  /** Nothing where the method does not seal. `file` where it asks for a proposal. */
  async function sealed(quote: Quote | null, file?: File): Promise<Ready | undefined> {
    const { seal_key, code } = notice()
    if (!seal_key || !code) return undefined
    const of = JSON.stringify([code, number.value, quote])
    if (ready?.of === of && ready.file === file) return ready.sealed
    const [{ seal }, agency] = await Promise.all([import('@/signups/seal'), own.refresh()])
    const uscc = agency.data?.uscc
    if (!uscc) throw agency.error
    const kept = file && (await handIn(file, code, uscc))
    const payload = { nonce: number.value, notice_code: code, ...(kept ? { proposal: kept.proposal } : {}), quote, salt: randomHex(SALT_BYTES), uscc }
    const { sealed, opening } = await seal(payload, seal_key)
    ready = { of, file, sealed: { sealed: kept ? { ...sealed, proposal_id: kept.id } : sealed, opening } }
    return ready.sealed
  }

  return { own, number, renew, sealed }
}
