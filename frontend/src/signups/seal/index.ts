/**
 * Sealing a sign-up in the browser (docs/keys.md): HPKE (RFC 9180) to the notice's key, so that nothing on the server can read it before the
 * opening. Brings its own cryptography, because WebCrypto is missing on plain-http intranets; loaded with the sign-up form, not before.
 */
import { AEAD_ChaCha20Poly1305, KDF_HKDF_SHA256, KEM_DHKEM_X25519_HKDF_SHA256 } from '@panva/hpke-noble'
import { CipherSuite } from 'hpke'
import { canonical, sha256Hex } from '@/selection/verify/canonical'

/** A price: `rate` in hundredths of a percent. */
export type Quote = { amount_fen: number } | { rate: number }

/** The file of a proposal: the key that it is encrypted with, and its SHA-256; 64 lower hex digits each. */
export interface Proposal {
  key: string
  sha256: string
}

/** What is sealed; no other field. */
export interface Payload {
  /** 32 lower hex digits. */
  nonce: string
  notice_code: string
  /** Of proposal merit alone. */
  proposal?: Proposal
  /** Null where the method asks for no price. */
  quote: Quote | null
  /** 64 lower hex digits: keeps the rest from being guessed from the commitment. */
  salt: string
  uscc: string
}

export interface Sealed {
  /** What is handed in. */
  sealed: { ciphertext: string; commitment: string }
  /** What only the entrant has until the opening: canonical JSON, whose SHA-256 is the commitment. */
  opening: string
}

const BLOCK = 1024
const LENGTH = 2
const utf8 = new TextEncoder()

/** `length (2 bytes, big endian) ‖ text ‖ zeros`, to a whole number of blocks: the length says nothing. */
export function pad(text: string): Uint8Array {
  const bytes = utf8.encode(text)
  const padded = new Uint8Array(Math.ceil((LENGTH + bytes.length) / BLOCK) * BLOCK)
  new DataView(padded.buffer).setUint16(0, bytes.length)
  padded.set(bytes, LENGTH)
  return padded
}

export function openingOf(payload: Payload): string {
  const { proposal, quote, ...rest } = payload
  return canonical({ ...rest, ...(proposal ? { proposal: { ...proposal } } : {}), quote: quote && { ...quote } })
}

export const suite = new CipherSuite(KEM_DHKEM_X25519_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_ChaCha20Poly1305)

/** Binds a ciphertext to notice, entrant and commitment: a copied one opens for nobody else. */
export function bound(payload: Payload, commitment: string): { info: Uint8Array; aad: Uint8Array } {
  return { info: utf8.encode(`jishi-sealed/1\n${payload.notice_code}`), aad: utf8.encode(`${payload.uscc}\n${commitment}`) }
}

const aead = AEAD_ChaCha20Poly1305()
const unhex = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (it) => Number.parseInt(it, 16))

/** Encrypts the file of a proposal with a key for it alone; the nonce is zeros therefore. Bound to notice and entrant. */
export async function sealFile(file: Uint8Array, key: string, noticeCode: string, uscc: string): Promise<{ proposal: Proposal; ciphertext: Uint8Array }> {
  const aad = utf8.encode(`jishi-proposal/1\n${noticeCode}\n${uscc}`)
  const ciphertext = await aead.Seal(unhex(key), new Uint8Array(aead.Nn), aad, file)
  return { proposal: { key, sha256: sha256Hex(file) }, ciphertext }
}

/** Seals to the notice's key, 64 hex digits. */
export async function seal(payload: Payload, key: string): Promise<Sealed> {
  const opening = openingOf(payload)
  const commitment = sha256Hex(opening)
  const to = await suite.DeserializePublicKey(unhex(key))
  const { encapsulatedSecret, ciphertext } = await suite.Seal(to, pad(opening), bound(payload, commitment))
  const bytes = [...encapsulatedSecret, ...ciphertext]
  return { sealed: { ciphertext: btoa(String.fromCharCode(...bytes)), commitment }, opening }
}
