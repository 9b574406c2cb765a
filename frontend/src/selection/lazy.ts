import { beside } from '@/i18n/beside'

/** Verification brings its own hashing and texts: loaded beside the page that shows it, not before. */
export const Verification = beside(() => import('./Verification.vue'), 'selection', 'notices')
