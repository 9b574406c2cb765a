/** The closed lists that notices' pages offer. */
import type { Schema } from '@/api/types'

/** How a winner can be found, the plainest first. */
export const METHODS = [
  'draw', 'direct', 'price', 'reference_price', 'reverse_auction', 'credit_merit', 'proposal_merit',
] as const satisfies readonly Schema<'Method'>[]

/** States that the public sees, in the order of the road. */
export const PUBLIC_STATES = [
  'published', 'closed', 'selecting', 'publicity', 'awarded', 'contracted', 'in_service', 'delivered', 'accepted', 'failed', 'withdrawn', 'cancelled',
] as const satisfies readonly Schema<'RoundState'>[]

export const SCALE_KINDS = ['investment', 'asset_total', 'area', 'other'] as const

/** Key of what the time of the selection is called. */
export function selectTimeName(method: Schema<'Method'>): string {
  if (method === 'draw') return 'notices.draw_time'
  return method === 'reverse_auction' ? 'notices.bidding_time' : 'notices.select_time'
}
