import type { RouteRecordRaw } from 'vue-router'
import { withTexts } from '@/i18n/beside'

export const routes: RouteRecordRaw[] = [
  {
    path: '/notices/:id/auction',
    component: withTexts(() => import('./pages/auction.vue'), 'auction'),
    props: true,
    meta: { title: 'auction.title' },
  },
]
