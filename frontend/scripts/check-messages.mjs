// Every text exists in both languages, every key that the code names exists, and no key is left that nothing names.
import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

const root = new URL('../src', import.meta.url).pathname
const names = await readdir(root, { recursive: true })
const read = (name) => readFileSync(join(root, name), 'utf8')
const faults = []

/** Flattens messages to `slice.a.b` → text. */
function flatten(value, prefix, into) {
  for (const [key, it] of Object.entries(value)) {
    if (typeof it === 'string') into.set(`${prefix}.${key}`, it)
    else flatten(it, `${prefix}.${key}`, into)
  }
  return into
}

const texts = { 'zh-CN': new Map(), en: new Map() }
for (const name of names.filter((it) => /messages\/((office|page)\.)?(zh-CN|en)\.json$/.test(it))) {
  const [slice] = name.split('/')
  const language = name.endsWith('en.json') ? 'en' : 'zh-CN'
  for (const [key, text] of flatten(JSON.parse(read(name)), slice, new Map())) {
    if (texts[language].has(key)) faults.push(`${name}: ${key} is given twice`)
    if (text.trim() === '') faults.push(`${name}: ${key} is empty`)
    texts[language].set(key, text)
  }
}

const placeholders = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((it) => it[1]).sort().join()
for (const [key, text] of texts['zh-CN']) {
  if (!texts.en.has(key)) faults.push(`en: ${key} is missing`)
  else if (placeholders(texts.en.get(key).split('|')[0]) !== placeholders(text.split('|')[0])) faults.push(`${key}: placeholders differ between the languages`)
}
for (const key of texts.en.keys()) if (!texts['zh-CN'].has(key)) faults.push(`zh-CN: ${key} is missing`)

// Keys in code: 'slice.key' as a whole, or `slice.group.${x}` as a prefix.
const code = names.filter((it) => /\.(vue|ts)$/.test(it) && !it.endsWith('.d.ts')).map(read).join('\n').replace(/\/\*\*[\s\S]*?\*\//g, '')
const slices = new Set([...texts['zh-CN'].keys()].map((it) => it.split('.')[0]))
const whole = new Set([...code.matchAll(/['"`]([a-z_]+(?:\.[a-zA-Z0-9_]+)+)['"`]/g)].map((it) => it[1]))
const prefixes = [...code.matchAll(/`([a-z_]+(?:\.[a-zA-Z0-9_]+)*\.)\$\{/g)].map((it) => it[1])
for (const [, key] of code.matchAll(/\bt\(\s*['"]([^'"]+)['"]/g)) if (!texts['zh-CN'].has(key)) faults.push(`code names ${key}, which has no text`)
for (const prefix of prefixes) {
  if (slices.has(prefix.split('.')[0]) && ![...texts['zh-CN'].keys()].some((it) => it.startsWith(prefix))) faults.push(`code names ${prefix}…, which has no text`)
}
for (const key of texts['zh-CN'].keys()) {
  if (!whole.has(key) && !prefixes.some((it) => key.startsWith(it))) faults.push(`${key} is named by nothing`)
}

if (faults.length > 0) {
  console.error(faults.join('\n'))
  process.exit(1)
}
console.log(`${texts.en.size} texts in two languages`)
