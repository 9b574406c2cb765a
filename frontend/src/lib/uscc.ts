/** Check of a unified social credit code while it is typed (GB 32100-2015, domain.md §12.1); the server decides. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

export type UsccFault = 'length' | 'letter' | 'old_number' | 'check'

export function normaliseUscc(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase()
}

export function usccFault(text: string): UsccFault | undefined {
  const code = normaliseUscc(text)
  if (/^\d{15}$/.test(code)) return 'old_number'
  if ([...code].some((it) => !ALPHABET.includes(it))) return 'letter'
  if (code.length !== 18) return 'length'
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * ALPHABET.indexOf(code.charAt(i)), 0)
  return ALPHABET[(31 - (sum % 31)) % 31] === code[17] ? undefined : 'check'
}
