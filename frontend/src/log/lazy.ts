import { beside } from '@/i18n/beside'

/** The code of signatures and trees, with its texts, is fetched only where something is checked. */
export const LeafCheck = beside(() => import('./LeafCheck.vue'), 'log')
export const ReceiptCheck = beside(() => import('./ReceiptCheck.vue'), 'log')
