/**
 * A notice's draft that saves itself: shortly after the last change, one save at a time, against the version the person saw. Nothing typed is
 * lost: an unanswered save is tried again just as it was (the server knows what it has stored already), a refused one says which field, a newer
 * version elsewhere is shown instead of overwritten.
 */
import { onBeforeUnmount, reactive, ref, shallowRef, watch } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'
import { api, ask, ifMatch } from '@/api/client'
import { Problem, type FieldError } from '@/api/problem'
import type { Schema } from '@/api/types'

type Filled<T> = { [K in keyof T]-?: Exclude<T[K], undefined> }
type Written = Omit<Filled<Schema<'NoticeContent'>>, 'copy_of' | 'recusals' | 'witnesses'>
/** What the form writes: every field is there, as the server sends it with a draft. */
export type Content = Written & { recusals: Filled<Schema<'RecusalInput'>>[]; witnesses: Filled<Schema<'Witness'>>[] }
/** What of it says how the winner is found and for what price. */
export type Pricing = Pick<Content, 'method' | 'amount_fen' | 'quote_kind' | 'floor_fen' | 'min_rate' | 'max_rate' | 'sheet'>
export type Saving = 'saved' | 'waiting' | 'saving' | 'offline' | 'stale' | 'refused'

const QUIET_MS = 900
const RETRY_MS = 3_000

/** The content of a draft's answer, without what only the answer has; all its fields are sent. */
function contentOf(draft: Schema<'NoticeDraft'>): Content {
  const content: Partial<Schema<'NoticeDraft'>> = { ...draft }
  delete content.id
  delete content.version
  delete content.problems
  return content as Content
}

export function useDraft(id: string, draft: Schema<'NoticeDraft'>) {
  const content = reactive(contentOf(draft))
  const state = ref<Saving>('saved')
  const savedAt = ref<string>()
  const missing = shallowRef<readonly FieldError[]>(draft.problems)
  const refused = shallowRef<Problem>()
  let version = draft.version
  let dirty = false
  /** What was sent and never answered: stored or not, nobody knows. It is settled before anything newer is sent. */
  let unanswered: Content | undefined
  let running: Promise<void> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  watch(content, touch, { deep: true })

  function touch() {
    dirty = true
    if (state.value === 'stale') return
    state.value = 'waiting'
    clearTimeout(timer)
    timer = setTimeout(() => void save(), QUIET_MS)
  }

  async function saveOnce() {
    const retried = unanswered
    const body = retried ?? (JSON.parse(JSON.stringify(content)) as Content)
    if (!retried) dirty = false
    state.value = 'saving'
    refused.value = undefined
    try {
      const answer = await ask(api.PUT('/api/v1/notices/{id}/draft', { params: { path: { id }, header: ifMatch(version) }, body }))
      unanswered = undefined
      version = answer.version
      missing.value = answer.problems
      savedAt.value = new Date().toISOString()
      state.value = 'saved'
    } catch (error) {
      const problem = Problem.from(error)
      unanswered = problem.unanswered ? body : undefined
      if (problem.unanswered) {
        state.value = 'offline'
        timer = setTimeout(() => void save(), RETRY_MS)
        return
      }
      const newer = dirty
      dirty = true
      if (problem.status === 412) {
        state.value = 'stale'
      } else if (retried && newer) {
        state.value = 'waiting'
      } else {
        state.value = 'refused'
        refused.value = problem
      }
    }
  }

  /** Saves what is not saved yet; true when nothing is left. */
  async function save(): Promise<boolean> {
    clearTimeout(timer)
    running ??= (async () => {
      do await saveOnce()
      while (dirty && (state.value === 'saved' || state.value === 'waiting'))
    })().finally(() => (running = undefined))
    await running
    return state.value === 'saved' && !dirty
  }

  /** Takes what somebody else saved, in place of what is here. */
  async function takeTheirs() {
    const newer = await ask(api.GET('/api/v1/notices/{id}/draft', { params: { path: { id } } }))
    version = newer.version
    Object.assign(content, contentOf(newer))
    state.value = 'waiting'
    await save()
  }

  /** Keeps what is here, over what somebody else saved. */
  async function keepMine() {
    version = (await ask(api.GET('/api/v1/notices/{id}/draft', { params: { path: { id } } }))).version
    state.value = 'waiting'
    await save()
  }

  function warn(event: BeforeUnloadEvent) {
    if (dirty || unanswered) event.preventDefault()
  }
  window.addEventListener('beforeunload', warn)
  onBeforeUnmount(() => {
    window.removeEventListener('beforeunload', warn)
    clearTimeout(timer)
  })
  onBeforeRouteLeave(async () => {
    if (dirty || unanswered || running) await save()
  })

  return { content, state, savedAt, missing, refused, save, takeTheirs, keepMine }
}

export type Draft = ReturnType<typeof useDraft>
