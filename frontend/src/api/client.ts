/**
 * The one place that talks to the server: tokens, one retry after a refresh, language, idempotency, problem+json.
 * Pages call `api.GET/POST/…` through `ask(...)`, which gives the body or throws a `Problem`.
 */
import createClient, { type FetchResponse, type Middleware } from 'openapi-fetch'
import { connection } from './connection'
import { pageData } from './page-data'
import { Problem, type ProblemBody } from './problem'
import { token } from './token'
import type { paths } from './schema'

export const api = createClient<paths>({ baseUrl: '', fetch: send })

async function send(request: Request): Promise<Response> {
  // What the server wrote into the page is what everybody may see; a member sees more.
  const ready = request.method === 'GET' && !token.held() ? pageData.take(request.url) : undefined
  if (ready) return ready
  // A body can be read once; keep a copy for the one retry after a refresh.
  const again = request.clone()
  const answer = await attempt(request)
  if (answer.status !== 401 || !token.held() || request.url.includes('/api/v1/sessions')) return answer
  if (!(await token.refresh())) return answer
  return attempt(again)
}

async function attempt(request: Request): Promise<Response> {
  const headers = new Headers(request.headers)
  headers.set('Accept-Language', document.documentElement.lang)
  const bearer = token.value()
  if (bearer) headers.set('Authorization', `Bearer ${bearer}`)
  try {
    const answer = await fetch(new Request(request, { headers }))
    connection.seen()
    return answer
  } catch (error) {
    if (request.signal.aborted) throw error
    connection.lost()
    throw new Problem(0, { type: 'offline' })
  }
}

const raise: Middleware = {
  async onResponse({ response }) {
    if (!response.ok) throw await problemOf(response)
    return undefined
  },
}
api.use(raise)

export async function problemOf(response: Response): Promise<Problem> {
  let body: ProblemBody = {}
  try {
    const read: unknown = await response.json()
    if (typeof read === 'object' && read !== null) body = { ...read }
  } catch {
    // Not JSON: a proxy's own page. The status says enough.
  }
  return new Problem(response.status, body)
}

/** The body of an answer. Errors have been thrown as `Problem` before this sees them. */
export async function ask<T extends Record<string | number, unknown>, O, M extends `${string}/${string}`>(
  answer: Promise<FetchResponse<T, O, M>>,
): Promise<NonNullable<FetchResponse<T, O, M>['data']>> {
  const { data } = await answer
  // 204 has no body; callers of such operations ignore the value.
  return data as NonNullable<typeof data>
}

/** Header parameters of a creating request: the same key for every retry of one submit. */
export function once(key: string) {
  return { 'Idempotency-Key': key }
}

/** Header parameters of an edit: the version that the person saw. */
export function ifMatch(version: number | string) {
  return { 'If-Match': `"${version}"` }
}

/** A random id that needs no secure context (plain http inside a county's network has no `randomUUID`). */
export function randomHex(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (it) => it.toString(16).padStart(2, '0')).join('')
}
