/** Server-sent events by fetch: `EventSource` cannot carry a bearer token. */
import { token } from './token'

export interface StreamEvent {
  event: string
  data: string
}

const FIRST_WAIT_MS = 1_000
const LAST_WAIT_MS = 30_000

/** Follows a stream until `signal` aborts; reconnects with growing waits, resumes after the last event's id. */
export async function follow(url: string, on: (event: StreamEvent) => void, signal: AbortSignal): Promise<void> {
  let wait = FIRST_WAIT_MS
  let lastId = ''
  while (!signal.aborted) {
    try {
      const headers = new Headers({ Accept: 'text/event-stream', 'Accept-Language': document.documentElement.lang })
      const bearer = token.value()
      if (bearer) headers.set('Authorization', `Bearer ${bearer}`)
      if (lastId) headers.set('Last-Event-ID', lastId)
      const answer = await fetch(url, { headers, signal, cache: 'no-store' })
      if (answer.status === 401 && !(await token.refresh())) return
      if (answer.status === 403 || answer.status === 404) return
      if (answer.ok && answer.body) {
        wait = FIRST_WAIT_MS
        await read(answer.body, (event, id) => {
          if (id) lastId = id
          on(event)
        })
      }
    } catch {
      // Dropped: wait and try again.
    }
    await pause(wait, signal)
    wait = Math.min(wait * 2, LAST_WAIT_MS)
  }
}

async function read(body: ReadableStream<Uint8Array>, on: (event: StreamEvent, id: string) => void) {
  const parser = new EventParser(on)
  const reader = body.getReader()
  const decoder = new TextDecoder()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    parser.push(decoder.decode(value, { stream: true }))
  }
}

/** The part of the event-stream format that servers use: `event`, `data`, `id`, comments. */
export class EventParser {
  private rest = ''
  private event = 'message'
  private id = ''
  private data: string[] = []

  constructor(private readonly on: (event: StreamEvent, id: string) => void) {}

  push(text: string) {
    // A CR at the end may be the first half of a CRLF: leave it for the next piece.
    const held = this.rest + text
    const whole = held.endsWith('\r') ? held.slice(0, -1) : held
    const lines = whole.split(/\r\n|\n|\r/)
    this.rest = (lines.pop() ?? '') + held.slice(whole.length)
    for (const line of lines) this.line(line)
  }

  private line(line: string) {
    if (line === '') {
      if (this.data.length > 0) this.on({ event: this.event, data: this.data.join('\n') }, this.id)
      this.event = 'message'
      this.data = []
      return
    }
    const colon = line.indexOf(':')
    if (colon === 0) return
    const name = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (name === 'event') this.event = value
    else if (name === 'data') this.data.push(value)
    else if (name === 'id') this.id = value
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })
}
