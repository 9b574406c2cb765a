import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/agencies', component: () => import('./pages/agencies.vue'), meta: { title: 'registry.agencies' } },
  { path: '/agencies/:id', component: () => import('./pages/agency.vue'), props: true },
  { path: '/clients/:id', component: () => import('./pages/client.vue'), props: true },
]
