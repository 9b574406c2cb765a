/** That a leaf is in the log: its own hash, the way up the tree, the signed root. Nothing is asked of the server. */
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonical, type Json } from '@/selection/verify/canonical'
import { readCheckpoint, readKey } from './note'
import { readProof } from './proof'
import type { Step } from './steps'
import { leafHash, rootOf } from './tree'

export function verifyLeaf(document: unknown, proofText: string, keyText: string): Step[] {
  const proof = readProof(proofText)
  const key = readKey(keyText)
  const steps: Step[] = [
    { name: 'proof', passed: proof !== undefined, found: proof ? `index ${proof.index}` : proofText.slice(0, 80) },
    { name: 'key', passed: key !== undefined, found: keyText.trim() },
  ]
  if (!proof || !key) return steps
  const head = readCheckpoint(proof.checkpoint, key)
  steps.push({ name: 'signature', passed: head !== undefined, found: head ? `${head.origin} · ${head.size}` : proof.checkpoint.slice(0, 80) })
  const leaf = leafHash(utf8ToBytes(canonical(document as Json)))
  steps.push({ name: 'leaf', passed: true, found: bytesToHex(leaf) })
  if (!head) return steps
  const root = rootOf(leaf, proof.index, head.size, proof.path)
  const reached = root !== undefined && bytesToHex(root) === bytesToHex(head.root)
  steps.push({ name: 'inclusion', passed: reached, found: root ? bytesToHex(root) : '—' })
  return steps
}
