/**
 * Texts. Each slice keeps its own `messages/<language>.json` (public pages), `messages/office.<language>.json` (office pages) and
 * `messages/later.<language>.json` (what is loaded beside a public page, and only where it is shown), all under the slice's name:
 * `t('notices.title')`. They are compiled at build time and loaded per language.
 */
import { createI18n } from 'vue-i18n'

export const LANGUAGES = ['zh-CN', 'en'] as const
export type Language = (typeof LANGUAGES)[number]
type Messages = Record<string, Record<string, unknown>>

/** By slice and language. */
const pages: Record<string, () => Promise<unknown>> = import.meta.glob('../*/messages/page.*.json', { import: 'default' })
const KEY = 'jishi.language'
type Part = 'public' | 'office' | 'later'
const loaders: Record<Language, Record<Part, () => Promise<{ default: Messages }>>> = {
  'zh-CN': { public: () => import('./public-zh-CN'), office: () => import('./office-zh-CN'), later: () => import('./later-zh-CN') },
  en: { public: () => import('./public-en'), office: () => import('./office-en'), later: () => import('./later-en') },
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
/** What was asked for once is there in every language that is shown. */
const needed = new Set<Part>(['public'])
const slices = new Set<string>()

async function load(language: Language, part: Part) {
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
  await Promise.all([...[...needed].map((part) => load(language, part)), ...[...slices].map((it) => loadPage(language, it))])
  i18n.global.locale.value = language
  document.documentElement.lang = language
  try {
    localStorage.setItem(KEY, language)
  } catch {
    // Not kept; it holds for this visit.
  }
}

export async function needTexts(part: Part) {
  needed.add(part)
  await load(currentLanguage(), part)
}

export const needOfficeTexts = () => needTexts('office')

/** What the pages of a slice say that no other does. */
export async function needPageTexts(slice: string) {
  slices.add(slice)
  await loadPage(currentLanguage(), slice)
}
