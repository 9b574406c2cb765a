import { describe, expect, it } from 'vitest'
import { sha256Hex } from '@/selection/verify/canonical'
import { sealedRosterHash } from '@/selection/verify/sealed-part'
import vectors from '../../../../tests/fixtures/seal.json'
import { bound, openingOf, pad, seal, sealFile, suite, type Payload } from './index'

const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (it) => Number.parseInt(it, 16))
const key = () => suite.DeserializePrivateKey(bytes(vectors.round_secret))

async function opened(payload: Payload, commitment: string, ciphertext: Uint8Array): Promise<string> {
  const plain = await suite.Open(await key(), ciphertext.slice(0, 32), ciphertext.slice(32), bound(payload, commitment))
  const length = new DataView(plain.buffer, plain.byteOffset).getUint16(0)
  const text = new TextDecoder().decode(plain.slice(2, 2 + length))
  expect(plain).toEqual(pad(text))
  return text
}

describe('the vectors that the server has made', () => {
  for (const it_ of vectors.cases) {
    const payload = it_.payload as unknown as Payload
    it(`commit to and open as ${JSON.stringify([payload.quote, payload.proposal])}`, async () => {
      expect(openingOf(payload)).toBe(it_.json)
      expect(sha256Hex(it_.json)).toBe(it_.commitment)
      expect(await opened(payload, it_.commitment, bytes(it_.ciphertext))).toBe(it_.json)
    })
  }

  it('give the ciphertext of the file of a proposal', async () => {
    const payload = vectors.cases.at(-1)?.payload as unknown as Required<Payload>
    const { proposal, ciphertext } = await sealFile(bytes(vectors.proposal.file), payload.proposal.key, vectors.notice_code, vectors.uscc)
    expect(proposal).toEqual(payload.proposal)
    expect(ciphertext).toEqual(bytes(vectors.proposal.sealed))
  })

  it('give the hash of the sealed roster', () => {
    const codes = ['91433101MADEM00112', '91433101MADEM002XR', '91433101MADEM0038R']
    const lines = vectors.cases.slice(0, codes.length).map((it, k) => ({ uscc: codes[k] ?? '', commitment: it.commitment })).reverse()
    expect(sealedRosterHash(lines)).toBe(vectors.sealed_roster_hash)
  })
})

describe('what is sealed here', () => {
  const payload = vectors.cases[0]?.payload as unknown as Payload

  it('has one length and is opened by the key of the round', async () => {
    for (const quote of [null, { amount_fen: 100_000_000_000_000 }, { rate: 1 }]) {
      const mine = { ...payload, quote }
      const { sealed, opening } = await seal(mine, vectors.round_public)
      expect(sealed.ciphertext.length).toBe(1432)
      expect(sealed.commitment).toBe(sha256Hex(opening))
      const ciphertext = Uint8Array.from(atob(sealed.ciphertext), (it) => it.charCodeAt(0))
      expect(await opened(mine, sealed.commitment, ciphertext)).toBe(opening)
    }
  })

  it('opens for nobody else', async () => {
    const { sealed } = await seal(payload, vectors.round_public)
    const ciphertext = Uint8Array.from(atob(sealed.ciphertext), (it) => it.charCodeAt(0))
    await expect(opened({ ...payload, uscc: '91433101MADEM002XR' }, sealed.commitment, ciphertext)).rejects.toThrow()
    await expect(opened({ ...payload, notice_code: `${payload.notice_code}-R2` }, sealed.commitment, ciphertext)).rejects.toThrow()
  })
})
