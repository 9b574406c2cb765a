/** What only some notices have, loaded beside the page with its texts. */
import { beside } from '@/i18n/beside'

export const QuoteCell = beside(() => import('./parts/QuoteCell.vue'))
export const SheetCard = beside(() => import('./parts/SheetCard.vue'))
export const LowPrices = beside(() => import('./parts/LowPrices.vue'))
export const CreditLists = beside(() => import('./parts/CreditLists.vue'))
