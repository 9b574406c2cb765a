import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [{ path: '/', component: () => import('./pages/home.vue'), meta: { title: 'home.title' } }]
