// Parts of the contract that the server's description does not have yet; goes when it does.
import type { components } from './schema'

type Instant = string
type Page<T> = { items: T[]; next_cursor: string | null }
type Items<T> = { items: T[] }
type Ref_ = { id: string; name: string }
type Ok<T, S extends number = 200> = { [K in S]: { headers: Record<string, unknown>; content: { 'application/json': T } } }
type Paged<Q = unknown> = { query?: Q & { cursor?: string; limit?: number } }
type Id = { path: { id: string } }
type Get<R, P = object> = { parameters: P; requestBody?: never; responses: Ok<R> }
type Call<B, R, P = object, S extends number = 200> = { parameters: P; requestBody: { content: { 'application/json': B } }; responses: Ok<R, S> }
type Bare<R, P = object, S extends number = 200> = { parameters: P; requestBody?: never; responses: Ok<R, S> }
type Method = components['schemas']['Method']
type NoticeState = components['schemas']['RoundState']
type S = components['schemas'] & PendingSchemas
type NoticeFilter = {
  state?: NoticeState; method?: Method; item?: string; group?: string; division?: string; client?: string; closing_before?: Instant
  fiscal?: boolean; sort?: 'published' | 'closing'
}

export interface PendingSchemas {
  Deadline: { deadline: Instant; day: string; provisional: boolean }
  CatalogGroup: { code: string; name: string; name_en: string; regulator: string; items_count: number }
  CatalogItem: {
    code: string; group_code: string; group_name: string; name: string; name_en: string; qualification: string | null
    qualification_kind: string | null; qualification_kind_name: string | null; qualification_grade: string | null
    fee_low_fen: number | null; fee_high_fen: number | null; fee_note: string; days: number | null; days_note: string
    aliases: string[]; agencies_count: number
  }
  CatalogItemPage: S['CatalogItem'] & {
    notices_count: number; awards_count: number
    prices: { count: number; min_fen: number | null; median_fen: number | null; max_fen: number | null }
    agencies: S['AgencyRow'][]
  }
  QualificationKind: { code: string; name: string; name_en: string }
  Amount: { amount_fen: number; text: string; capitals: string }
  NoticeAssessment: {
    eligible_agencies: number; cuts: { rule: string; left: number }[]; recommended_method: { method: Method; reason: string }
    signup_min_days: number; deadline_preview: Instant | null; min_entrants: number; limit: { level: 'ok' | 'warn' | 'refuse'; text: string } | null
  }
  NoticeRow: {
    id: string; code: string | null; project_name: string; title: string; client: Ref_; division_code: string; division_name: string
    items: { code: string; name: string }[]; method: Method; state: NoticeState; amount_fen: number | null; signup_deadline: Instant | null
    select_time: Instant | null; published_at: Instant | null; round_number: number; entrants: number | null
  }
  Message: { id: string; kind: string; title: string; body: string; link: string | null; at: Instant; read_at: Instant | null }
  WorkItem: {
    kind: string; title: string; text: string; due_at: Instant | null; working_days_left: number | null; link: string; action: string
    urgency: 'normal' | 'soon' | 'overdue'
  }
  Statistics: {
    agencies: number; clients: number; notices: number; awards: number; awarded_fen: number; residents: number; paid_fen: number
    by_method: { method: Method; awards: number; awarded_fen: number }[]
    by_month: { month: string; notices: number; awards: number; awarded_fen: number }[]
    by_group: { code: string; name: string; awards: number; awarded_fen: number }[]
    failed_rounds: number; failure_rate_percent: number | null; mean_days_to_award: number | null; open_notices: number; as_of: Instant
  }
  Division: { code: string; parent_code: string | null; name: string; short_name: string }
}

export interface PendingPaths {
  '/api/v1/divisions': { get: Get<Items<S['Division']>> }
  '/api/v1/calendar/working-days': { get: Get<S['Deadline'], { query: { from: string; days: number } }> }
  '/api/v1/catalog-groups': { get: Get<Items<S['CatalogGroup']>> }
  '/api/v1/catalog-items': { get: Get<Items<S['CatalogItem']>, { query?: { group?: string; q?: string } }> }
  '/api/v1/catalog-items/{code}': { get: Get<S['CatalogItemPage'], { path: { code: string } }> }
  '/api/v1/qualification-kinds': { get: Get<Items<S['QualificationKind']>> }
  '/api/v1/amounts/parse': { post: Call<{ text: string }, S['Amount']> }
  '/api/v1/notices/assess': { post: Call<Partial<S['NoticeContent']>, S['NoticeAssessment']> }
  '/api/v1/notices/mine': { get: Get<Page<S['NoticeRow']>, Paged<{ state?: NoticeState }>> }
  '/api/v1/notices/review-queue': { get: Get<Page<S['NoticeRow']>, Paged> }
  '/api/v1/inbox': { get: Get<Page<S['Message']>, Paged> }
  '/api/v1/inbox/{id}/read': { post: Bare<{ unread: number }, Id> }
  '/api/v1/inbox/read-all': { post: Bare<{ unread: number }> }
  '/api/v1/work-list': { get: Get<Items<S['WorkItem']>> }
  '/api/v1/statistics': { get: Get<S['Statistics']> }
  '/api/v1/notices': { get: Get<Page<S['NoticeRow']>, Paged<NoticeFilter>> }
}
