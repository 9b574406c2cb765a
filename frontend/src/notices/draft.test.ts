import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { Problem } from '@/api/problem'
import type { Schema } from '@/api/types'
import { useDraft } from './draft'

interface Put {
  header: { 'If-Match': string }
  body: { project_name: string }
}
const puts: Put[] = []
let answer: (put: Put) => unknown

vi.mock('vue-router', () => ({ onBeforeRouteLeave: () => undefined }))
vi.mock('vue', async (original) => ({ ...(await original<typeof import('vue')>()), onBeforeUnmount: () => undefined }))
vi.mock('@/api/client', () => ({
  ask: (it: unknown) => it,
  ifMatch: (version: number) => ({ 'If-Match': String(version) }),
  api: {
    PUT: (_path: string, { params, body }: { params: { header: Put['header'] }; body: Put['body'] }) => {
      const put = { header: params.header, body: { ...body } }
      puts.push(put)
      return new Promise((resolve) => resolve(answer(put)))
    },
  },
}))

const stored = (version: number) => ({ version, problems: [] })
const refuse = (status: number, type: string) => {
  throw new Problem(status, { type })
}
const open = () => useDraft('n1', { id: 'n1', version: 1, problems: [], project_name: '' } as unknown as Schema<'NoticeDraft'>)
const sent = () => puts.map((it) => [it.header['If-Match'], it.body.project_name])

beforeEach(() => {
  puts.length = 0
  vi.useFakeTimers()
  vi.stubGlobal('window', { addEventListener: () => undefined, removeEventListener: () => undefined })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('an unanswered save is settled as it was sent, then what was typed meanwhile is saved on top', async () => {
  const draft = open()
  answer = () => refuse(0, 'offline')
  draft.content.project_name = '甲'
  await nextTick()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(draft.state.value).toBe('offline')
  draft.content.project_name = '甲乙'
  await nextTick()
  // The server had stored the first one: it answers the same content with the version that gave, and refuses any other with the old version.
  answer = (put) => (put.header['If-Match'] === '1' ? (put.body.project_name === '甲' ? stored(2) : refuse(412, 'stale')) : stored(3))
  await vi.advanceTimersByTimeAsync(5_000)
  expect(draft.state.value).toBe('saved')
  expect(sent()).toEqual([['1', '甲'], ['1', '甲'], ['2', '甲乙']])
})

it('what somebody else changed is still shown as changed elsewhere', async () => {
  const draft = open()
  answer = () => refuse(412, 'stale')
  draft.content.project_name = '甲'
  await nextTick()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(draft.state.value).toBe('stale')
  expect(sent()).toEqual([['1', '甲']])
})

it('a refused value is named, and its correction is saved', async () => {
  const draft = open()
  answer = () => refuse(422, 'invalid')
  draft.content.project_name = '甲'
  await nextTick()
  await vi.advanceTimersByTimeAsync(1_000)
  expect([draft.state.value, draft.refused.value?.status]).toEqual(['refused', 422])
  answer = () => stored(2)
  draft.content.project_name = '乙'
  await nextTick()
  await vi.advanceTimersByTimeAsync(1_000)
  expect([draft.state.value, draft.refused.value]).toEqual(['saved', undefined])
})
