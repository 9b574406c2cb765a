import type { RouteRecordRaw } from 'vue-router'
import { needPageTexts } from '@/i18n'

/** The secret of a witness's link stands behind `#`, which browsers keep to themselves. */
export const routes: RouteRecordRaw[] = [
  {
    path: '/witness',
    component: async () => (await Promise.all([import('./pages/witness.vue'), needPageTexts('witnesses')]))[0],
    meta: { title: 'witnesses.title' },
  },
]
