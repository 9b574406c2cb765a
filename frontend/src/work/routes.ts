import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/office', component: () => import('./pages/office/home.vue'), meta: { office: true, title: 'work.title' } },
  { path: '/office/inbox', component: () => import('./pages/office/inbox.vue'), meta: { office: true, title: 'work.inbox' } },
]
