import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { describe, expect, it } from 'vitest'
import { canonical, hashOf, hmacSha256, sha256Hex, type Json } from './canonical'
import { choose, joinSorted, seedMessage } from './draw'
import { verify } from './index'
import { commitmentOf, sealedRosterHash } from './sealed-part'
import { parseStrict } from './strict'

type Fields = { [key: string]: Json }

// domain.md §7.12 and §12.1
const CODES = ['91433101MADEM00112', '91433101MADEM002XR', '91433101MADEM0038R', '91433101MADEM0046L', '91433101MADEM0054F', '91433101MADEM0062A']
const SECRET = Array.from({ length: 32 }, (_, i) => i.toString(16).padStart(2, '0')).join('')
const ROSTER_HASH = 'd213d070e4c0237f41f835fc1cc38ddddebb96625b05e77326fd42fb9db2e3be'
const SEED = 'a3a5fe707b2118e280335c7d99d575937a8aac5ccc7e6fd13c636b163525a0f5'
const rules: Fields = { min_entrants_fiscal: 3, direct_cap_fen: 10_000_000, reference_percents: [95, 96, 97, 98] }

function sealed(fields: Fields): string {
  const digests = Object.fromEntries(Object.entries(fields).map(([key, it]) => [key, hashOf(it)]))
  const file: Fields = { ...fields, digests }
  return JSON.stringify({ ...file, digest: hashOf(file) })
}

const common = {
  format: 'jishi-evidence/1',
  notice_code: '433101-20261123-0001',
  project_name: '吉首市乾州街道老旧小区排水管网改造工程水土保持方案',
  client_name: '吉首市（演示）城市建设服务中心',
  signups: 7,
  select_time: '2026-11-30T09:30:00+08:00',
  rules,
  rules_hash: hashOf(rules),
}
const draw: Fields = {
  ...common,
  method: 'draw',
  algorithm: 'JISHI-DRAW-V1',
  fiscal_percent: 100,
  amount_fen: 1_800_000,
  beacon: '-',
  commit: '630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd',
  secret: SECRET,
  roster: CODES.map((uscc, k) => ({ uscc, nonce: k.toString(16).padStart(32, '0'), name: `演示机构${k}` })),
  roster_hash: ROSTER_HASH,
  seed: SEED,
  steps: [{ purpose: 'winner', ctr: 0, v: '12596650521732639256', n: 6, index: 4 }],
  winner: '91433101MADEM0054F',
}
/** The same, its nonces sealed until the opening. */
const codes = draw.roster as { uscc: string; nonce: string; name: string }[]
const opened = codes.map((it) => ({ ...it, salt: sha256Hex(it.uscc) })).map((it) => ({ ...it, commitment: commitmentOf(common.notice_code, { ...it, quote: null }) }))
const not_opened = [{ uscc: '91433101MADEM0070Y', name: '演示机构7', commitment: '7'.repeat(64), reason: 'cannot_open' }]
const sealedDraw: Fields = { ...draw, roster: opened, not_opened, sealed_roster_hash: sealedRosterHash([...opened, ...not_opened]) }
const direct: Fields = {
  ...common,
  method: 'direct',
  roster: CODES.map((uscc) => ({ uscc, name: `演示机构 ${uscc}` })),
  roster_hash: sha256Hex(joinSorted(CODES)),
  winner: '91433101MADEM0038R',
  reason: '近三年同类项目业绩最多',
  amount_fen: 1_800_000,
  cap_fen: 10_000_000,
  concentration: { awards: 4, awards_to_agency: 1, amount_fen: 9_000_000, amount_to_agency_fen: 1_000_000 },
}
const failed = (text: string) => verify(text).checks.filter((it) => !it.passed).map((it) => it.pointer)

describe('the algorithm', () => {
  it('gives the vectors of the specification', () => {
    const lines = CODES.map((uscc, k) => `${uscc}:${k.toString(16).padStart(32, '0')}`)
    expect(sha256Hex(joinSorted([...lines].reverse()))).toBe(ROSTER_HASH)
    const seed = hmacSha256(hexToBytes(SECRET), seedMessage(common.notice_code, ROSTER_HASH, common.select_time, '-'))
    expect(bytesToHex(seed)).toBe(SEED)
    expect(choose(seed, 'winner', 6)).toEqual([{ purpose: 'winner', ctr: 0, v: '12596650521732639256', n: 6, index: 4 }])
    expect(choose(seed, 'percent', 4)).toEqual([{ purpose: 'percent', ctr: 0, v: '4321986714107394404', n: 4, index: 0 }])
  })

  it('hashes canonical JSON', () => {
    expect(canonical(JSON.parse('{ "b": [1, 2.0, "\\u96c6市"], "a": { "z": null, "y": true } }') as Json)).toBe('{"a":{"y":true,"z":null},"b":[1,2,"集市"]}')
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
})

describe('the evidence of a sealed draw', () => {
  it('passes, and fails where an entrant was given another nonce or left out', () => {
    expect(failed(sealed(sealedDraw))).toEqual([])
    const changed = (k: number, more: Fields) => sealed({ ...sealedDraw, roster: opened.map((it, i) => (i === k ? { ...it, ...more } : it)) })
    expect(failed(changed(2, { salt: '0'.repeat(64) }))).toEqual(['/roster/2/commitment'])
    expect(failed(changed(0, { nonce: 'f'.repeat(32) }))).toContain('/roster/0/commitment')
    expect(failed(sealed({ ...sealedDraw, not_opened: [] }))).toEqual(['/sealed_roster_hash'])
    const bare: Fields[] = opened.map((it, i) => (i === 0 ? { uscc: it.uscc, name: it.name, nonce: it.nonce } : it))
    expect(failed(sealed({ ...sealedDraw, roster: bare }))).toEqual(['/roster/0/salt', '/sealed_roster_hash'])
  })
})

describe('an evidence file', () => {
  it('that is right passes', () => {
    const drawn = verify(sealed(draw))
    expect(drawn.checks.filter((it) => !it.passed)).toEqual([])
    expect([drawn.passed, drawn.method, drawn.winner]).toEqual([true, 'draw', '91433101MADEM0054F'])
    expect(drawn.working?.roster[4]?.name).toBe('演示机构4')
    const picked = verify(sealed(direct))
    expect(picked.checks.filter((it) => !it.passed)).toEqual([])
    expect([picked.passed, picked.method, picked.winner]).toEqual([true, 'direct', '91433101MADEM0038R'])
  })

  it('with one changed byte anywhere fails', () => {
    for (const text of [sealed(draw), sealed(direct)]) {
      const bytes = new TextEncoder().encode(text)
      const decoder = new TextDecoder()
      for (let at = 0; at < bytes.length; at++) {
        const changed = bytes.slice()
        changed[at] = (changed[at] ?? 0) ^ ([0x01, 0x02, 0x20][at % 3] ?? 1)
        if (verify(decoder.decode(changed)).passed) expect.fail(`byte ${at} of ${text}`)
      }
    }
  }, 60_000)

  it.each([
    ['commit', 'a'.repeat(64), '/commit'],
    ['secret', 'b'.repeat(64), '/commit'],
    ['secret', SECRET.toUpperCase(), '/secret'],
    ['winner', CODES[0] ?? '', '/winner'],
    ['seed', 'c'.repeat(64), '/seed'],
    ['roster_hash', 'd'.repeat(64), '/roster_hash'],
    ['beacon', '2026135', '/seed'],
    ['notice_code', '433101-20261123-0001-R1', '/notice_code'],
    ['notice_code', '433101-20261323-0001', '/notice_code'],
    ['select_time', '2026-11-30T01:30:00Z', '/select_time'],
    ['select_time', '2026-11-30T09:30:00.500000+08:00', '/select_time'],
    ['amount_fen', 0, '/amount_fen'],
    ['fiscal_percent', 101, '/fiscal_percent'],
    ['signups', 5, '/signups'],
    ['algorithm', 'JISHI-DRAW-V2', '/algorithm'],
    ['format', 'jishi-evidence/2', '/format'],
    ['steps', [], '/steps'],
    ['rules', { ...rules, min_entrants_fiscal: 7 }, '/roster'],
  ] as [string, Json, string][])('of a draw sealed again with another %s fails at its place', (field, value, pointer) => {
    expect(failed(sealed({ ...draw, [field]: value }))).toContain(pointer)
  })

  it.each([
    ['winner', '11433101MADEM1014T', '/winner'],
    ['reason', ' \n', '/reason'],
    ['amount_fen', 10_000_001, '/amount_fen'],
    ['cap_fen', 10_000_002, '/cap_fen'],
    ['concentration', { awards: 4, awards_to_agency: 5, amount_fen: 9, amount_to_agency_fen: 1 }, '/concentration'],
  ] as [string, Json, string][])('of a direct selection sealed again with another %s fails at its place', (field, value, pointer) => {
    expect(failed(sealed({ ...direct, [field]: value }))).toEqual([pointer])
  })

  it('needs two entrants only after the second failure', () => {
    const two = (code: string, more: { too_few?: number } = {}) => {
      const roster = (draw.roster as Json[]).slice(0, 2)
      return failed(sealed({ ...draw, roster, notice_code: code, ...more }))
    }
    expect(two('433101-20261123-0001-R2')).toContain('/roster')
    expect(two('433101-20261123-0001-R3')).not.toContain('/roster')
    expect(two('433101-20261123-0001-R3', { too_few: 2 })).not.toContain('/roster')
    expect(two('433101-20261123-0001-R3', { too_few: 1 })).toContain('/roster')
    expect(two('433101-20261123-0001-R3', { too_few: 3 })).toContain('/too_few')
  })

  it('with what does not belong there fails', () => {
    const text = sealed(draw)
    expect(failed(text.replace('{', '{"method":"draw",'))).toEqual([''])
    expect(failed(text.replace('{', '{"extra":1,'))).toEqual(['/extra'])
    expect(failed(text.replace('"ctr":0', '"ctr":0.0'))).toEqual([''])
    for (const junk of ['', 'null', '[]', '"x"', '{}', '{"method":"price"}', '['.repeat(100_000)]) expect(verify(junk).passed).toBe(false)
  })
})

describe('strict JSON', () => {
  it('is read as usual', () => {
    const text = '{"a":[{"k":"a\\",{\\"k\\":1"},{"k":-3}],"b":{"k":{}, "l":[true,false,null]}}'
    expect(parseStrict(text)).toEqual(JSON.parse(text))
  })
})
