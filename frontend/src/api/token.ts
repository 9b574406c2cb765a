/**
 * The access token lives in memory only; the refresh token is a cookie that scripts cannot read. A mark in the local store
 * says that a refresh is worth trying, so that the public's pages never ask.
 */
import type { Schema } from './types'

type Session = Schema<'Session'>

const MARK = 'jishi.signed-in'
/** A token that lives no longer than this is as good as gone for a request that takes long. */
const MARGIN_MS = 30_000
let access: string | undefined
let endsAt = 0
let refreshing: Promise<Session | undefined> | undefined
const listeners = new Set<(session: Session | undefined) => void>()

function publish(session: Session | undefined) {
  access = session?.access_token
  endsAt = Date.now() + (session?.expires_in ?? 0) * 1000
  try {
    if (session) localStorage.setItem(MARK, '1')
    else localStorage.removeItem(MARK)
  } catch {
    // A locked-down browser keeps nothing; the session then ends with the page.
  }
  for (const tell of listeners) tell(session)
}

async function ask(): Promise<Session | undefined> {
  try {
    const answer = await fetch('/api/v1/sessions/refresh', {
      method: 'POST',
      headers: { 'Accept-Language': document.documentElement.lang },
    })
    if (answer.ok) {
      const session = (await answer.json()) as Session
      publish(session)
      return session
    }
    if (answer.status === 401 || answer.status === 403) publish(undefined)
  } catch {
    // Offline: the session may still be good, keep what we know.
  }
  return undefined
}

export const token = {
  value: () => access,
  held: () => access !== undefined,
  /** True where a former visit signed in and may still be. */
  hopeful: () => {
    try {
      return localStorage.getItem(MARK) === '1'
    } catch {
      return false
    }
  },
  set: publish,
  /** One refresh at a time, whoever asks: a rotated token used twice would end the whole family of sessions. */
  refresh: (): Promise<Session | undefined> => {
    refreshing ??= ask().finally(() => {
      refreshing = undefined
    })
    return refreshing
  },
  /** The access token, renewed first where its life is over: for requests too long to be sent twice. */
  fresh: async (): Promise<string | undefined> => {
    if (access !== undefined && Date.now() > endsAt - MARGIN_MS) await token.refresh()
    return access
  },
  onChange: (tell: (session: Session | undefined) => void) => {
    listeners.add(tell)
  },
}
