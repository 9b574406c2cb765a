/** What was sealed until the opening: every commitment taken again, and the hash over them that was published at the deadline. */
import { canonical, sha256Hex, type Json } from './canonical'
import type { Checks } from './checks'

/** An entrant as the evidence file has it. */
export interface SealedRow {
  uscc: string
  nonce: string
  /** Key and hash of the file of a proposal. */
  proposal?: { key: string; sha256: string }
  quote: Json
  salt?: string
  commitment?: string
}

export interface NotOpened {
  uscc: string
  name: string
  commitment: string
  reason: string
}

/** SHA-256 of the lines `{uscc}:{commitment}`, sorted bytewise (they are ASCII). */
export function sealedRosterHash(entrants: readonly { uscc: string; commitment: string }[]): string {
  return sha256Hex(entrants.map((it) => `${it.uscc}:${it.commitment}`).sort().join('\n'))
}

export function commitmentOf(noticeCode: string, row: SealedRow): string {
  const proposal: { [field: string]: Json } = row.proposal ? { proposal: { ...row.proposal } } : {}
  return sha256Hex(canonical({ nonce: row.nonce, notice_code: noticeCode, ...proposal, quote: row.quote, salt: row.salt ?? '', uscc: row.uscc }))
}

export interface SealedPart {
  noticeCode: string
  /** Whether the method asks for a proposal. */
  proposes: boolean
  roster: readonly SealedRow[]
  hash: string | undefined
  notOpened: readonly NotOpened[] | undefined
}

/** The file of a draw from before sign-ups were sealed has none of it, any other has all. */
export function checkSealedPart({ noticeCode, proposes, roster, hash, notOpened }: SealedPart, checks: Checks) {
  if (hash === undefined && notOpened === undefined && roster.every((it) => it.salt === undefined && it.commitment === undefined)) return
  for (const [k, row] of roster.entries()) {
    const reads = /^[0-9a-f]{64}$/.test(row.salt ?? '')
    checks.holds('salt', `/roster/${k}/salt`, reads, '[0-9a-f]{64}', row.salt ?? '-')
    checks.holds('proposal', `/roster/${k}/proposal`, (row.proposal !== undefined) === proposes, proposes ? '∃' : '∄', row.proposal?.sha256 ?? '-')
    // A nonce that cannot be read has failed already.
    if (reads && /^[0-9a-f]{32}$/.test(row.nonce)) checks.equal('commitment', `/roster/${k}/commitment`, commitmentOf(noticeCode, row), row.commitment ?? '-')
  }
  const out = notOpened ?? []
  const inOrder = out.every((it, k) => k === 0 || (out[k - 1]?.uscc ?? '') < it.uscc)
  const apart = out.every((it) => !roster.some((row) => row.uscc === it.uscc))
  checks.holds('not_opened', '/not_opened', inOrder && apart, '↑, ∉ /roster', out.length)
  const lines = roster.flatMap((it) => (it.commitment === undefined ? [] : [{ uscc: it.uscc, commitment: it.commitment }]))
  checks.equal('sealed_roster_hash', '/sealed_roster_hash', sealedRosterHash([...lines, ...out]), hash ?? '-')
  if (notOpened === undefined) checks.unreadable('not_opened', '/not_opened', 'missing field not_opened')
}
