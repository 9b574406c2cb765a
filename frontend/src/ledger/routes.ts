import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/ledger', component: () => import('./pages/totals.vue'), meta: { title: 'ledger.title' } },
  { path: '/ledger/:holder(contracts|agencies|clients)/:id', component: () => import('./pages/statement.vue'), props: true, meta: { title: 'ledger.title' } },
]
