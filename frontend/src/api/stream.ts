/** Server-sent events by fetch: `EventSource` cannot carry a bearer token. */
import { token } from './token'

export interface StreamEvent {
  event: string
  data: string
}

export interface Following {
  /** Id of the last event that is known already. */
  lastId?: string
  /** Told when the line is up, and when it is lost or refused. */
  told?: (live: boolean) => void
  /** The longest wait between two tries. */
  longest?: number
}

const FIRST_WAIT_MS = 1_000
const LAST_WAIT_MS = 30_000
/** Servers send a comment every 15 seconds: a line that is silent for longer is dead, whatever the browser thinks. */
const SILENCE_MS = 45_000

/** Follows a stream until `signal` aborts; reconnects with growing waits, at once when the network is back, and resumes after the last event's id. */
export async function follow(url: string, on: (event: StreamEvent) => void, signal: AbortSignal, { lastId = '', told, longest = LAST_WAIT_MS }: Following = {}): Promise<void> {
  let wait = FIRST_WAIT_MS
  let last = lastId
  while (!signal.aborted) {
    const line = new Line(signal)
    try {
      const headers = new Headers({ Accept: 'text/event-stream', 'Accept-Language': document.documentElement.lang })
      const bearer = token.value()
      if (bearer) headers.set('Authorization', `Bearer ${bearer}`)
      if (last) headers.set('Last-Event-ID', last)
      const answer = await fetch(url, { headers, signal: line.signal, cache: 'no-store' })
      // Where nobody is signed in any more, what is public goes on without a token.
      if (answer.status === 401 && !(await token.refresh()) && !bearer) return
      if (answer.status === 403 || answer.status === 404) return
      if (answer.ok && answer.body) {
        wait = FIRST_WAIT_MS
        told?.(true)
        await read(answer.body, line, (event, id) => {
          if (id) last = id
          on(event)
        })
      } else told?.(false)
    } catch {
      // Dropped: wait and try again.
      told?.(false)
    } finally {
      line.close()
    }
    await pause(wait, signal)
    wait = Math.min(wait * 2, longest)
  }
}

/** One connection: cut with the whole, when the network goes, and when nothing comes. */
class Line {
  private readonly control = new AbortController()
  private readonly cut = () => this.control.abort()
  private timer: ReturnType<typeof setTimeout> | undefined
  readonly signal = this.control.signal

  constructor(private readonly whole: AbortSignal) {
    whole.addEventListener('abort', this.cut)
    window.addEventListener('offline', this.cut)
    this.heard()
  }

  heard() {
    clearTimeout(this.timer)
    this.timer = setTimeout(this.cut, SILENCE_MS)
  }

  close() {
    clearTimeout(this.timer)
    this.whole.removeEventListener('abort', this.cut)
    window.removeEventListener('offline', this.cut)
  }
}

async function read(body: ReadableStream<Uint8Array>, line: Line, on: (event: StreamEvent, id: string) => void) {
  const parser = new EventParser(on)
  const reader = body.getReader()
  const decoder = new TextDecoder()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    line.heard()
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

/** Waits so long, or until the network is back, or until it is over. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      window.removeEventListener('online', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
    window.addEventListener('online', end)
  })
}
