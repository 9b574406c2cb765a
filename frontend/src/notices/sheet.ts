/** The sheet that proposals are scored by. */
import type { Schema } from '@/api/types'

export type Sheet = Schema<'Sheet'>

/** Points of a whole sheet. */
export const POINTS = 100
export const SEATS = [3, 5, 7, 9] as const
export const MOST_CRITERIA = 20
/** From how many assessors on extremes can be left out. */
export const SEATS_TO_TRIM = 5

export function sumOf(sheet: Sheet): number {
  return sheet.criteria.reduce((sum, it) => sum + it.most, sheet.price_points)
}

/** A whole number of points as typed; nothing, or what is none, is 0. */
export function pointsOf(text: string): number {
  const digits = text.normalize('NFKC').replace(/\D/g, '')
  return Math.min(Number(digits), POINTS)
}

/** A usual sheet (domain.md §7.8), to be changed. `titles` name its criteria. */
export function usualSheet(titles: { plan: string; people: string; record: string }): Sheet {
  const criteria = [
    { title: titles.plan, most: 40 },
    { title: titles.people, most: 15 },
    { title: titles.record, most: 15 },
  ]
  return { criteria, price_points: 30, seats: 3, trim: false }
}
