import type { Schema } from '@/api/types'

type Link = readonly [to: string, key: string]

const WORK: Link = ['/office', 'shell.work']
const INBOX: Link = ['/office/inbox', 'shell.messages']
const PROFILE: Link = ['/office/profile', 'shell.profile']
const ASSESSORS: Link = ['/office/assessors', 'shell.assessors']
const CALENDAR: Link = ['/office/calendar', 'shell.calendar']

const BY_ROLE: Record<Schema<'Role'>, readonly Link[]> = {
  agency: [WORK, ['/notices', 'shell.find_notices'], ['/office/sign-ups', 'shell.my_sign_ups'], ['/office/contracts', 'shell.contracts'], INBOX, PROFILE],
  client: [WORK, ['/office/notices/new', 'shell.new_notice'], ['/office/notices', 'shell.my_notices'], ['/office/contracts', 'shell.contracts'], INBOX, PROFILE],
  operator: [WORK, ['/office/reviews', 'shell.reviews'], ASSESSORS, CALENDAR, INBOX],
  supervisor: [WORK, ['/statistics', 'shell.statistics'], ASSESSORS, INBOX],
  admin: [WORK, ['/office/settings', 'shell.settings'], CALENDAR, INBOX],
  desk: [WORK, INBOX],
  assessor: [WORK, ['/notices', 'shell.find_notices'], INBOX],
}

/** What a role's nav offers. */
export function officeLinks(role: Schema<'Role'> | undefined): readonly Link[] {
  return role ? BY_ROLE[role] : []
}
