import { defineAsyncComponent } from 'vue'

/** Verification brings its own hashing: loaded beside the page that shows it, not before. */
export const Verification = defineAsyncComponent(() => import('./Verification.vue'))
