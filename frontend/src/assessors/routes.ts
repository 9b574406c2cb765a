import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/office/register/assessor',
    alias: '/register/assessor',
    component: () => import('./pages/office/register.vue'),
    meta: { office: true, open: true, title: 'assessors.register.title' },
  },
  {
    path: '/office/assessors',
    component: () => import('./pages/office/list.vue'),
    meta: { office: true, title: 'assessors.list.title', roles: ['operator', 'supervisor'] },
  },
  {
    path: '/office/scoring/:id',
    component: () => import('./pages/office/scoring.vue'),
    props: true,
    meta: { office: true, title: 'assessors.scoring.title', roles: ['assessor'] },
  },
]
