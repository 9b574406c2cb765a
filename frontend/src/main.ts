import { PiniaColada } from '@pinia/colada'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import App from './app.vue'
import { useSession } from './accounts/session'
import { currentLanguage, i18n, useLanguage } from './i18n'
import { router } from './router'
import { applyDisplay } from './shell/display'

applyDisplay()

const app = createApp(App)
app.use(createPinia())
app.use(PiniaColada, { queryOptions: { staleTime: 10_000, gcTime: 600_000 } })
app.use(i18n)

// The text, the route and a former session are awaited together: the server's own rendering stays visible until the page can replace it.
const session = useSession()
await Promise.all([useLanguage(currentLanguage()), session.restore()])
app.use(router)
await router.isReady()
app.mount('#app')
