/** Whether the server answers: shown when it does not, healed without the user. */
import { ref } from 'vue'

const FIRST_TRY_MS = 2_000
const LAST_TRY_MS = 30_000

const online = ref(true)
let timer: ReturnType<typeof setTimeout> | undefined
let wait = FIRST_TRY_MS

async function probe() {
  timer = undefined
  try {
    const answer = await fetch('/healthz', { cache: 'no-store' })
    if (answer.ok) return connection.seen()
  } catch {
    // Still away.
  }
  wait = Math.min(wait * 2, LAST_TRY_MS)
  timer = setTimeout(() => void probe(), wait)
}

export const connection = {
  online,
  seen() {
    online.value = true
    wait = FIRST_TRY_MS
    clearTimeout(timer)
    timer = undefined
  },
  lost() {
    online.value = false
    timer ??= setTimeout(() => void probe(), wait)
  },
}

window.addEventListener('offline', () => connection.lost())
window.addEventListener('online', () => {
  clearTimeout(timer)
  void probe()
})
