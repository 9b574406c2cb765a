/** Canonical JSON (RFC 8785) and the hashes over it, as the server takes them. */
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Keys sorted by UTF-16 code units, no white space, ECMAScript's own spelling of numbers and strings. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const fields = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`)
    return `{${fields.join(',')}}`
  }
  return JSON.stringify(value)
}

export function sha256Hex(data: string | Uint8Array): string {
  return bytesToHex(sha256(typeof data === 'string' ? utf8ToBytes(data) : data))
}

export function hashOf(value: Json): string {
  return sha256Hex(canonical(value))
}

export function hmacSha256(key: Uint8Array, message: string): Uint8Array {
  return hmac(sha256, key, utf8ToBytes(message))
}
