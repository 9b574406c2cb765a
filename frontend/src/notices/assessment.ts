/** What the server thinks of a draft while it is written: who could sign up, which method the amount and the funds ask for, until when. */
import { onBeforeUnmount, shallowRef, watch } from 'vue'
import { api, ask } from '@/api/client'
import type { Schema } from '@/api/types'
import type { Content } from './draft'

const QUIET_MS = 500

export function useAssessment(content: Content) {
  const assessment = shallowRef<Schema<'Assessment'>>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let stop = new AbortController()

  async function assess() {
    stop.abort()
    stop = new AbortController()
    try {
      assessment.value = await ask(api.POST('/api/v1/notices/assess', { body: content, signal: stop.signal }))
    } catch {
      // Advice only: the last one stays until the next change.
    }
  }

  watch(
    content,
    () => {
      clearTimeout(timer)
      timer = setTimeout(() => void assess(), QUIET_MS)
    },
    { deep: true },
  )
  void assess()
  onBeforeUnmount(() => {
    clearTimeout(timer)
    stop.abort()
  })
  return assessment
}
