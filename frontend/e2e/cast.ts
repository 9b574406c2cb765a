/** What leads up to a journey, told to the API: who registers, announces, signs up. */
import { expect, request, type APIRequestContext } from '@playwright/test'
import { PASSWORD, type Organisation } from './people'
import { freePort, Site, STAFF_PASSWORD, up } from './server'

export const CLIENT: Organisation = { kind: 'client', uscc: '12433101MADEM1022J', name: '吉首市（演示）城市建设服务中心', login: 'client1' }
export const AGENCIES: Organisation[] = [
  { kind: 'agency', uscc: '91433101MADEM00112', name: '湘西（演示）甲水土保持有限公司', login: 'agency1' },
  { kind: 'agency', uscc: '91433101MADEM002XR', name: '湘西（演示）乙水土保持有限公司', login: 'agency2' },
  { kind: 'agency', uscc: '91433101MADEM0038R', name: '湘西（演示）丙水土保持有限公司', login: 'agency3' },
]

/** A complete notice of one item, with no fee named. */
export const NOTICE = {
  items: ['F01'],
  contact_name: '张某',
  contact_phone: '0743-8222222',
  complaint_phone: '0743-8222223',
  scale_kind: 'investment',
  scale_fen: '680万',
  fiscal_percent: 100,
  service_content: '1.现场踏勘\n2.编制报告表\n3.配合技术审查',
  service_time_note: '合同签订后 15 个工作日',
  amount_note: '与选定的机构商定',
  qualification_required: false,
}

interface Notice {
  id: string
  state: string
  signup_deadline: string
}

/** Somebody who speaks to the API. */
export class Member {
  private constructor(
    private readonly context: APIRequestContext,
    private readonly token: string,
  ) {}

  static async registered(url: string, who: Organisation): Promise<Member> {
    const agency = { services: ['F01'], pledge_accepted: true }
    const organisation = { kind: who.kind, uscc: who.uscc, name: who.name, division_code: '433101', contact_name: '张某', contact_phone: '13974300001' }
    const context = await request.newContext({ baseURL: url })
    const answer = await context.post('/api/v1/registrations', {
      data: { organisation: { ...organisation, ...(who.kind === 'agency' ? agency : {}) }, person: { login: who.login, name: '张某', password: PASSWORD } },
    })
    return Member.of(context, answer)
  }

  static async signedIn(url: string, login: string, password: string): Promise<Member> {
    const context = await request.newContext({ baseURL: url })
    return Member.of(context, await context.post('/api/v1/sessions', { data: { login, password } }))
  }

  private static async of(context: APIRequestContext, answer: Awaited<ReturnType<APIRequestContext['post']>>): Promise<Member> {
    expect(answer.ok(), await answer.text()).toBe(true)
    return new Member(context, ((await answer.json()) as { access_token: string }).access_token)
  }

  async get<T>(path: string): Promise<T> {
    const answer = await this.context.get(`/api/v1${path}`, { headers: { authorization: `Bearer ${this.token}` } })
    expect(answer.ok(), await answer.text()).toBe(true)
    return (await answer.json()) as T
  }

  async post<T>(path: string, data: unknown = {}): Promise<T> {
    const answer = await this.context.post(`/api/v1${path}`, { data, headers: { authorization: `Bearer ${this.token}` } })
    expect(answer.ok(), await answer.text()).toBe(true)
    return (await answer.json()) as T
  }
}

/** A notice in the open; its id. */
export async function announced(client: Member, operator: Member, content: Record<string, unknown>): Promise<string> {
  const { id } = await client.post<Notice>('/notices', { ...NOTICE, ...content })
  await client.post(`/notices/${id}/submit`)
  await operator.post(`/notices/${id}/publish`)
  return id
}

/** Moves the training clock past the end of sign-up and waits for the state that leads to. */
export async function closed(member: Member, id: string, state: string): Promise<void> {
  const { signup_deadline } = await member.get<Notice>(`/notices/${id}`)
  await member.post('/training/clock', { advance_to: signup_deadline })
  await expect.poll(async () => (await member.get<Notice>(`/notices/${id}`)).state).toBe(state)
}

/** A market of its own with an operator, a client and agencies, each speaking to the API. */
export async function market(agencies: Organisation[] = AGENCIES) {
  const site = new Site(await freePort())
  site.serve()
  await up(site.url)
  site.add('operator', 'operator', '运营员')
  const operator = await Member.signedIn(site.url, 'operator', STAFF_PASSWORD)
  const client = await Member.registered(site.url, CLIENT)
  return { site, operator, client, agencies: await Promise.all(agencies.map((it) => Member.registered(site.url, it))) }
}
