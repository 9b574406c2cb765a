/** Every address of the pages, as its route is written, with one to open in the demo year. */
import type { APIRequestContext } from '@playwright/test'

/** The password of everybody in the demo year. */
export const DEMO_PASSWORD = 'jishi-demo-2026'

/** Finds something of the demo: the first line of a list of the API. */
export interface Finder {
  first: (path: string) => Promise<Row>
  /** The award of the newest notice in that state. */
  award: (state: string) => Promise<string>
}
export interface Row {
  id: string
  name: string
  code: string
  project_name: string
  /** Of a task. */
  link: string
  notice: { id: string }
  client: { id: string; name: string }
  agency: { id: string; name: string }
}

export interface Place {
  /** As in `routes.ts`. */
  route: string
  /** Name of its picture. */
  picture?: string
  /** What to open, where it is not the route itself. */
  at?: (find: Finder) => Promise<string> | string
  /** Complaints of the console that belong to it. */
  allow?: RegExp
}

export function finder(request: APIRequestContext, token?: string): Finder {
  async function get<T>(path: string): Promise<T> {
    const answer = await request.get(`/api/v1${path}`, token ? { headers: { authorization: `Bearer ${token}` } } : {})
    return (await answer.json()) as T
  }
  async function first(path: string): Promise<Row> {
    const row = (await get<{ items?: Row[] }>(path)).items?.[0]
    if (!row) throw new Error(`nothing in ${path}`)
    return row
  }
  async function award(state: string): Promise<string> {
    const { id } = await first(`/notices?state=${state}&limit=1`)
    return (await get<{ award: { id: string } }>(`/notices/${id}`)).award.id
  }
  return { first, award }
}

/** Methods that rank, or let the client pick of a list: each shows its own working. */
const RANKED = ['price', 'reference_price', 'credit_merit']
const award = (find: Finder) => find.first('/awards?method=draw&limit=1')
const ledger = '/ledger/:holder(contracts|agencies|clients)/:id'

export const PUBLIC: Place[] = [
  { route: '/', picture: 'home' },
  { route: '/search', picture: 'search', at: () => '/search?q=%E6%B5%8B%E7%BB%98' },
  { route: '/agencies', picture: 'agencies' },
  { route: '/agencies/:id', picture: 'agency-record', at: async (it) => `/agencies/${(await award(it)).agency.id}` },
  { route: '/clients/:id', picture: 'client', at: async (it) => `/clients/${(await award(it)).client.id}` },
  { route: '/notices', picture: 'notices' },
  { route: '/notices/:id', picture: 'notice', at: async (it) => `/notices/${(await award(it)).notice.id}` },
  { route: '/notices/:id', at: async (it) => `/notices/${(await it.first('/notices?state=published&limit=1')).id}` },
  { route: '/notices/:id', at: async (it) => `/notices/${(await it.first('/notices?state=cancelled&limit=1')).id}` },
  // A draw holds no auction: the page says so.
  { route: '/notices/:id/auction', at: async (it) => `/notices/${(await award(it)).notice.id}/auction`, allow: /404/ },
  { route: '/awards', picture: 'awards' },
  { route: '/awards/:id', picture: 'award', at: async (it) => `/awards/${(await award(it)).id}` },
  { route: '/awards/:id', at: async (it) => `/awards/${(await it.first('/awards?method=direct&limit=1')).id}` },
  ...RANKED.map((method) => ({ route: '/awards/:id', at: async (it: Finder) => `/awards/${(await it.first(`/awards?method=${method}&limit=1`)).id}` })),
  ...RANKED.map((method) => ({ route: '/notices/:id', at: async (it: Finder) => `/notices/${(await it.first(`/awards?method=${method}&limit=1`)).notice.id}` })),
  { route: '/awards/:id/letter', picture: 'letter', at: async (it) => `/awards/${await it.award('accepted')}/letter` },
  { route: '/catalog', picture: 'catalog' },
  { route: '/catalog/:code', picture: 'item', at: () => '/catalog/F01' },
  { route: '/log', picture: 'log' },
  { route: '/log/entries/:index', at: () => '/log/entries/0' },
  // A link without its secret: the page says so.
  { route: '/witness' },
  { route: '/statistics', picture: 'statistics' },
  { route: '/verify', picture: 'verify' },
  { route: '/ledger', picture: 'ledger' },
  { route: ledger, picture: 'statement', at: async (it) => `/ledger/clients/${(await award(it)).client.id}` },
  { route: ledger, at: async (it) => `/ledger/agencies/${(await award(it)).agency.id}` },
  { route: '/help/api', picture: 'api' },
  { route: '/office/login', picture: 'login' },
  { route: '/office/register', picture: 'register' },
  { route: '/office/register', at: () => '/office/register?kind=client' },
  { route: '/office/register/assessor' },
  { route: '/:rest(.*)*', at: () => '/no/such/page', allow: /404/ },
]

const contract: Place = { route: '/office/contracts/:id', picture: 'contract', at: async (it) => `/office/contracts/${(await it.first('/contracts?limit=1')).id}` }
const own: Place[] = [{ route: '/office', picture: 'work' }, { route: '/office/inbox', picture: 'inbox' }, { route: '/office/profile' }]
const plain = (places: Place[]): Place[] => places.map(({ route, at }) => (at ? { route, at } : { route }))

/** What each role has in its office, by the login that looks. */
export const OFFICES: Record<string, Place[]> = {
  client001: [
    ...own,
    contract,
    { route: '/office/contracts' },
    { route: '/office/notices' },
    { route: '/office/notices/new' },
    // Of a draw nobody is selected: the page says so.
    { route: '/office/notices/:id/select', at: async (it) => `/office/notices/${(await it.first('/notices/mine?state=closed&limit=1')).id}/select`, allow: /409/ },
    { route: '/office/notices/:id/edit', picture: 'notice-form', at: async (it) => `/office/notices/${(await it.first('/notices/mine?state=draft&limit=1')).id}/edit` },
  ],
  agency001: [
    ...plain([...own, contract]),
    { route: '/office/contracts' },
    { route: '/office/sign-ups' },
    { route: '/notices/:id', at: async (it) => `/notices/${(await it.first('/notices?state=published&limit=1')).id}` },
  ],
  operator: [
    ...plain(own),
    { route: '/office/reviews' },
    { route: '/office/assessors', picture: 'assessors' },
    { route: '/office/calendar' },
    { route: '/agencies/:id', at: async (it) => `/agencies/${(await it.first('/agencies?limit=1')).id}` },
    { route: '/notices/:id', at: async (it) => `/notices/${(await it.first('/notices/review-queue?limit=1')).id}`, allow: /404/ },
  ],
  supervisor: [...plain(own), { route: '/office/assessors' }],
  assessor001: [
    { route: '/office' },
    { route: '/office/inbox' },
    { route: '/office/scoring/:id', picture: 'scoring', at: async (it) => (await it.first('/work-list')).link },
  ],
  admin: [...plain(own), { route: '/office/settings', picture: 'settings' }],
}
