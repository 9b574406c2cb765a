import { describe, expect, it } from 'vitest'
import fixture from '../../../../tests/fixtures/log-proof.json'
import held from '../../../../tests/fixtures/receipt.json'
import { verifyLeaf } from './leaf'
import { shownBy, verifyReceipt } from './receipt'

const { key, leaf, proof } = fixture
const names = (document: unknown, proofText: string, keyText: string) =>
  verifyLeaf(document, proofText, keyText)
    .filter((it) => !it.passed)
    .map((it) => it.name)

describe('a proof that the server made', () => {
  it('leads from the leaf to the signed root', () => {
    const steps = verifyLeaf(leaf.document, proof, key)
    expect(steps.map((it) => it.passed)).toEqual([true, true, true, true, true])
    expect(steps.find((it) => it.name === 'leaf')?.found).toBe(leaf.leaf_hash)
  })

  it('is refused for another content, place, path, root or key', () => {
    expect(names({ ...leaf.document, kind: 'test.other' }, proof, key)).toEqual(['inclusion'])
    expect(names(leaf.document, proof.replace('index 3', 'index 2'), key)).toEqual(['inclusion'])
    const lines = proof.split('\n')
    expect(names(leaf.document, lines.toSpliced(2, 1).join('\n'), key)).toEqual(['inclusion'])
    expect(names(leaf.document, lines.with(2, lines[3] ?? '').join('\n'), key)).toEqual(['inclusion'])
    expect(names(leaf.document, proof.replace('\n7\n', '\n8\n'), key)).toEqual(['signature'])
    expect(names(leaf.document, proof, key.replace(/.(?=\s*$)/, 'A'))).toEqual(['key'])
  })

  it('says what cannot be read', () => {
    for (const text of ['', 'no proof', proof.replace('@v1', '@v2'), proof.replace('index 3', 'index 03'), proof.replace('index 3', 'index -1')]) {
      expect(names(leaf.document, text, key)).toEqual(['proof'])
    }
    expect(names(leaf.document, proof, '')).toEqual(['key'])
  })
})

describe('a receipt', () => {
  const failed = (text: string) =>
    verifyReceipt(text, held.key)
      .filter((it) => !it.passed)
      .map((it) => it.name)

  it('is checked with what it shows of the entry', () => {
    expect(verifyReceipt(held.receipt, held.key).map((it) => it.name)).toEqual(['proof', 'key', 'signature', 'leaf', 'inclusion', 'opening'])
    expect(failed(held.receipt)).toEqual([])
    expect(shownBy(held.receipt)?.part).toMatchObject({ kind: 'sign_up.made' })
  })

  it('is refused when what it shows is changed', () => {
    const lines = held.receipt.split('\n')
    const extra = JSON.parse(atob(lines[1]?.slice('extra '.length) ?? '')) as { opening: { salt: string } }
    extra.opening.salt = '0'.repeat(32)
    expect(failed(lines.with(1, `extra ${btoa(JSON.stringify(extra))}`).join('\n'))).toEqual(['opening'])
    expect(failed(lines.with(1, 'extra e30=').join('\n'))).toEqual(['proof'])
  })

  it('is promised by the key of the log, word for word', () => {
    expect(failed(held.promise)).toEqual([])
    expect(failed(held.promise.replace(/\d{4}-/, '2025-'))).toEqual(['signature'])
    expect(failed('jishi-receipt/1\n')).toEqual(['signature'])
  })
})
