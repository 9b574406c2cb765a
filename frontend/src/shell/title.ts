/** The browser's title: the page's own where it has one (`usePageTitle`), else that of its route, in the language of the page. */
import { onScopeDispose, shallowRef, watchEffect, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute } from 'vue-router'

type Title = () => string | undefined
const own: ShallowRef<Title | undefined> = shallowRef()

/** `usePageTitle(() => notice.data.value?.title)` */
export function usePageTitle(title: Title) {
  own.value = title
  onScopeDispose(() => {
    if (own.value === title) own.value = undefined
  })
}

/** Keeps the document's title; called once, by the root. */
export function keepTitle() {
  const { t } = useI18n()
  const route = useRoute()
  watchEffect(() => {
    const title = own.value?.() ?? (route.meta.title ? t(route.meta.title) : undefined)
    document.title = title ? `${title} · ${t('shell.brand')}` : t('shell.brand')
  })
}
