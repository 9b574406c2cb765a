/**
 * `verify`: recomputes an evidence file in the reader's own browser, with the checks of `jishi verify` by the same names. Whatever is wrong,
 * down to a changed byte in a field that only explains, is a failed check. Names of rules that this page does not know are left to their hash.
 */
import type { Json } from './canonical'
import { checkAuction } from './auction'
import { needsSigned, type Signed } from './beacon'
import { Checks, METHODS, type Verdict } from './checks'
import { checkDigests } from './common'
import { selectCredit } from './credit'
import { checkDirect } from './direct'
import { checkDraw } from './draw'
import { asDirect, asDraw, typed, type Common, type Form } from './file'
import { AUCTION, CREDIT, PRICE, PROPOSAL, REFERENCE, type AuctionFile, type CreditFile, type PriceFile, type ProposalFile, type ReferenceFile } from './forms'
import { selectPrice } from './price'
import { selectProposal } from './proposal'
import { selectReference } from './reference'
import { checkAuthor, checkAuthors, checkSealed } from './sealed'
import { parseStrict } from './strict'

export type { Check, Entrant, Method, Step, Verdict, Working } from './checks'

const MAX_LENGTH = 32 * 1024 * 1024

/** `signed` is needed where the file has a number of drand (`judge` brings it): without it such a file does not pass. */
export function verify(text: string, signed?: Signed): Verdict {
  const checks = new Checks()
  const verdict: Verdict = { passed: false, method: undefined, winner: undefined, checks: checks.made, working: undefined }
  if (text.length > MAX_LENGTH) {
    checks.unreadable('json', '', '32 MB')
    return verdict
  }
  let value: Json
  try {
    value = parseStrict(text)
  } catch (error) {
    checks.unreadable('json', '', error instanceof Error ? error.message : String(error))
    return verdict
  }
  recompute(value, signed, checks, verdict)
  verdict.passed = checks.made.length > 0 && checks.made.every((it) => it.passed)
  return verdict
}

/** The same with all that the file needs. */
export async function judge(text: string): Promise<Verdict> {
  return needsSigned(text) ? verify(text, (await import('./drand')).signed) : verify(text)
}

function recompute(value: Json, signed: Signed | undefined, checks: Checks, verdict: Verdict) {
  const fields = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
  const method = METHODS.find((it) => it === fields.method)
  if (method === undefined) {
    checks.unreadable('method', '/method', METHODS.join(' | '))
    return
  }
  verdict.method = method
  /** A file of this form, or nothing where it is of another. */
  const as = <F>(form: Form) => (typed(value, form, checks) ? (value as unknown as F) : undefined)
  const found = {
    draw: () => given(asDraw(value, checks), (file) => checkDraw(file, signed, checks)),
    direct: () => given(asDirect(value, checks), (file) => checkDirect(file, checks)),
    price: () => given(as<PriceFile>(PRICE), (file) => {
      checkAuthors('/verdicts', file.verdicts, checks)
      return checkSealed(file, signed, checks, 'bid', selectPrice)
    }),
    reverse_auction: () => given(as<AuctionFile>(AUCTION), (file) => checkAuction(file, checks)),
    reference_price: () => given(as<ReferenceFile>(REFERENCE), (file) => checkSealed(file, signed, checks, 'bid', selectReference)),
    credit_merit: () => given(as<CreditFile>(CREDIT), (file) => {
      if (file.pick) checkAuthor('/pick', file.pick, checks)
      return checkSealed(file, signed, checks, 'merit', selectCredit)
    }),
    proposal_merit: () => given(as<ProposalFile>(PROPOSAL), (file) => {
      checkAuthors('/stood_down', file.stood_down, checks)
      const found = checkSealed(file, signed, checks, 'merit', selectProposal)
      const { pool, scores, stood_down: stoodDown, sheet } = file
      found.working.panel = { criteria: sheet.criteria.map((it) => it.title), pool, scores, stoodDown }
      return found
    }),
  }[method]()
  if (!found) return
  Object.assign(verdict, found)
  checkDigests(fields, value as unknown as Common, checks)
}

function given<F, T>(file: F | undefined, then: (file: F) => T): T | undefined {
  return file === undefined ? undefined : then(file)
}
