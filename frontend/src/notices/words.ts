/** The closed lists that notices' pages offer. */
import type { Schema } from '@/api/types'

/** Methods that can be chosen in this version. */
export const METHODS = ['direct', 'draw'] as const satisfies readonly Schema<'Method'>[]

/** States that the public sees, in the order of the road. */
export const PUBLIC_STATES = [
  'published', 'closed', 'selecting', 'publicity', 'awarded', 'contracted', 'in_service', 'delivered', 'accepted', 'failed', 'withdrawn', 'cancelled',
] as const satisfies readonly Schema<'RoundState'>[]

export const SCALE_KINDS = ['investment', 'asset_total', 'area', 'other'] as const
