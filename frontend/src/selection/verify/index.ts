/**
 * `verify`: recomputes an evidence file in the reader's own browser, with the checks of `jishi verify` by the same names. Whatever is wrong,
 * down to a changed byte in a field that only explains, is a failed check. Names of rules that this page does not know are left to their hash.
 */
import type { Json } from './canonical'
import { Checks, type Verdict } from './checks'
import { checkDigests } from './common'
import { checkDirect } from './direct'
import { checkDraw } from './draw'
import { asDirect, asDraw } from './file'
import { parseStrict } from './strict'

export type { Check, Entrant, Step, Verdict, Working } from './checks'

const MAX_LENGTH = 32 * 1024 * 1024

export function verify(text: string): Verdict {
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
  recompute(value, checks, verdict)
  verdict.passed = checks.made.length > 0 && checks.made.every((it) => it.passed)
  return verdict
}

function recompute(value: Json, checks: Checks, verdict: Verdict) {
  const fields = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
  const method = fields.method
  if (method !== 'draw' && method !== 'direct') {
    checks.unreadable('method', '/method', 'draw | direct')
    return
  }
  verdict.method = method
  if (method === 'draw') {
    const file = asDraw(value, checks)
    if (!file) return
    Object.assign(verdict, checkDraw(file, checks))
    checkDigests(fields, file, checks)
  } else {
    const file = asDirect(value, checks)
    if (!file) return
    Object.assign(verdict, checkDirect(file, checks))
    checkDigests(fields, file, checks)
  }
}
