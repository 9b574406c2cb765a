import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/office/calendar', component: () => import('./pages/office/calendar.vue'), meta: { office: true, title: 'calendar.title', roles: ['operator', 'admin'] } },
]
