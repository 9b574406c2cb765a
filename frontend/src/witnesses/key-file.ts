/**
 * A witness's key, made in its own browser and kept in a file that it saves: only with it can its share be opened (docs/keys.md). Brings its own
 * cryptography, because WebCrypto is missing on plain-http intranets.
 */
import { x25519 } from '@noble/curves/ed25519.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { suite } from '@/signups/seal'

const FORMAT = 'jishi-witness-key/1'
const ENCAPSULATED = 32
const utf8 = new TextEncoder()

export interface KeyFile {
  format: string
  notice_id: string
  project_name: string
  name: string
  /** X25519, 64 lower hex digits each. */
  public_key: string
  private_key: string
}

/** A new key. */
export function newKey(of: { notice_id: string; project_name: string; name: string }): KeyFile {
  const secret = crypto.getRandomValues(new Uint8Array(32))
  return { format: FORMAT, ...of, public_key: bytesToHex(x25519.getPublicKey(secret)), private_key: bytesToHex(secret) }
}

/** What a file holds; `undefined` where it is none, or its two halves do not belong together. */
export function readKey(text: string): KeyFile | undefined {
  try {
    const it = JSON.parse(text) as Partial<KeyFile> | null
    if (it?.format !== FORMAT || !/^[0-9a-f]{64}$/.test(it.private_key ?? '')) return undefined
    const fits = bytesToHex(x25519.getPublicKey(hexToBytes(it.private_key ?? ''))) === it.public_key
    return fits ? (it as KeyFile) : undefined
  } catch {
    return undefined
  }
}

/** Opens the share of the witness with this number, base64; base64 again. Throws where it was sealed to another key, notice or number. */
export async function openShare(key: KeyFile, noticeCode: string, number: number, sealed: string): Promise<string> {
  const bytes = Uint8Array.from(atob(sealed), (it) => it.charCodeAt(0))
  const secret = await suite.DeserializePrivateKey(hexToBytes(key.private_key))
  const bound = { info: utf8.encode(`jishi-share/1\n${noticeCode}`), aad: utf8.encode(String(number)) }
  const share = await suite.Open(secret, bytes.slice(0, ENCAPSULATED), bytes.slice(ENCAPSULATED), bound)
  return btoa(String.fromCharCode(...share))
}
