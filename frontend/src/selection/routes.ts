import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [{ path: '/verify', component: () => import('./pages/verify.vue'), meta: { title: 'selection.title' } }]
