import { hexToBytes } from '@noble/hashes/utils.js'
import { describe, expect, it } from 'vitest'
import vectors from '../../../tests/fixtures/seal.json'
import { newKey, openShare, readKey, type KeyFile } from './key-file'

const base64 = (hex: string) => btoa(String.fromCharCode(...hexToBytes(hex)))
const of = { notice_id: '01890000-0000-7000-8000-000000000000', project_name: '某项目', name: '石某' }
const file = (it: { secret: string; public: string }): KeyFile => ({ format: 'jishi-witness-key/1', ...of, public_key: it.public, private_key: it.secret })

describe('the vectors that the server has made', () => {
  for (const it_ of vectors.witnesses) {
    it(`open for witness ${it_.number} and for nobody else`, async () => {
      const key = file(it_)
      expect(readKey(JSON.stringify(key))).toEqual(key)
      const sealed = base64(it_.sealed_share)
      expect(await openShare(key, vectors.notice_code, it_.number, sealed)).toBe(base64(it_.share))
      await expect(openShare(key, vectors.notice_code, it_.number + 1, sealed)).rejects.toThrow()
      await expect(openShare(key, `${vectors.notice_code}-R2`, it_.number, sealed)).rejects.toThrow()
      await expect(openShare(newKey(of), vectors.notice_code, it_.number, sealed)).rejects.toThrow()
    })
  }
})

describe('a key file', () => {
  it('is read as it was written', () => {
    const key = newKey(of)
    expect(readKey(JSON.stringify(key))).toEqual(key)
    expect(newKey(of).private_key).not.toBe(key.private_key)
  })

  it('is refused where it is none, or damaged', () => {
    const key = newKey(of)
    for (const wrong of ['', 'null', '[]', '{}', JSON.stringify({ ...key, format: 'x' }), JSON.stringify({ ...key, public_key: newKey(of).public_key }), JSON.stringify({ ...key, private_key: 'x' })]) {
      expect(readKey(wrong)).toBeUndefined()
    }
  })
})
