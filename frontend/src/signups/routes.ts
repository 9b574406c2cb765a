import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/office/sign-ups', component: () => import('./pages/office/mine.vue'), meta: { office: true, title: 'signups.list', roles: ['agency'] } },
]
