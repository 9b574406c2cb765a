/** The verifiable draw `JISHI-DRAW-V1`, from the secret to the winner (domain.md §7.12). */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { checkBeacon, type BeaconSource, type Signed } from './beacon'
import { hmacSha256, sha256Hex } from './canonical'
import type { Checks, Step, Working } from './checks'
import { checkCommon, checkEntrants, checkRoster, isAmount } from './common'
import type { DrawFile } from './file'
import { Lots } from './lots'
import { checkSealedPart } from './sealed-part'

export const ALGORITHM = 'JISHI-DRAW-V1'
const WINNER = 'winner'

/** Lines of a roster, sorted bytewise (they are ASCII), joined without an end of line. */
export function joinSorted(lines: readonly string[]): string {
  return [...lines].sort().join('\n')
}

export function seedMessage(noticeCode: string, rosterHash: string, selectTime: string, beacon: string): string {
  return [ALGORITHM, noticeCode, rosterHash, selectTime, beacon].join('\n')
}

/** Chooses 1 of n. */
export function choose(seed: Uint8Array, purpose: string, n: number): Step[] {
  const lots = new Lots(seed, purpose)
  lots.one(n)
  return lots.steps
}

const written = (it: Step) => `${it.purpose} ctr=${it.ctr} v=${it.v} n=${it.n} index=${it.index ?? '-'}`
export const isHex = (text: string, digits: number) => text.length === digits && /^[0-9a-f]*$/.test(text)

/** Every value taken from the seed. */
export function checkSteps(expected: readonly Step[], found: readonly Step[], checks: Checks) {
  checks.equal('steps', '/steps', expected.length, found.length)
  for (const [k, step] of expected.entries()) {
    const other = found[k]
    if (other) checks.equal('steps', `/steps/${k}`, written(step), written(other))
  }
}

/** What every file has from which something is drawn. */
export interface Drawn {
  notice_code: string
  select_time: string
  beacon: string
  beacon_source?: BeaconSource
  roster: readonly { uscc: string; nonce: string }[]
  commit: string
  secret: string
  seed: string
}

/** The lines of the roster: codes and nonces in order, each once. */
export function checkNonces(file: Drawn, checks: Checks): string[] {
  const lines = file.roster.map((it) => `${it.uscc}:${it.nonce}`)
  checkRoster(file.roster.map((it) => it.uscc), lines, checks)
  for (const [k, it] of file.roster.entries()) {
    if (k > 0 && file.roster[k - 1]?.uscc === it.uscc) checks.holds('roster_code', `/roster/${k}/uscc`, false, '1×', it.uscc)
    if (!isHex(it.nonce, 32)) checks.holds('roster_nonce', `/roster/${k}/nonce`, false, '[0-9a-f]{32}', it.nonce)
  }
  return lines
}

/** The secret is the one committed to, and gives the seed. */
export function checkSeed(file: Drawn, rosterHash: string, working: Working, checks: Checks): Uint8Array | undefined {
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

/** Recomputes a draw; gives its working and its winner as far as it got. */
export function checkDraw(file: DrawFile, signed: Signed | undefined, checks: Checks): { winner: string | undefined; working: Working } {
  const needed = checkCommon(file, checks, file.fiscal_percent > 0 ? 'min_entrants_fiscal' : 'min_entrants_social')
  checks.equal('algorithm', '/algorithm', ALGORITHM, file.algorithm)
  checks.holds('amount', '/amount_fen', isAmount(file.amount_fen), '> 0', file.amount_fen)
  checks.holds('fiscal_percent', '/fiscal_percent', file.fiscal_percent <= 100, '0–100', file.fiscal_percent)

  const lines = checkNonces(file, checks)
  checkEntrants(file.roster.length, file.signups, needed.entrants, checks)

  const rosterHash = sha256Hex(joinSorted(lines))
  checks.equal('roster_hash', '/roster_hash', rosterHash, file.roster_hash)
  checkSealedPart({ noticeCode: file.notice_code, proposes: false, roster: file.roster.map((it) => ({ ...it, quote: null })), hash: file.sealed_roster_hash, notOpened: file.not_opened }, checks)
  const sorted = [...file.roster].sort((a, b) => (`${a.uscc}:${a.nonce}` < `${b.uscc}:${b.nonce}` ? -1 : 1))
  const working: Working = { roster: sorted, lines: [...lines].sort(), rosterHash, steps: [] }

  checkBeacon(file, signed, checks)
  const seed = checkSeed(file, rosterHash, working, checks)
  if (seed === undefined) return { winner: undefined, working }

  working.steps = choose(seed, WINNER, file.roster.length)
  checkSteps(working.steps, file.steps, checks)
  const winner = sorted[working.steps.at(-1)?.index ?? -1]?.uscc
  checks.equal('winner', '/winner', winner ?? '-', file.winner)
  return { winner, working }
}
