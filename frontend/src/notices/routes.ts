import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/notices', component: () => import('./pages/list.vue'), meta: { title: 'notices.title' } },
  { path: '/notices/:id', component: () => import('./pages/notice.vue'), props: true, meta: { title: 'notices.title' } },
  { path: '/office/notices', component: () => import('./pages/office/mine.vue'), meta: { office: true, title: 'notices.mine.title', roles: ['client'] } },
  { path: '/office/notices/new', component: () => import('./pages/office/new.vue'), meta: { office: true, title: 'notices.form.new', roles: ['client'] } },
  {
    path: '/office/notices/:id/edit',
    alias: '/office/notices/:id',
    component: () => import('./pages/office/edit.vue'),
    props: true,
    meta: { office: true, title: 'notices.form.edit', roles: ['client'] },
  },
  { path: '/office/reviews', component: () => import('./pages/office/reviews.vue'), meta: { office: true, title: 'notices.review.title', roles: ['operator'] } },
]
