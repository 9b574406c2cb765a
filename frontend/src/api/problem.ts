/** What the server says went wrong (RFC 9457), in the language of the page. */
export interface FieldError {
  /** JSON pointer into the request body, e.g. `/organisation/uscc`. */
  pointer: string
  code: string
  detail: string
}

export interface ProblemBody {
  type?: string
  title?: string
  status?: number
  detail?: string
  errors?: FieldError[]
  [member: string]: unknown
}

/** The one error that API calls throw. */
export class Problem extends Error {
  readonly status: number
  /** Last part of the problem's type: `illegal_transition`, `invalid`, `offline` … */
  readonly code: string
  readonly fields: readonly FieldError[]
  readonly body: ProblemBody

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.title ?? String(status))
    this.name = 'Problem'
    this.status = status
    this.body = body
    this.code = (body.type ?? '').split(/[/:#]/).pop() || (status === 0 ? 'offline' : String(status))
    this.fields = body.errors ?? []
  }

  get title(): string | undefined {
    return this.body.title
  }

  /** No answer came; the request may or may not have been done: retry with the same idempotency key. */
  get unanswered(): boolean {
    return this.status === 0
  }

  /** Text of the error at a JSON pointer, or below it where `deep`. */
  at(pointer: string, deep = false): string | undefined {
    return this.fields.find((it) => it.pointer === pointer || (deep && it.pointer.startsWith(`${pointer}/`)))?.detail
  }

  static from(error: unknown): Problem {
    return error instanceof Problem ? error : new Problem(-1, { detail: error instanceof Error ? error.message : String(error) })
  }
}
