/** A direct selection: the winner is of the frozen roster, a reason is given, the cap is kept (domain.md §7.1). */
import { sha256Hex } from './canonical'
import type { Checks, Working } from './checks'
import { checkCommon, checkEntrants, checkRoster } from './common'
import { joinSorted } from './draw'
import type { DirectFile } from './file'

export function checkDirect(file: DirectFile, checks: Checks): { winner: string | undefined; working: Working } {
  const needed = checkCommon(file, checks, 'min_entrants_direct')
  const codes = file.roster.map((it) => it.uscc)
  checkRoster(codes, codes, checks)
  checkEntrants(codes.length, file.signups, needed.entrants, checks)

  const rosterHash = sha256Hex(joinSorted(codes))
  checks.equal('roster_hash', '/roster_hash', rosterHash, file.roster_hash)
  const member = codes.includes(file.winner)
  checks.holds('winner', '/winner', member, '∈ /roster', file.winner)
  checks.holds('reason', '/reason', file.reason.trim() !== '', '…', file.reason)
  if (needed.directCap !== undefined) checks.equal('cap', '/cap_fen', needed.directCap, file.cap_fen)
  checks.holds('amount', '/amount_fen', file.amount_fen > 0 && file.amount_fen <= file.cap_fen, `≤ ${file.cap_fen}`, file.amount_fen)

  const it = file.concentration
  const consistent = it.awards_to_agency <= it.awards && it.amount_to_agency_fen >= 0 && it.amount_to_agency_fen <= it.amount_fen
  checks.holds('concentration', '/concentration', consistent, '≤', `${it.awards_to_agency}/${it.awards}, ${it.amount_to_agency_fen}/${it.amount_fen}`)
  return { winner: member ? file.winner : undefined, working: { roster: file.roster, lines: [...codes].sort(), rosterHash, steps: [] } }
}
