import type { RouteRecordRaw } from 'vue-router'
import { withTexts } from '@/i18n/beside'

export const routes: RouteRecordRaw[] = [
  { path: '/log', component: withTexts(() => import('./pages/log.vue'), 'log', 'history'), meta: { title: 'log.title' } },
  { path: '/log/entries/:index', component: withTexts(() => import('./pages/entry.vue'), 'log', 'history'), props: true, meta: { title: 'log.entry_title' } },
]
