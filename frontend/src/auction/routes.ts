import type { RouteRecordRaw } from 'vue-router'
import { needPageTexts } from '@/i18n'

export const routes: RouteRecordRaw[] = [
  {
    path: '/notices/:id/auction',
    component: async () => (await Promise.all([import('./pages/auction.vue'), needPageTexts('auction')]))[0],
    props: true,
    meta: { title: 'auction.title' },
  },
]
