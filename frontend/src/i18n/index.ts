/**
 * Texts. Each slice keeps its own `messages/<language>.json` (public pages) and `messages/office.<language>.json` (office pages), both under the
 * slice's name: `t('notices.title')`. They are compiled at build time and loaded per language. What only some public pages say, or
 * parts of them that come beside the page, stands in `messages/page.<language>.json` and comes with these (`needPageTexts`), so that it weighs on
 * no other.
 */
import { createI18n } from 'vue-i18n'

export const LANGUAGES = ['zh-CN', 'en'] as const
export type Language = (typeof LANGUAGES)[number]
type Messages = Record<string, Record<string, unknown>>

/** By slice and language. */
const pages: Record<string, () => Promise<unknown>> = import.meta.glob('../*/messages/page.*.json', { import: 'default' })
const KEY = 'jishi.language'
const loaders: Record<Language, Record<'public' | 'office', () => Promise<{ default: Messages }>>> = {
  'zh-CN': { public: () => import('./public-zh-CN'), office: () => import('./office-zh-CN') },
  en: { public: () => import('./public-en'), office: () => import('./office-en') },
}

function chosen(): Language {
  try {
    const stored = localStorage.getItem(KEY)
    if (stored === 'zh-CN' || stored === 'en') return stored
  } catch {
    // Nothing is kept in this browser; the default stands.
  }
  return 'zh-CN'
}

// A missing text shows its key, and `npm run i18n:check` fails on it.
export const i18n = createI18n({ legacy: false, locale: chosen(), missingWarn: false, fallbackWarn: false, messages: {} })
const loaded = new Set<string>()
let office = false
const slices = new Set<string>()

async function load(language: Language, part: 'public' | 'office') {
  const name = `${part}/${language}`
  if (loaded.has(name)) return
  const { default: messages } = await loaders[language][part]()
  i18n.global.mergeLocaleMessage(language, messages)
  loaded.add(name)
}

async function loadPage(language: Language, slice: string) {
  const name = `page/${slice}/${language}`
  if (loaded.has(name)) return
  i18n.global.mergeLocaleMessage(language, { [slice]: await pages[`../${slice}/messages/page.${language}.json`]?.() })
  loaded.add(name)
}

export function currentLanguage(): Language {
  return i18n.global.locale.value as Language
}

/** Loads what the language needs before it is shown. */
export async function useLanguage(language: Language) {
  await Promise.all([load(language, 'public'), office ? load(language, 'office') : undefined, ...[...slices].map((it) => loadPage(language, it))])
  i18n.global.locale.value = language
  document.documentElement.lang = language
  try {
    localStorage.setItem(KEY, language)
  } catch {
    // Not kept; it holds for this visit.
  }
}

export async function needOfficeTexts() {
  office = true
  await load(currentLanguage(), 'office')
}

/** What pages or parts of a slice say that others do not. */
export async function needPageTexts(slice: string) {
  slices.add(slice)
  await loadPage(currentLanguage(), slice)
}
