/** Points as typed: whole ones or with two decimals, in hundredths; undefined for anything else. */
export function readPoints(text: string): number | undefined {
  const parts = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text.normalize('NFKC').trim())
  return parts ? Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0')) : undefined
}

/** `4050` → `40.5` */
export function pointsText(hundredths: number): string {
  return String(hundredths / 100)
}
