import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/log', component: () => import('./pages/log.vue'), meta: { title: 'log.title' } },
  { path: '/log/entries/:index', component: () => import('./pages/entry.vue'), props: true, meta: { title: 'log.entry_title' } },
]
