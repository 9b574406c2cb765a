import { defineAsyncComponent } from 'vue'
import { needTexts } from '@/i18n'

/** Verification brings its own hashing and texts: loaded beside the page that shows it, not before. */
export const Verification = defineAsyncComponent(async () => {
  const [component] = await Promise.all([import('./Verification.vue'), needTexts('later')])
  return component
})
