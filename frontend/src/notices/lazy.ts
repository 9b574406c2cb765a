/** What only some notices have, or none before their deadline, loaded beside the page with its texts. */
import { beside } from '@/i18n/beside'

export const Roster = beside(() => import('./parts/Roster.vue'), 'notices')
export const SheetCard = beside(() => import('./parts/SheetCard.vue'), 'notices')
export const LowPrices = beside(() => import('./parts/LowPrices.vue'), 'notices')
export const CreditLists = beside(() => import('./parts/CreditLists.vue'), 'notices')
