import { describe, expect, it } from 'vitest'
import { normaliseUscc, usccFault } from './uscc'

// domain.md §12.1
const VALID = [
  '9144030071526726XG', '914403001922038216', '91110000802100433B', '91440300192317458F', '9144030010001686XA',
  '91100000100003962T', '91110302562134916R', '12100000400002259P', '12100000400000624D', '91350100M000100Y43',
  '91433101MADEM00112', '54433101MADEM10490', '31430000MADEM1057D', '93433101MADEM1065L',
]

describe('a unified social credit code', () => {
  it.each(VALID)('%s is accepted', (code) => {
    expect(usccFault(code)).toBeUndefined()
  })

  it.each([
    ['91440400192548254N', 'check'],
    ['914300007121944053', 'check'],
    ['91330100799655058O', 'letter'],
    ['430000000012345', 'old_number'],
    ['91433101MADEM0011', 'length'],
  ])('%s is refused as %s', (code, fault) => {
    expect(usccFault(code)).toBe(fault)
  })

  it('is read in lower case and with gaps', () => {
    expect(normaliseUscc(' 91433101 madem-00112 ')).toBe('91433101MADEM00112')
    expect(usccFault('91433101madem00112')).toBeUndefined()
  })

  it('of any one changed character is refused', () => {
    for (let at = 0; at < 17; at++) {
      const changed = `91433101MADEM00112`.split('')
      changed[at] = changed[at] === '7' ? '8' : '7'
      expect(usccFault(changed.join(''))).toBe('check')
    }
  })
})
