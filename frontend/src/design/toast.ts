/** Short words about what just happened, with an undo where there is one: `toast(t('…saved'), { label, run })`. */
import { ref } from 'vue'

export interface Toast {
  id: number
  text: string
  undo?: { label: string; run: () => void }
}

const LIFE_MS = 6_000
export const toasts = ref<Toast[]>([])
let last = 0

export function dismiss(id: number) {
  toasts.value = toasts.value.filter((it) => it.id !== id)
}

export function toast(text: string, undo?: Toast['undo']) {
  const id = ++last
  toasts.value = [...toasts.value.slice(-2), undo ? { id, text, undo } : { id, text }]
  setTimeout(() => dismiss(id), undo ? LIFE_MS * 2 : LIFE_MS)
}
