/** The forms of the files with a ranking: one flat object of what all have, what was sealed, and the method's own. */
import type { BeaconSource } from './beacon'
import type { Json } from './canonical'
import type { Step } from './checks'
import { COMMON, type Common, type Form } from './file'
import type { Quote, Terms } from './outcome'

export interface Head extends Common {
  fiscal_percent: number
  passed_over: { uscc: string; reason: string; by: string; at: string }[]
  working: Json[]
  ranking: Json[]
}

export interface SealedFile extends Head {
  algorithm: string
  beacon: string
  beacon_source?: BeaconSource
  commit: string
  secret: string
  roster: { uscc: string; name: string; nonce: string; proposal?: { key: string; sha256: string }; quote: Quote | null; salt: string; commitment: string }[]
  not_opened: { uscc: string; name: string; commitment: string; reason: string }[]
  sealed_roster_hash: string
  seed: string
  steps: Step[]
}

export interface PriceFile extends SealedFile {
  terms: Terms
  verdicts: { uscc: string; accepted: boolean; reason: string; by: string; at: string }[]
}

export interface ReferenceFile extends SealedFile {
  terms: Terms
}

export interface CreditFile extends SealedFile {
  credits: { uscc: string; tenths: number }[]
  pick: { uscc: string; reason: string; by: string; at: string } | null
}

export interface ProposalFile extends SealedFile {
  terms: Terms
  sheet: { criteria: { title: string; most: number }[]; price_points: number; seats: number; trim: boolean }
  pool: { id: string; name: string }[]
  stood_down: { id: string; reason: string; by: string; at: string }[]
  scores: { assessor: string; at: string; proposals: number[][] }[]
}

export interface AuctionFile extends Head {
  roster: { uscc: string; name: string }[]
  ceiling_fen: number
  floor_fen: number
  step_fen: number
  bids: { uscc: string; amount_fen: number; at: string }[]
  end: string
}

const NAMED: Form = { reason: 'text', by: 'text', at: 'instant' }
const HEAD: Form = {
  ...COMMON, too_few: 'whole', fiscal_percent: 'whole', working: 'list', ranking: 'list', passed_over: { each: { uscc: 'code', ...NAMED } },
}
const SEALED: Form = {
  ...HEAD, algorithm: 'text', beacon: 'text', beacon_source: { maybe: 'source' }, commit: 'text', secret: 'text', seed: 'text', sealed_roster_hash: 'text',
  steps: { each: { purpose: 'text', ctr: 'whole', v: 'text', n: 'whole', index: 'whole_or_null' } },
  roster: { each: { uscc: 'text', name: 'text', nonce: 'text', proposal: { maybe: { of: { key: 'hash', sha256: 'hash' } } }, quote: 'quote', salt: 'text', commitment: 'text' } },
  not_opened: { each: { uscc: 'text', name: 'text', commitment: 'text', reason: 'text' } },
}
export const PRICE: Form = { ...SEALED, terms: 'terms', verdicts: { each: { uscc: 'code', accepted: 'yes_or_no', ...NAMED } } }
export const REFERENCE: Form = { ...SEALED, terms: 'terms' }
export const CREDIT: Form = { ...SEALED, credits: { each: { uscc: 'code', tenths: 'whole' } }, pick: { nullable: { uscc: 'code', ...NAMED } } }
export const PROPOSAL: Form = {
  ...SEALED, terms: 'terms',
  sheet: { of: { criteria: { each: { title: 'text', most: 'whole' } }, price_points: 'whole', seats: 'whole', trim: 'yes_or_no' } },
  pool: { each: { id: 'text', name: 'text' } },
  stood_down: { each: { id: 'text', ...NAMED } },
  scores: { each: { assessor: 'text', at: 'instant', proposals: 'table' } },
}
export const AUCTION: Form = {
  ...HEAD, roster: { each: { uscc: 'text', name: 'text' } }, ceiling_fen: 'signed', floor_fen: 'signed', step_fen: 'signed',
  bids: { each: { uscc: 'code', amount_fen: 'signed', at: 'instant' } }, end: 'instant',
}
