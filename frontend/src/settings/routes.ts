import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/office/settings', component: () => import('./pages/office/settings.vue'), meta: { office: true, title: 'settings.title', roles: ['admin'] } },
]
