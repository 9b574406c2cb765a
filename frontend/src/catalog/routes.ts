import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/catalog', component: () => import('./pages/catalog.vue'), meta: { title: 'catalog.title' } },
  { path: '/catalog/:code', component: () => import('./pages/item.vue'), props: true },
]
