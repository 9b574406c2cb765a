/**
 * Reads JSON in which every object has each key once and every number is a whole one that JavaScript holds exactly: what evidence
 * files consist of. `JSON.parse` alone would let a second key hide the first.
 */
import type { Json } from './canonical'

const MAX_DEPTH = 64
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|-?\d[\d.eE+-]*|true|false|null/g

export function parseStrict(text: string): Json {
  const value = JSON.parse(text) as Json
  scan(text)
  return value
}

/** The text is known to be JSON; this looks at what the parsed value no longer shows. */
function scan(text: string) {
  const open: (Set<string> | undefined)[] = []
  let before = ''
  for (const [token] of text.matchAll(TOKEN)) {
    const keys = open.at(-1)
    if (token === '{' || token === '[') {
      if (open.length >= MAX_DEPTH) throw new SyntaxError('nested too deeply')
      open.push(token === '{' ? new Set() : undefined)
    } else if (token === '}' || token === ']') {
      open.pop()
    } else if (token.startsWith('"') && keys && (before === '{' || before === ',')) {
      const key = JSON.parse(token) as string
      if (keys.has(key)) throw new SyntaxError(`key "${key}" occurs twice`)
      keys.add(key)
    } else if (/^[-\d]/.test(token) && !(/^-?\d+$/.test(token) && token !== '-0' && Number.isSafeInteger(Number(token)))) {
      throw new SyntaxError(`${token} is not a whole number`)
    }
    before = token
  }
}
