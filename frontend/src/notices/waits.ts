/** What a round waits for, in one sentence; nothing where it is over. */
import type { Schema } from '@/api/types'

type Notice = Schema<'Notice'>

export interface Wait {
  /** Key of the sentence. */
  key: string
  /** The instant that the sentence names. */
  at?: string
  /** The year whose calendar it waits for. */
  year?: number
}

const ENDED: readonly Schema<'RoundState'>[] = ['withdrawn', 'cancelled', 'failed', 'voided', 'terminated']

/** It came to nothing; a failed round may still be announced again. */
export function endedEarly(state: Schema<'RoundState'>): boolean {
  return ENDED.includes(state)
}

function calendar(year: number): Wait {
  return { key: 'notices.waits.calendar', year }
}

export function waitOf(notice: Notice, paid: boolean): Wait | undefined {
  switch (notice.state) {
    case 'draft':
    case 'returned':
      return { key: 'notices.waits.submit' }
    case 'in_review':
      return { key: 'notices.waits.review' }
    case 'published':
      if (notice.calendar_missing) return calendar(notice.calendar_missing)
      return notice.signup_deadline ? { key: 'notices.waits.sign_ups', at: notice.signup_deadline } : undefined
    case 'closed':
      if (notice.seal_key && !notice.opened_at) return { key: 'notices.waits.open' }
      if (notice.beacon && !notice.beacon_value && notice.select_time) return { key: 'notices.waits.beacon', at: notice.select_time }
      return notice.select_time && notice.method === 'draw' ? { key: 'notices.waits.draw', at: notice.select_time } : { key: 'notices.waits.select' }
    case 'selecting':
      return { key: 'notices.waits.select' }
    case 'publicity':
      if (notice.calendar_missing) return calendar(notice.calendar_missing)
      return notice.award?.publicity_until ? { key: 'notices.waits.publicity', at: notice.award.publicity_until } : undefined
    case 'awarded':
      return { key: 'notices.waits.confirm' }
    case 'contracted':
      return { key: 'notices.waits.file' }
    case 'in_service':
      return { key: 'notices.waits.deliver' }
    case 'delivered':
      return { key: 'notices.waits.accept' }
    case 'accepted':
      return { key: paid ? 'notices.waits.paid' : 'notices.waits.pay' }
    case 'failed':
      return { key: 'notices.waits.again' }
    default:
      return undefined
  }
}
