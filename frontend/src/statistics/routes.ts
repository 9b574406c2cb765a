import type { RouteRecordRaw } from 'vue-router'
import { withTexts } from '@/i18n/beside'

export const routes: RouteRecordRaw[] = [{ path: '/statistics', component: withTexts(() => import('./pages/statistics.vue'), 'statistics'), meta: { title: 'statistics.title' } }]
