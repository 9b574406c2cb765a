import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [{ path: '/help/api', component: () => import('./pages/api.vue'), meta: { title: 'help.title' } }]
