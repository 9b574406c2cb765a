/** How the person wants to see the page: theme and type size, kept in this browser, applied to the root before anything is drawn. */
import { ref, watch } from 'vue'

type Theme = 'auto' | 'light' | 'dark'

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function keep(key: string, value: string) {
  try {
    localStorage.setItem(key, value)
  } catch {
    // It holds for this visit.
  }
}

const storedTheme = kept('jishi.theme')
const theme = ref<Theme>(storedTheme === 'light' || storedTheme === 'dark' ? storedTheme : 'auto')
const large = ref(kept('jishi.type') === 'large')

export function applyDisplay() {
  watch(
    [theme, large],
    () => {
      const root = document.documentElement
      if (theme.value === 'auto') delete root.dataset.theme
      else root.dataset.theme = theme.value
      if (large.value) root.dataset.type = 'large'
      else delete root.dataset.type
      keep('jishi.theme', theme.value)
      keep('jishi.type', large.value ? 'large' : 'normal')
    },
    { immediate: true },
  )
}

export function useDisplay() {
  const dark = () => (theme.value === 'auto' ? matchMedia('(prefers-color-scheme: dark)').matches : theme.value === 'dark')
  return {
    theme,
    large,
    toggleTheme: () => {
      theme.value = dark() ? 'light' : 'dark'
    },
    toggleLarge: () => {
      large.value = !large.value
    },
    isDark: dark,
  }
}
