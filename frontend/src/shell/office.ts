import { defineAsyncComponent } from 'vue'

/** The office's frame is loaded by those who work in it only. */
export const OfficeShell = defineAsyncComponent(() => import('./OfficeShell.vue'))
