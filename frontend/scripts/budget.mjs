// First-view weight, gzipped script and style: what the entry loads plus what one page loads (frontend.md §5).
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('manifest.json', dist), 'utf8'))
const size = new Map()
const weigh = (file) => {
  if (!size.has(file)) size.set(file, gzipSync(readFileSync(new URL(file, dist)), { level: 6 }).length)
  return size.get(file)
}

/** Every file that opening this chunk loads, its static imports included. */
function closure(key, files = new Set(), seen = new Set()) {
  if (seen.has(key)) return files
  seen.add(key)
  const chunk = manifest[key]
  if (!chunk) return files
  files.add(chunk.file)
  for (const css of chunk.css ?? []) files.add(css)
  for (const next of chunk.imports ?? []) closure(next, files, seen)
  return files
}

const language = ['src/i18n/public-zh-CN.ts']
const officeExtra = ['src/i18n/office-zh-CN.ts', 'src/shell/OfficeShell.vue']
const pages = Object.keys(manifest).filter((it) => /src\/[^/]+\/pages\/.+\.vue$/.test(it))
let failed = false
for (const page of pages.sort()) {
  const office = page.includes('/pages/office/')
  const files = new Set()
  const own = page.replace(/pages\/.*$/, 'messages/page.zh-CN.json')
  for (const key of ['index.html', ...language, ...(office ? officeExtra : ['src/shell/PublicShell.vue', own]), page]) closure(key, files)
  const total = [...files].reduce((sum, file) => sum + weigh(file), 0)
  const limit = (office ? 220 : 100) * 1024
  if (total > limit) failed = true
  console.log(`${total > limit ? 'OVER ' : '     '}${(total / 1024).toFixed(1).padStart(6)} kB of ${limit / 1024}  ${page}`)
}
process.exit(failed ? 1 : 0)
