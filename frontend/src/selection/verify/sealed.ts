/** A method that seals: from the secret and what was opened to the seed, then the method itself, its outcome compared line by line. */
import { checkBeacon, type Signed } from './beacon'
import { canonical, sha256Hex, type Json } from './canonical'
import type { Checks, Step, Working } from './checks'
import { checkCommon, checkEntrants, isAmount, type EntrantsRule } from './common'
import { ALGORITHM, checkNonces, checkSeed, checkSteps, joinSorted } from './draw'
import type { Head, SealedFile } from './forms'
import { NoOutcome, type Ground, type Outcome } from './outcome'
import { checkSealedPart } from './sealed-part'

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
export function checkSealed<F extends SealedFile>(file: F, signed: Signed | undefined, checks: Checks, rule: 'bid' | 'merit', select: (ground: Ground, file: F) => Outcome): Found {
  const needed = checkHead(file, checks, rule)
  checks.equal('algorithm', '/algorithm', ALGORITHM, file.algorithm)
  const lines = checkNonces(file, checks)
  checkEntrants(file.roster.length, file.signups, needed, checks)
  const rosterHash = sha256Hex(joinSorted(lines))
  checks.equal('roster_hash', '/roster_hash', rosterHash, file.roster_hash)
  const { notice_code: noticeCode, roster, sealed_roster_hash: hash, not_opened: notOpened } = file
  checkSealedPart({ noticeCode, proposes: file.method === 'proposal_merit', roster, hash, notOpened }, checks)

  const working: Working = { roster: file.roster, lines: [...lines].sort(), rosterHash, steps: [] }
  checkBeacon(file, signed, checks)
  const seed = checkSeed(file, rosterHash, working, checks)
  if (seed === undefined || needed === undefined) return { winner: undefined, working }
  const ground: Ground = { entrants: file.roster, needed, passedOver: file.passed_over.map((it) => it.uscc), seed }
  return { winner: checkOutcome(file, checks, working, () => select(ground, file)), working }
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
  working.ranking = found.ranking
  working.passedOver = file.passed_over
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
