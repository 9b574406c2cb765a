import { PiniaColada } from '@pinia/colada'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/server.css'
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

app.use(router)
// Text, route and a former session come side by side; until then the server's own rendering stays visible.
await Promise.all([useLanguage(currentLanguage()), useSession().restore(), router.isReady()])
app.mount('#app')
