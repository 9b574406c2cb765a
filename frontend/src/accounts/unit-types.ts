/** Kinds of clients, in the order in which they are offered. */
export const UNIT_TYPES = [
  'government', 'institution', 'state_company', 'private_company', 'village_committee', 'social_organisation', 'other',
] as const
export type UnitType = (typeof UNIT_TYPES)[number]
