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

function closed(notice: Notice): Wait {
  if (notice.method === 'direct') return { key: 'notices.waits.select' }
  if (!notice.select_time) return { key: 'notices.waits.selecting' }
  return { key: notice.method === 'draw' ? 'notices.waits.draw' : 'notices.waits.at_time', at: notice.select_time }
}

function selecting(notice: Notice): Wait {
  const low = notice.low_prices.find((it) => !it.decided_at)
  if (low) return low.justified_at || !low.justify_by ? { key: 'notices.waits.judge' } : { key: 'notices.waits.justify', at: low.justify_by }
  switch (notice.method) {
    case 'direct':
    case 'credit_merit':
      return { key: 'notices.waits.select' }
    case 'reverse_auction':
      return { key: 'auction.waits.running' }
    case 'proposal_merit':
      return { key: 'notices.waits.scores' }
    default:
      return { key: 'notices.waits.selecting' }
  }
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
      if (notice.method === 'reverse_auction' && notice.select_time) return { key: 'auction.waits.begin', at: notice.select_time }
      if (notice.split && !notice.split.complete_at) return { key: 'notices.waits.witnesses' }
      if (notice.seal_key && !notice.opened_at) return { key: 'notices.waits.open' }
      if (notice.beacon && !notice.beacon_value && notice.select_time) return { key: 'notices.waits.beacon', at: notice.select_time }
      return closed(notice)
    case 'selecting':
      return selecting(notice)
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
