import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/awards', component: () => import('./pages/list.vue'), meta: { title: 'awards.title' } },
  { path: '/awards/:id', component: () => import('./pages/award.vue'), props: true, meta: { title: 'awards.title' } },
  { path: '/awards/:id/letter', component: () => import('./pages/letter.vue'), props: true, meta: { title: 'awards.letter.title' } },
]
