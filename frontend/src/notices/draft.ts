/**
 * A notice's draft that saves itself: shortly after the last change, one save at a time, against the version the person saw. Nothing typed is
 * lost: an unanswered save is tried again, a refused one says which field, a newer version elsewhere is shown instead of overwritten.
 */
import { onBeforeUnmount, reactive, ref, shallowRef, watch } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'
import { api, ask, ifMatch } from '@/api/client'
import { Problem, type FieldError } from '@/api/problem'
import type { Schema } from '@/api/types'

export type Content = Schema<'NoticeContent'>
export type Saving = 'saved' | 'waiting' | 'saving' | 'offline' | 'stale' | 'refused'

const QUIET_MS = 900
const RETRY_MS = 3_000

/** The part of a notice that its client writes. */
export function contentOf(notice: Schema<'Notice'>): Content {
  return {
    project_name: notice.project_name,
    division_code: notice.division_code,
    items: notice.items.map((it) => it.code),
    item_match: notice.item_match,
    approve_code: notice.approve_code,
    approval_matter: notice.approval_matter,
    contact_name: notice.contact_name,
    contact_phone: notice.contact_phone,
    complaint_phone: notice.complaint_phone,
    scale_kind: notice.scale_kind,
    scale_fen: notice.scale_fen,
    scale_m2_hundredths: notice.scale_m2_hundredths,
    scale_note: notice.scale_note,
    fiscal_percent: notice.fiscal_percent,
    service_content: notice.service_content,
    service_time_note: notice.service_time_note,
    amount_fen: notice.amount_fen,
    amount_note: notice.amount_note,
    method: notice.method,
    qualification_required: notice.qualification_required,
    qualification_note: notice.qualification_note,
    staff_required: notice.staff_required,
    other_note: notice.other_note,
    recusals: notice.recusals.map((it) => ({ ...it })),
    witnesses: notice.witnesses.map((it) => ({ ...it })),
    signup_days: notice.signup_days,
    signup_deadline: notice.signup_deadline,
    select_time: notice.select_time,
    files: notice.files.map((it) => it.id),
  }
}

export function useDraft(notice: Schema<'Notice'>) {
  const content = reactive(contentOf(notice))
  const state = ref<Saving>('saved')
  const savedAt = ref<string>()
  const missing = shallowRef<readonly FieldError[]>([])
  const refused = shallowRef<Problem>()
  let version = notice.version
  let dirty = false
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
    dirty = false
    state.value = 'saving'
    refused.value = undefined
    try {
      const answer = await ask(
        api.PUT('/api/v1/notices/{id}/draft', { params: { path: { id: notice.id }, header: ifMatch(version) }, body: content }),
      )
      version = answer.version
      missing.value = answer.problems
      savedAt.value = new Date().toISOString()
      state.value = 'saved'
    } catch (error) {
      const problem = Problem.from(error)
      dirty = true
      if (problem.unanswered) {
        state.value = 'offline'
        timer = setTimeout(() => void save(), RETRY_MS)
      } else if (problem.status === 412) {
        state.value = 'stale'
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
      while (dirty && state.value === 'saved')
    })().finally(() => (running = undefined))
    await running
    return state.value === 'saved' && !dirty
  }


  /** Takes what somebody else saved, in place of what is here. */
  async function takeTheirs() {
    const newer = await ask(api.GET('/api/v1/notices/{id}', { params: { path: { id: notice.id } } }))
    version = newer.version
    Object.assign(content, contentOf(newer))
    state.value = 'waiting'
    await save()
  }

  /** Keeps what is here, over what somebody else saved. */
  async function keepMine() {
    version = (await ask(api.GET('/api/v1/notices/{id}', { params: { path: { id: notice.id } } }))).version
    state.value = 'waiting'
    await save()
  }

  function warn(event: BeforeUnloadEvent) {
    if (dirty) event.preventDefault()
  }
  window.addEventListener('beforeunload', warn)
  onBeforeUnmount(() => {
    window.removeEventListener('beforeunload', warn)
    clearTimeout(timer)
  })
  onBeforeRouteLeave(async () => {
    if (dirty || running) await save()
  })

  return { content, state, savedAt, missing, refused, save, takeTheirs, keepMine }
}

export type Draft = ReturnType<typeof useDraft>
