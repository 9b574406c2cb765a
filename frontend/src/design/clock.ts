/** One ticking clock for all countdowns of a page, set to the server's time. */
import { onScopeDispose, ref } from 'vue'
import { useInstallation } from '@/shell/installation'
import { watch } from 'vue'

const now = ref(Date.now())
let ahead = 0
let watchers = 0
let timer: ReturnType<typeof setInterval> | undefined

/** The server's present, to the second, while a component that shows it lives. */
export function useNow() {
  const { data } = useInstallation()
  watch(
    data,
    (installation) => {
      if (installation) ahead = new Date(installation.now).getTime() - Date.now()
      now.value = Date.now() + ahead
    },
    { immediate: true },
  )
  if (watchers++ === 0) timer = setInterval(() => (now.value = Date.now() + ahead), 1000)
  onScopeDispose(() => {
    if (--watchers === 0) clearInterval(timer)
  })
  return now
}
