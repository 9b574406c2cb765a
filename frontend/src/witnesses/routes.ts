import type { RouteRecordRaw } from 'vue-router'
import { needOfficeTexts } from '@/i18n'

// Its texts are not among those that every public page loads.
const page = async () => {
  await needOfficeTexts()
  return import('./pages/witness.vue')
}

/** The secret of a witness's link stands behind `#`, which browsers keep to themselves. */
export const routes: RouteRecordRaw[] = [{ path: '/witness', component: page, meta: { title: 'witnesses.title' } }]
