import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/agencies', component: () => import('./pages/agencies.vue'), meta: { title: 'registry.agencies' } },
  { path: '/agencies/:id', component: () => import('./pages/agency.vue'), props: true },
  { path: '/office/profile', component: () => import('./pages/office/profile.vue'), meta: { office: true, title: 'registry.profile.title', roles: ['agency', 'client'] } },
  { path: '/clients/:id', component: () => import('./pages/client.vue'), props: true },
]
