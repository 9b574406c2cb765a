import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [{ path: '/statistics', component: () => import('./pages/statistics.vue'), meta: { title: 'statistics.title' } }]
