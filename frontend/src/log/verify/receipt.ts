/** Receipts and promises of the log, as `jishi verify` checks them (`core/log/receipt.rs`): nothing is asked of the server but its key. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonical, type Json } from '@/selection/verify/canonical'
import { verifyLeaf } from './leaf'
import { openNote, readKey } from './note'
import { readProof } from './proof'
import type { Step } from './steps'

const PROMISE = 'jishi-receipt/1'

/** What a receipt shows of the entry; undefined for a promise and for what is none. */
export interface Shown {
  leaf: Json
  part: Json | undefined
}

export function shownBy(text: string): Shown | undefined {
  const extra = readProof(text)?.extra
  if (!extra) return undefined
  try {
    const it = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(extra)) as { leaf?: Json; opening?: { part?: Json } }
    return it.leaf === undefined ? undefined : { leaf: it.leaf, part: it.opening?.part }
  } catch {
    return undefined
  }
}

export function verifyReceipt(text: string, keyText: string): Step[] {
  return text.startsWith(PROMISE) ? verifyPromise(text, keyText) : verifyProof(text, keyText)
}

function verifyPromise(text: string, keyText: string): Step[] {
  const key = readKey(keyText)
  const promise = key && openNote(text, key)
  const lines = promise?.split('\n') ?? []
  const own = lines.length === 7 && lines[1] === key?.name && lines[6] === ''
  return [
    { name: 'key', passed: key !== undefined, found: keyText.trim() },
    { name: 'signature', passed: own, found: lines.slice(2, 6).join(' · ') || '—' },
  ]
}

function verifyProof(text: string, keyText: string): Step[] {
  const shown = shownBy(text)
  const proof = readProof(text)
  if (!shown || !proof?.extra) return [{ name: 'proof', passed: false, found: text.slice(0, 80) }]
  const steps = verifyLeaf(shown.leaf, text, keyText)
  const { opening } = JSON.parse(new TextDecoder().decode(proof.extra)) as { opening?: { salt?: unknown; part?: Json } }
  if (opening) steps.push(openingStep(shown.leaf, opening))
  return steps
}

function openingStep(leaf: Json, opening: { salt?: unknown; part?: Json }): Step {
  const fields = typeof leaf === 'object' && leaf !== null && !Array.isArray(leaf) ? leaf : {}
  const said = fields.sealed ?? fields.private_hash
  if (typeof opening.salt !== 'string' || !/^[0-9a-f]{32}$/.test(opening.salt) || opening.part === undefined) return { name: 'opening', passed: false, found: '—' }
  const computed = bytesToHex(sha256(concatBytes(hexToBytes(opening.salt), utf8ToBytes(canonical(opening.part)))))
  return { name: 'opening', passed: said === computed, found: computed }
}
