/** `tlog-proof` (C2SP): that a leaf is in the log. */
import { fromBase64 } from './base64'

export interface Proof {
  /** For the application; not authenticated by the proof. */
  extra: Uint8Array | undefined
  index: number
  path: Uint8Array[]
  /** The signed head, a note. */
  checkpoint: string
}

export const FIRST_LINE = 'c2sp.org/tlog-proof@v1'
const LONGEST_PATH = 64

export function readProof(text: string): Proof | undefined {
  const cut = text.indexOf('\n\n')
  const lines = text.slice(0, Math.max(cut, 0)).split('\n')
  if (cut < 0 || lines.shift() !== FIRST_LINE) return undefined
  let extra: Uint8Array | undefined
  if (lines[0]?.startsWith('extra ')) {
    extra = fromBase64(lines[0].slice('extra '.length))
    if (extra === undefined) return undefined
    lines.shift()
  }
  const index = /^index (0|[1-9]\d{0,14})$/.exec(lines.shift() ?? '')?.[1]
  const path = lines.map((line) => fromBase64(line)).filter((it) => it?.length === 32)
  if (index === undefined || path.length !== lines.length || path.length > LONGEST_PATH) return undefined
  return { extra, index: Number(index), path: path as Uint8Array[], checkpoint: text.slice(cut + 2) }
}
