import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/office/contracts', component: () => import('./pages/office/list.vue'), meta: { office: true, title: 'contracts.title', roles: ['agency', 'client'] } },
  { path: '/office/contracts/:id', component: () => import('./pages/office/contract.vue'), props: true, meta: { office: true, title: 'contracts.one' } },
]
