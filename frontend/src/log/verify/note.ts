/** Signed notes (C2SP signed-note): whether the owner of a key has signed a text. */
import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { fromBase64 } from './base64'

const ED25519 = 1

export interface Key {
  name: string
  id: Uint8Array
  point: Uint8Array
}

/** Reads `name+hash+base64`; undefined where it is no Ed25519 verifier key. */
export function readKey(text: string): Key | undefined {
  const [name, hash, ...rest] = text.trim().split('+')
  const bytes = fromBase64(rest.join('+'))
  if (!name || !hash || bytes?.length !== 33 || bytes[0] !== ED25519) return undefined
  const id = sha256(concatBytes(utf8ToBytes(`${name}\n`), bytes)).slice(0, 4)
  const written = [...id].map((it) => it.toString(16).padStart(2, '0')).join('')
  return written === hash ? { name, id, point: bytes.slice(1) } : undefined
}

/** The signed text; undefined where this key has not signed it. */
export function openNote(note: string, key: Key): string | undefined {
  const cut = note.lastIndexOf('\n\n')
  if (cut < 0 || !note.endsWith('\n')) return undefined
  const text = note.slice(0, cut + 1)
  for (const line of note.slice(cut + 2, -1).split('\n')) {
    const [dash, name, encoded] = line.split(' ')
    const bytes = encoded === undefined ? undefined : fromBase64(encoded)
    if (dash !== '—' || name !== key.name || bytes?.length !== 68 || !key.id.every((it, k) => it === bytes[k])) continue
    return isSigned(bytes.slice(4), text, key) ? text : undefined
  }
  return undefined
}

function isSigned(signature: Uint8Array, text: string, key: Key): boolean {
  try {
    return ed25519.verify(signature, utf8ToBytes(text), key.point, { zip215: false })
  } catch {
    return false
  }
}

export interface Checkpoint {
  origin: string
  size: number
  root: Uint8Array
}

/** The head of the log that the key's owner has signed. */
export function readCheckpoint(note: string, key: Key): Checkpoint | undefined {
  const text = openNote(note, key)
  const [origin, size, root, end, ...more] = text?.split('\n') ?? []
  const hash = root === undefined ? undefined : fromBase64(root)
  if (origin !== key.name || !/^(0|[1-9]\d{0,14})$/.test(size ?? '') || hash?.length !== 32 || end !== '' || more.length > 0) return undefined
  return { origin, size: Number(size), root: hash }
}
