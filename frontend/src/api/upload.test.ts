import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Problem } from './problem'
import { token } from './token'
import { upload } from './upload'
import type { Schema } from './types'

let keys = 0
vi.mock('./client', () => ({ randomHex: () => `key${++keys}` }))

interface Sent {
  key: string | undefined
  bearer: string | undefined
}

/** Answers in turn; 0 is a dropped connection. */
function answering(...statuses: number[]): Sent[] {
  const sent: Sent[] = []
  vi.stubGlobal(
    'XMLHttpRequest',
    class {
      readonly headers = new Map<string, string>()
      readonly upload = {}
      status = 0
      response: unknown = null
      onload = () => undefined
      onerror = () => undefined
      open() {}
      abort() {}
      setRequestHeader(name: string, value: string) {
        this.headers.set(name, value)
      }
      send() {
        sent.push({ key: this.headers.get('Idempotency-Key'), bearer: this.headers.get('Authorization') })
        this.status = statuses.shift() ?? 500
        this.response = this.status === 201 ? { id: 'f1' } : {}
        queueMicrotask(this.status === 0 ? () => this.onerror() : () => this.onload())
      }
    },
  )
  return sent
}

const session = (access_token: string, expires_in: number) => ({ access_token, expires_in }) as Schema<'Session'>
const send = () => upload(new File(['x'], 'a.txt'), () => undefined, new AbortController().signal)

beforeEach(() => {
  vi.stubGlobal('document', { documentElement: { lang: 'zh-CN' } })
  vi.stubGlobal('localStorage', { setItem: () => undefined, removeItem: () => undefined, getItem: () => null })
  vi.stubGlobal('fetch', vi.fn(() => Promise.resolve(new Response(JSON.stringify(session('new', 600))))))
})
afterEach(() => vi.unstubAllGlobals())

it('after ten idle minutes the token is renewed before the file is sent', async () => {
  token.set(session('old', 0))
  const sent = answering(201)
  await expect(send()).resolves.toEqual({ id: 'f1' })
  expect(sent.map((it) => it.bearer)).toEqual(['Bearer new'])
})

it('a refused token is renewed once, and the key stays', async () => {
  token.set(session('revoked', 600))
  const sent = answering(401, 201)
  await expect(send()).resolves.toEqual({ id: 'f1' })
  expect(sent.map((it) => it.bearer)).toEqual(['Bearer revoked', 'Bearer new'])
  expect(sent[0]?.key).toMatch(/^key/)
  expect(sent[1]?.key).toBe(sent[0]?.key)
})

it('a dropped connection is tried once more with the same key, a refused file is not', async () => {
  token.set(session('good', 600))
  const dropped = answering(0, 201)
  await expect(send()).resolves.toEqual({ id: 'f1' })
  expect(dropped[1]?.key).toBe(dropped[0]?.key)
  const refused = answering(415)
  await expect(send()).rejects.toBeInstanceOf(Problem)
  expect(refused).toHaveLength(1)
})
