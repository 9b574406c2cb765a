import type { Json } from './canonical'

/** What was looked at and what was found; names and pointers are those of `jishi verify`. */
export interface Check {
  /** Stable name: `commit`, `roster_hash`, `seed`, `winner`, `digest` … */
  name: string
  /** JSON pointer of the field that the check is about. */
  pointer: string
  passed: boolean
  /** What it must be; empty where the file could not be read so far. */
  expected: string
  /** What the file says. */
  found: string
}

/** One value taken from the seed. */
export interface Step {
  purpose: string
  ctr: number
  /** Decimal text: 64 bits are more than a JSON number carries. */
  v: string
  n: number
  /** Place in the sorted roster from 0; null where the value was rejected. */
  index: number | null
}

export interface Entrant {
  uscc: string
  name: string
  nonce?: string
}

/** Every intermediate value of the recomputation, in its order, for people who follow it. */
export interface Working {
  roster: Entrant[]
  lines: string[]
  rosterHash: string
  commit?: string
  seedMessage?: string
  seed?: string
  steps: Step[]
  /** The lines of a method that shows its working. */
  shown?: { step: string; [field: string]: Json }[]
  /** The ranking that the recomputation gives, of a method that ranks. */
  ranking?: { uscc: string; place: number; price_fen: number; points?: number }[]
  /** Of proposal merit: who scored what, who stood down. */
  panel?: {
    criteria: string[]
    pool: { id: string; name: string }[]
    scores: { assessor: string; proposals: number[][] }[]
    stoodDown: { id: string; reason: string; by: string }[]
  }
  /** Who had won, or was before the winner, and left; with the reason that the file names. */
  passedOver?: { uscc: string; reason: string; by: string; at: string }[]
}

export const METHODS = ['draw', 'direct', 'price', 'reverse_auction', 'reference_price', 'credit_merit', 'proposal_merit'] as const
export type Method = (typeof METHODS)[number]

export interface Verdict {
  passed: boolean
  method: Method | undefined
  /** The winner that the recomputation gives. */
  winner: string | undefined
  checks: Check[]
  working: Working | undefined
}

export class Checks {
  readonly made: Check[] = []

  equal(name: string, pointer: string, expected: string | number, found: string | number) {
    this.holds(name, pointer, String(expected) === String(found), String(expected), String(found))
  }

  holds(name: string, pointer: string, passed: boolean, expected: string, found: string | number) {
    this.made.push({ name, pointer, passed, expected, found: String(found) })
  }

  unreadable(name: string, pointer: string, why: string) {
    this.holds(name, pointer, false, '', why)
  }
}
