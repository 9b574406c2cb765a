import { defineAsyncComponent } from 'vue'

/** The code of signatures and trees is fetched only where something is checked. */
export const LeafCheck = defineAsyncComponent(() => import('./LeafCheck.vue'))
export const ReceiptCheck = defineAsyncComponent(() => import('./ReceiptCheck.vue'))
