import type { RouteRecordRaw } from 'vue-router'
import { withTexts } from '@/i18n/beside'

export const routes: RouteRecordRaw[] = [{ path: '/help/api', component: withTexts(() => import('./pages/api.vue'), 'help'), meta: { title: 'help.title' } }]
