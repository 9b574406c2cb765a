/** Who is signed in, as which member of which organisation. Nothing but this and the language is global. */
import { useQueryCache } from '@pinia/colada'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { api, ask } from '@/api/client'
import { token } from '@/api/token'
import type { Schema } from '@/api/types'

type Session = Schema<'Session'>

export const useSession = defineStore('session', () => {
  const current = shallowRef<Session>()
  const unread = ref(0)
  const cache = useQueryCache()
  token.onChange((session) => {
    const before = current.value?.membership.id
    current.value = session
    // What one member saw is not the next one's.
    if (before === session?.membership.id) return
    for (const entry of cache.getEntries({ active: false })) cache.remove(entry)
    // A page opened directly was read before the session was restored: it is read again with these eyes.
    void cache.invalidateQueries()
  })

  const signedIn = computed(() => current.value !== undefined)
  const role = computed(() => current.value?.membership.role)
  const organisation = computed(() => current.value?.membership.organisation ?? undefined)

  let restored: Promise<unknown> | undefined

  /** Takes up a former session, where there may be one; asked once. */
  function restore(): Promise<unknown> {
    restored ??= token.hopeful() ? token.refresh() : Promise.resolve()
    return restored
  }

  async function signIn(login: string, password: string, membership?: string) {
    const body = membership ? { login, password, membership_id: membership } : { login, password }
    token.set(await ask(api.POST('/api/v1/sessions', { body })))
  }

  /** Takes the session that registering gave. */
  function take(session: Session) {
    token.set(session)
  }

  async function switchTo(membership: string) {
    token.set(await ask(api.POST('/api/v1/sessions/switch', { body: { membership_id: membership } })))
  }

  async function signOut() {
    try {
      await ask(api.DELETE('/api/v1/sessions/current'))
    } finally {
      token.set(undefined)
    }
  }

  return { current, signedIn, role, organisation, unread, restore, signIn, take, switchTo, signOut }
})
