// Shape of the contract until the server's own description is generated over it (`npm run api`).
type Instant = string
type Page<T> = { items: T[]; next_cursor: string | null }
type Items<T> = { items: T[] }
type Ref_ = { id: string; name: string }
type Ok<T, S extends number = 200> = { [K in S]: { headers: Record<string, unknown>; content: { 'application/json': T } } }
type None = { 204: { headers: Record<string, unknown>; content?: never } }
type Paged<Q = unknown> = { query?: Q & { cursor?: string; limit?: number } }
type Id = { path: { id: string } }
type Once = { header?: { 'Idempotency-Key'?: string } }
type Match = { header?: { 'If-Match'?: string } }
type Get<R, P = object> = { parameters: P; requestBody?: never; responses: Ok<R> }
type Call<B, R, P = object, S extends number = 200> = { parameters: P; requestBody: { content: { 'application/json': B } }; responses: Ok<R, S> }
type Bare<R, P = object, S extends number = 200> = { parameters: P; requestBody?: never; responses: Ok<R, S> }

type Method = 'direct' | 'draw' | 'price' | 'reverse_auction' | 'reference_price' | 'credit_merit' | 'proposal_merit'
type NoticeState =
  | 'draft' | 'in_review' | 'returned' | 'published' | 'closed' | 'selecting' | 'publicity' | 'awarded' | 'contracted' | 'in_service'
  | 'delivered' | 'accepted' | 'rated' | 'archived' | 'withdrawn' | 'failed' | 'cancelled' | 'voided' | 'terminated'
type AgencyState = 'active' | 'suspended' | 'removed' | 'withdrawn'
type Role = 'agency' | 'client' | 'desk' | 'operator' | 'supervisor' | 'admin'
type Search = Paged<{ q?: string; sort?: string; [facet: string]: string | number | undefined }>

type S = components['schemas']

export interface components {
  schemas: {
    Method: Method
    NoticeState: NoticeState
    AgencyState: AgencyState
    Role: Role
    FieldError: { pointer: string; code: string; text: string }
    FileView: { id: string; name: string; media_type: string; size: number }
    Installation: { name: string; division_code: string; division_name: string; training: boolean; now: Instant; version: string }
    Division: { code: string; parent_code: string | null; name: string; short_name: string }
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
    Membership: { id: string; role: Role; organisation?: { id: string; name: string; kind: 'agency' | 'client' } | null }
    Person: { id: string; name: string; login: string }
    Session: {
      access_token: string; expires_in: number; person: S['Person']; membership: S['Membership']; memberships: S['Membership'][]
    }
    Me: { person: S['Person']; membership: S['Membership']; memberships: S['Membership'][]; unread: number }
    Registration: {
      organisation: {
        kind: 'agency' | 'client'; uscc: string; name: string; division_code: string; address?: string; contact_name: string
        contact_phone: string; email?: string; legal_rep?: string; intro?: string; unit_type?: string; services?: string[]; pledge_accepted?: boolean
      }
      person: { login: string; name: string; password: string }
    }
    AgencyRow: {
      id: string; uscc: string; name: string; division_code: string; division_name: string; state: AgencyState
      services: { code: string; name: string }[]; services_count: number; credit: number; resident_counter: string | null
      awards_count: number; registered_at: Instant
    }
    Agency: {
      id: string; uscc: string; name: string; org_type: string; division_code: string; division_name: string; address: string
      contact_name: string; contact_phone: string; email: string | null; legal_rep: string | null; intro: string; state: AgencyState
      status_sentence: string; suspended_until: Instant | null; credit: number; resident_counter: string | null; owed_due_at: Instant | null
      checked_at: Instant | null; registered_at: Instant
      services: { code: string; name: string; price_note: string; days: number | null; open: boolean; closed_reason: string | null }[]
      qualifications: {
        id: string; kind: string; kind_name: string; grade: string; certificate_no: string; issuer: string
        valid_from: string | null; valid_to: string | null; file: S['FileView'] | null
      }[]
      practitioners: { id: string; name: string; certificate: string; reg_no: string }[]
      version: number
      record: { awards_count: number; awarded_fen: number; sign_ups_count: number; contracts_count: number }
      prices: { item_code: string; item_name: string; points: { award_id: string; at: Instant; amount_fen: number }[] }[]
    }
    AgencyEdit: {
      name?: string; address?: string; contact_name?: string; contact_phone?: string; email?: string; legal_rep?: string; intro?: string; division_code?: string
    }
    NewQualification: {
      kind: string; grade?: string; certificate_no: string; issuer: string; valid_from?: string; valid_to?: string; file_id?: string
    }
    NewPractitioner: { name: string; certificate: string; reg_no: string }
    ClientRow: { id: string; uscc: string; name: string; unit_type: string; division_code: string; division_name: string; notices_count: number }
    Client: {
      id: string; uscc: string; name: string; unit_type: string; division_code: string; division_name: string; address: string
      contact_name: string; contact_phone: string; email: string | null; version: number
      record: { notices_count: number; awarded_fen: number; concentration: { agency: Ref_; count: number; amount_fen: number; share_percent: number }[] }
    }
    NoticeContent: {
      project_name: string; division_code: string; items: string[]; item_match: 'any' | 'all'; approve_code: string; approval_matter: string
      contact_name: string; contact_phone: string; complaint_phone: string; scale_kind: 'investment' | 'asset_total' | 'area' | 'other'
      scale_fen: number | null; scale_m2_hundredths: number | null; scale_note: string; fiscal_percent: number; service_content: string
      service_time_note: string; amount_fen: number | string | null; amount_note: string; method: Method; qualification_required: boolean
      qualification_note: string; staff_required: number; other_note: string; recusals: { uscc: string; name: string; reason: string }[]
      witnesses: { name: string; phone: string }[]; signup_days: number | null; signup_deadline: Instant | null; select_time: Instant | null
      files: string[]
    }
    NoticeDraft: S['NoticeContent'] & { version: number; problems: S['FieldError'][] }
    NoticeAssessment: {
      eligible_agencies: number; cuts: { rule: string; left: number }[]; recommended_method: { method: Method; reason: string }
      signup_min_days: number; deadline_preview: Instant | null; min_entrants: number; limit: { level: 'ok' | 'warn' | 'refuse'; text: string } | null
    }
    NoticeRow: {
      id: string; code: string | null; project_name: string; title: string; client: Ref_; division_code: string; division_name: string
      items: { code: string; name: string }[]; method: Method; state: NoticeState; amount_fen: number | null; signup_deadline: Instant | null
      select_time: Instant | null; published_at: Instant | null; round_number: number; entrants: number | null
    }
    RoadStep: { state: NoticeState; at: Instant | null; done: boolean; current: boolean; who: string | null }
    Notice: Omit<S['NoticeContent'], 'items' | 'files' | 'amount_fen'> & {
      id: string; code: string | null; title: string; items: { code: string; name: string }[]; amount_fen: number | null
      division_name: string; client: { id: string; name: string; uscc: string }; state: NoticeState; state_since: Instant; round_number: number
      rounds: { number: number; state: NoticeState; published_at: Instant | null; end_reason: string | null; entrants: number | null }[]
      published_at: Instant | null; deadline_provisional: boolean; min_entrants: number; rules_hash: string | null
      draw_commit: string | null; entrants: number | null; eligible: number | null; end_reason: string | null
      roster: { agency: { id: string; name: string; uscc: string }; eligible: boolean; failed_rules: string[]; at: Instant }[]
      award: { id: string; code: string } | null; contract_id: string | null; return_reason: string | null; road: S['RoadStep'][]
      version: number; actions: string[]; my_sign_up: S['SignUp'] | null; files: S['FileView'][]
    }
    Eligibility: {
      eligible: boolean; rules: { rule: string; passed: boolean; detail: string; mend: string | null; mend_link: string | null }[]
    }
    SignUp: {
      id: string; notice: { id: string; code: string; title: string }; round_number: number; at: Instant; withdrawn_at: Instant | null
      eligible: boolean | null; nonce_sha256: string; state_of_round: NoticeState
      receipt: { entry_id: string; entry_hash: string; leaf_index: number | null; at: Instant; statement: string }
    }
    Candidates: {
      cap_fen: number; amount_fen: number | null; split_warning: string | null
      candidates: {
        agency: { id: string; name: string; uscc: string }; credit: number; signed_up_at: Instant
        concentration: { count: number; total: number; share_percent: number; amount_fen: number }
      }[]
    }
    AwardRow: {
      id: string; code: string; notice: { id: string; code: string; title: string }; project_name: string; client: Ref_
      agency: { id: string; name: string; uscc: string }; method: Method; amount_fen: number; entrants: number; eligible: number
      selected_at: Instant; state: NoticeState
    }
    Award: S['AwardRow'] & {
      reason: string; publicity_until: Instant; awarded_at: Instant | null; confirm_by: Instant | null; confirmed_at: Instant | null
      declined_at: Instant | null; decline_reason: string | null; amount_capitals: string; contract_id: string | null
      objection_phone: string; evidence_url: string; actions: string[]
    }
    AwardLetter: {
      code: string; notice: { id: string; code: string; title: string }; client: Ref_; agency: { id: string; name: string; uscc: string }
      amount_fen: number; amount_capitals: string; paragraphs: string[]; awarded_at: Instant; verify_url: string
    }
    ContractRow: {
      id: string; code: string; name: string; client: Ref_; agency: Ref_; price_fen: number; state: 'draft' | 'confirmed' | 'filed'
      round_state: NoticeState; notice: { id: string; code: string }; paid_fen: number
    }
    Contract: {
      id: string; code: string; state: 'draft' | 'confirmed' | 'filed'; round_state: NoticeState; name: string; price_fen: number
      price_capitals: string; award: { id: string; code: string; amount_fen: number }; notice: { id: string; code: string }
      client: Ref_; agency: Ref_; service_start: string | null; service_end: string | null; content: string; payment_terms: string
      client_confirmed_at: Instant | null; agency_confirmed_at: Instant | null; filed_at: Instant | null; file: S['FileView'] | null
      version: number; paid_fen: number; open_fen: number; actions: string[]
      deliverables: {
        id: string; number: number; note: string; files: S['FileView'][]; state: 'submitted' | 'accepted' | 'sent_back'
        submitted_at: Instant; decided_at: Instant | null; decision_note: string
      }[]
      payments: {
        id: string; amount_fen: number; paid_on: string; note: string; state: 'recorded' | 'confirmed' | 'disputed'
        recorded_at: Instant; decided_at: Instant | null; decision_note: string
      }[]
    }
    ContractEdit: {
      name?: string; price_fen?: number | string; service_start?: string; service_end?: string; content?: string; payment_terms?: string
    }
    LedgerTotals: { awarded_fen: number; committed_fen: number; payable_fen: number; paid_fen: number }
    LedgerPage: {
      holder: Ref_; totals: S['LedgerTotals']; next_cursor: string | null
      items: {
        id: string; at: Instant; kind: 'award' | 'award_reversal' | 'contract' | 'payment'; text: string; award: { id: string; code: string }
        contract_id: string | null; counterparty: Ref_; amount_fen: number; balance_payable_fen: number
        postings: { account: 'awarded' | 'committed' | 'payable' | 'paid'; amount_fen: number }[]
      }[]
    }
    Facet: { value: string; label: string; count: number }
    AgencyHit: S['AgencyRow'] & { highlight?: Record<string, string> }
    NoticeHit: S['NoticeRow'] & { highlight?: Record<string, string> }
    AwardHit: S['AwardRow'] & { title?: string; highlight?: Record<string, string> }
    Suggestions: { services: { code: string; name: string }[]; agencies: Ref_[]; notices: { id: string; title: string; code: string }[] }
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
    HistoryItem: {
      index: number | null; at: Instant; kind: string; actor: { role: string; organisation?: Ref_ | null }; public: Record<string, unknown>; hash: string
    }
    Settings: Record<string, unknown>
  }
}

type Hits<T> = Page<T> & { total: number; facets: Record<string, S['Facet'][]> }
type NoticeFilter = {
  state?: NoticeState; method?: Method; item?: string; group?: string; division?: string; client?: string; closing_before?: Instant
  fiscal?: boolean; sort?: 'published' | 'closing'
}

export interface paths {
  '/api/v1/installation': { get: Get<S['Installation']> }
  '/api/v1/divisions': { get: Get<Items<S['Division']>> }
  '/api/v1/calendar/working-days': { get: Get<S['Deadline'], { query: { from: string; days: number } }> }
  '/api/v1/catalog-groups': { get: Get<Items<S['CatalogGroup']>> }
  '/api/v1/catalog-items': { get: Get<Items<S['CatalogItem']>, { query?: { group?: string; q?: string } }> }
  '/api/v1/catalog-items/{code}': { get: Get<S['CatalogItemPage'], { path: { code: string } }> }
  '/api/v1/qualification-kinds': { get: Get<Items<S['QualificationKind']>> }
  '/api/v1/amounts/parse': { post: Call<{ text: string }, S['Amount']> }
  '/api/v1/training/clock': { post: Call<{ advance_to: Instant } | { advance_days: number }, S['Installation']> }
  '/api/v1/registrations': { post: Call<S['Registration'], S['Session'], Once, 201> }
  '/api/v1/sessions': { post: Call<{ login: string; password: string; membership_id?: string }, S['Session']> }
  '/api/v1/sessions/switch': { post: Call<{ membership_id: string }, S['Session']> }
  '/api/v1/sessions/current': { delete: { parameters: object; requestBody?: never; responses: None } }
  '/api/v1/me': { get: Get<S['Me']> }
  '/api/v1/agencies': {
    get: Get<Page<S['AgencyRow']>, Paged<{ division?: string; item?: string; qualification?: string; state?: AgencyState; resident?: boolean; q_initial?: string }>>
  }
  '/api/v1/agencies/{id}': { get: Get<S['Agency'], Id>; patch: Call<S['AgencyEdit'], S['Agency'], Id & Match> }
  '/api/v1/agencies/{id}/services': { put: Call<{ services: { code: string; price_note?: string; days?: number }[] }, S['Agency'], Id & Match> }
  '/api/v1/agencies/{id}/qualifications': { post: Call<S['NewQualification'], S['Agency'], Id & Once, 201> }
  '/api/v1/agencies/{id}/qualifications/{qualification_id}': { delete: Bare<S['Agency'], { path: { id: string; qualification_id: string } }> }
  '/api/v1/agencies/{id}/practitioners': { post: Call<S['NewPractitioner'], S['Agency'], Id & Once, 201> }
  '/api/v1/agencies/{id}/practitioners/{practitioner_id}': { delete: Bare<S['Agency'], { path: { id: string; practitioner_id: string } }> }
  '/api/v1/agencies/{id}/check': { post: Call<{ passed: boolean; reason?: string }, S['Agency'], Id> }
  '/api/v1/clients': { get: Get<Page<S['ClientRow']>, Paged<{ division?: string; q?: string }>> }
  '/api/v1/clients/{id}': { get: Get<S['Client'], Id>; patch: Call<Partial<S['AgencyEdit']>, S['Client'], Id & Match> }
  '/api/v1/notices': {
    get: Get<Page<S['NoticeRow']>, Paged<NoticeFilter>>
    post: Call<Partial<S['NoticeContent']> | { copy_of: string }, S['Notice'], Once, 201>
  }
  '/api/v1/notices/assess': { post: Call<Partial<S['NoticeContent']>, S['NoticeAssessment']> }
  '/api/v1/notices/mine': { get: Get<Page<S['NoticeRow']>, Paged<{ state?: NoticeState }>> }
  '/api/v1/notices/review-queue': { get: Get<Page<S['NoticeRow']>, Paged> }
  '/api/v1/notices/{id}': { get: Get<S['Notice'], Id> }
  '/api/v1/notices/{id}/draft': { put: Call<Partial<S['NoticeContent']>, S['NoticeDraft'], Id & Match> }
  '/api/v1/notices/{id}/submit': { post: Bare<S['Notice'], Id> }
  '/api/v1/notices/{id}/publish': { post: Bare<S['Notice'], Id> }
  '/api/v1/notices/{id}/return': { post: Call<{ reason: string }, S['Notice'], Id> }
  '/api/v1/notices/{id}/withdraw': { post: Call<{ reason: string }, S['Notice'], Id> }
  '/api/v1/notices/{id}/next-round': { post: Call<Partial<S['NoticeContent']>, S['Notice'], Id> }
  '/api/v1/notices/{id}/cancel': { post: Call<{ reason: string }, S['Notice'], Id> }
  '/api/v1/notices/{id}/eligibility': { get: Get<S['Eligibility'], Id> }
  '/api/v1/notices/{id}/sign-ups': { post: Call<{ nonce?: string; practitioners?: string[]; no_conflict: boolean }, S['SignUp'], Id & Once, 201> }
  '/api/v1/notices/{id}/candidates': { get: Get<S['Candidates'], Id> }
  '/api/v1/notices/{id}/selection': { post: Call<{ agency_id: string; reason: string; amount_fen?: number | string }, S['Award'], Id & Once, 201> }
  '/api/v1/sign-ups': { get: Get<Page<S['SignUp']>, Paged> }
  '/api/v1/sign-ups/{id}': { get: Get<S['SignUp'], Id> }
  '/api/v1/sign-ups/{id}/withdraw': { post: Bare<S['SignUp'], Id> }
  '/api/v1/awards': { get: Get<Page<S['AwardRow']>, Paged<{ method?: Method; item?: string; division?: string; client?: string; agency?: string }>> }
  '/api/v1/awards/{id}': { get: Get<S['Award'], Id> }
  '/api/v1/awards/{id}/evidence': { get: Get<unknown, Id> }
  '/api/v1/awards/{id}/letter': { get: Get<S['AwardLetter'], Id> }
  '/api/v1/awards/{id}/confirm': { post: Bare<S['Award'], Id> }
  '/api/v1/awards/{id}/decline': { post: Call<{ reason: string }, S['Award'], Id> }
  '/api/v1/contracts': { get: Get<Page<S['ContractRow']>, Paged> }
  '/api/v1/contracts/{id}': { get: Get<S['Contract'], Id>; patch: Call<S['ContractEdit'], S['Contract'], Id & Match> }
  '/api/v1/contracts/{id}/confirm': { post: Bare<S['Contract'], Id> }
  '/api/v1/contracts/{id}/file': { post: Call<{ file_id?: string }, S['Contract'], Id> }
  '/api/v1/contracts/{id}/deliverables': { post: Call<{ note: string; files: string[] }, S['Contract'], Id & Once, 201> }
  '/api/v1/contracts/{id}/deliverables/{deliverable_id}/accept': { post: Call<{ note?: string }, S['Contract'], { path: { id: string; deliverable_id: string } }> }
  '/api/v1/contracts/{id}/deliverables/{deliverable_id}/send-back': { post: Call<{ reason: string }, S['Contract'], { path: { id: string; deliverable_id: string } }> }
  '/api/v1/contracts/{id}/payments': { post: Call<{ amount_fen: number | string; paid_on: string; note?: string }, S['Contract'], Id & Once, 201> }
  '/api/v1/contracts/{id}/payments/{payment_id}/confirm': { post: Bare<S['Contract'], { path: { id: string; payment_id: string } }> }
  '/api/v1/contracts/{id}/payments/{payment_id}/dispute': { post: Call<{ reason: string }, S['Contract'], { path: { id: string; payment_id: string } }> }
  '/api/v1/ledger/totals': { get: Get<S['LedgerTotals']> }
  '/api/v1/ledger/contracts/{id}': { get: Get<S['LedgerPage'], Id & Paged> }
  '/api/v1/ledger/agencies/{id}': { get: Get<S['LedgerPage'], Id & Paged> }
  '/api/v1/ledger/clients/{id}': { get: Get<S['LedgerPage'], Id & Paged> }
  '/api/v1/search/agencies': { get: Get<Hits<S['AgencyHit']>, Search> }
  '/api/v1/search/notices': { get: Get<Hits<S['NoticeHit']>, Search> }
  '/api/v1/search/awards': { get: Get<Hits<S['AwardHit']>, Search> }
  '/api/v1/search/suggestions': { get: Get<S['Suggestions'], { query: { q: string } }> }
  '/api/v1/inbox': { get: Get<Page<S['Message']>, Paged> }
  '/api/v1/inbox/{id}/read': { post: Bare<{ unread: number }, Id> }
  '/api/v1/inbox/read-all': { post: Bare<{ unread: number }> }
  '/api/v1/work-list': { get: Get<Items<S['WorkItem']>> }
  '/api/v1/statistics': { get: Get<S['Statistics']> }
  '/api/v1/history': { get: Get<Page<S['HistoryItem']>, { query: { about: string; cursor?: string; limit?: number } }> }
  '/api/v1/settings': { get: Get<S['Settings']>; put: Call<{ division_code: string; overrides: Record<string, unknown> }, S['Settings']> }
}
