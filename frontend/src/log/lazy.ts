import { defineAsyncComponent } from 'vue'

/** The signature and tree code is fetched only where a receipt is checked. */
export const ReceiptCheck = defineAsyncComponent(() => import('./ReceiptCheck.vue'))
