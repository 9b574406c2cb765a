import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [{ path: '/search', component: () => import('./pages/search.vue'), meta: { title: 'search.title' } }]
