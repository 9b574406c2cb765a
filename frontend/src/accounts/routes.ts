import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/office/login',
    alias: '/login',
    component: () => import('./pages/office/login.vue'),
    meta: { office: true, open: true, title: 'accounts.login.title' },
  },
  {
    path: '/office/register',
    alias: '/register',
    component: () => import('./pages/office/register.vue'),
    meta: { office: true, open: true, title: 'accounts.register.title' },
  },
]
