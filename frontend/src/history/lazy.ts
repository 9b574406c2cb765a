import { beside } from '@/i18n/beside'

/** Below the fold on every page that has it. */
export const HistoryList = beside(() => import('./HistoryList.vue'), 'history')
