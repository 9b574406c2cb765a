import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/verify', component: () => import('./pages/verify.vue'), meta: { title: 'selection.title' } },
  {
    path: '/office/notices/:id/select',
    component: () => import('./pages/office/select.vue'),
    props: true,
    meta: { office: true, title: 'selection.pick.title', roles: ['client'] },
  },
]
