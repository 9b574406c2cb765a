/** A method that seals: from the secret and what was opened to the seed, then the method itself, its outcome compared line by line. */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { canonical, hashOf, hmacSha256, sha256Hex, type Json } from './canonical'
import type { Checks, Step, Working } from './checks'
import { checkCommon, checkEntrants, checkRoster, isAmount, type EntrantsRule } from './common'
import { ALGORITHM, checkSteps, isHex, joinSorted, seedMessage } from './draw'
import type { Head, SealedFile } from './forms'
import { NoOutcome, type Ground, type Outcome } from './outcome'

export interface Found {
  winner: string | undefined
  working: Working
}

/** Why and by whom a human input was given. */
export interface Author {
  reason: string
  by: string
}

export function checkAuthors(pointer: string, authors: readonly Author[], checks: Checks) {
  for (const [k, it] of authors.entries()) checkAuthor(`${pointer}/${k}`, it, checks)
}

export function checkAuthor(pointer: string, { reason, by }: Author, checks: Checks) {
  if (reason.trim() === '') checks.holds('named', `${pointer}/reason`, false, '…', reason)
  if (by.trim() === '') checks.holds('named', `${pointer}/by`, false, '…', by)
}

/** What all files with a ranking have; the least number of entrants. */
export function checkHead(file: Head, checks: Checks, rule: 'bid' | 'merit'): number | undefined {
  const bid: EntrantsRule = file.fiscal_percent > 0 ? 'min_entrants_fiscal' : 'min_entrants_social'
  const needed = checkCommon(file, checks, rule === 'bid' ? bid : 'min_entrants_merit')
  checks.holds('fiscal_percent', '/fiscal_percent', file.fiscal_percent <= 100, '0–100', file.fiscal_percent)
  checks.holds('amount', '/amount_fen', isAmount(file.amount_fen), '> 0', file.amount_fen)
  checkAuthors('/passed_over', file.passed_over, checks)
  return needed.entrants
}

/** Recomputes a file; `select` is the method. */
export function checkSealed<F extends SealedFile>(file: F, checks: Checks, rule: 'bid' | 'merit', select: (ground: Ground, file: F) => Outcome): Found {
  const needed = checkHead(file, checks, rule)
  checks.equal('algorithm', '/algorithm', ALGORITHM, file.algorithm)
  const lines = file.roster.map((it) => `${it.uscc}:${it.nonce}`)
  checkRoster(file.roster.map((it) => it.uscc), lines, checks)
  for (const [k, it] of file.roster.entries()) {
    if (k > 0 && file.roster[k - 1]?.uscc === it.uscc) checks.holds('roster_code', `/roster/${k}/uscc`, false, '1×', it.uscc)
    if (!isHex(it.nonce, 32)) checks.holds('roster_nonce', `/roster/${k}/nonce`, false, '[0-9a-f]{32}', it.nonce)
  }
  checkEntrants(file.roster.length, file.signups, needed, checks)
  const rosterHash = sha256Hex(joinSorted(lines))
  checks.equal('roster_hash', '/roster_hash', rosterHash, file.roster_hash)
  checkCommitments(file, checks)

  const working: Working = { roster: file.roster, lines: [...lines].sort(), rosterHash, steps: [] }
  const seed = checkSeed(file, rosterHash, working, checks)
  if (seed === undefined || needed === undefined) return { winner: undefined, working }
  const ground: Ground = { entrants: file.roster, needed, passedOver: file.passed_over.map((it) => it.uscc), seed }
  return { winner: checkOutcome(file, checks, working, () => select(ground, file)), working }
}

/** The secret is the one committed to, and gives the seed. */
function checkSeed(file: SealedFile, rosterHash: string, working: Working, checks: Checks): Uint8Array | undefined {
  const reads = isHex(file.secret, 64)
  checks.holds('secret', '/secret', reads, '[0-9a-f]{64}', file.secret)
  if (!reads) return undefined
  const secret = hexToBytes(file.secret)
  working.commit = sha256Hex(secret)
  checks.equal('commit', '/commit', working.commit, file.commit)
  working.seedMessage = seedMessage(file.notice_code, rosterHash, file.select_time, file.beacon)
  const seed = hmacSha256(secret, working.seedMessage)
  working.seed = bytesToHex(seed)
  checks.equal('seed', '/seed', working.seed, file.seed)
  return seed
}

/** What each had sealed is what it had committed to, and the commitments are those of the frozen roster. */
function checkCommitments(file: SealedFile, checks: Checks) {
  for (const [k, { uscc, nonce, quote, salt, commitment }] of file.roster.entries()) {
    if (!isHex(salt, 64)) checks.holds('salt', `/roster/${k}/salt`, false, '[0-9a-f]{64}', salt)
    const payload: Json = { nonce, notice_code: file.notice_code, quote, salt, uscc }
    checks.equal('commitment', `/roster/${k}/commitment`, hashOf(payload), commitment)
  }
  const out = file.not_opened
  const inOrder = out.every((it, k) => k === 0 || (out[k - 1]?.uscc ?? '') < it.uscc)
  const apart = out.every((it) => !file.roster.some((other) => other.uscc === it.uscc))
  checks.holds('not_opened', '/not_opened', inOrder && apart, '↑, ∉ /roster', out.length)
  const all = [...file.roster, ...out].map((it) => `${it.uscc}:${it.commitment}`)
  checks.equal('sealed_roster_hash', '/sealed_roster_hash', sha256Hex(joinSorted(all)), file.sealed_roster_hash)
}

/** The outcome of the file is the one that is found; gives the winner. */
export function checkOutcome(file: Head & { steps?: Step[] }, checks: Checks, working: Working, select: () => Outcome): string | undefined {
  let found: Outcome
  try {
    found = select()
  } catch (error) {
    if (!(error instanceof NoOutcome)) throw error
    checks.holds('outcome', '/winner', false, '', error.message)
    return undefined
  }
  working.steps = found.steps
  working.shown = found.working
  if (file.steps) checkSteps(found.steps, file.steps, checks)
  checkList('working', found.working, file.working, checks)
  checkList('ranking', found.ranking as unknown as Json[], file.ranking, checks)
  const [winner] = found.ranking
  checks.equal('winner', '/winner', winner?.uscc ?? '-', file.winner)
  checks.equal('amount', '/amount_fen', winner?.price_fen ?? '-', file.amount_fen)
  return winner?.uscc
}

function checkList(name: string, expected: readonly Json[], found: readonly Json[], checks: Checks) {
  checks.equal(name, `/${name}`, expected.length, found.length)
  for (const [k, it] of expected.entries()) {
    const other = found[k]
    if (other !== undefined) checks.equal(name, `/${name}/${k}`, canonical(it), canonical(other))
  }
}
