/**
 * Addresses. Every slice lists its own in `<slice>/routes.ts` (`export const routes: RouteRecordRaw[]`); office pages have `meta.office`
 * (and `meta.open` where no session is needed: signing in, registering).
 */
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { useSession } from './accounts/session'
import type { Schema } from './api/types'
import { needOfficeTexts } from './i18n'

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's title. Pages with a title of their own call `usePageTitle`. */
    title?: string
    office?: boolean
    open?: boolean
    /** Roles that have this page, every signed-in role where none is named; others get `WrongRole` instead (OfficeShell). */
    roles?: Schema<'Role'>[]
    /** False: a change of path keeps the page's instance. */
    keyed?: boolean
  }
}

const HASH_TRIES = 40
const HASH_WAIT_MS = 50
const slices = import.meta.glob<{ routes: RouteRecordRaw[] }>('./*/routes.ts', { eager: true })

/** The part of a page that a link names, once the page has been read. */
async function shown(hash: string) {
  for (let tries = 0; tries < HASH_TRIES && !document.getElementById(hash.slice(1)); tries++) await new Promise((resolve) => setTimeout(resolve, HASH_WAIT_MS))
  return { el: hash }
}

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    ...Object.values(slices).flatMap((it) => it.routes),
    { path: '/:rest(.*)*', component: () => import('./shell/pages/not-found.vue'), meta: { title: 'shell.not_found' } },
  ],
  // Going back finds the place; changing a filter keeps it; a new page starts at the top.
  scrollBehavior: (to, from, saved) => saved ?? (to.hash ? shown(to.hash) : to.path === from.path ? undefined : { top: 0 }),
})

router.beforeEach(async (to) => {
  if (!to.meta.office) return true
  const session = useSession()
  await Promise.all([needOfficeTexts(), session.restore()])
  if (to.meta.open || session.signedIn) return true
  return { path: '/office/login', query: { next: to.fullPath } }
})

router.afterEach((to, from, failure) => {
  // The first page keeps the browser's own focus; later ones are announced by moving it to the main part.
  if (!failure && from.matched.length > 0 && to.path !== from.path) document.getElementById('main')?.focus({ preventScroll: true })
})
