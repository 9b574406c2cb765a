import { fileURLToPath } from 'node:url'
import vueI18n from '@intlify/unplugin-vue-i18n/vite'
import vue from '@vitejs/plugin-vue'
import icons from 'unplugin-icons/vite'
import { defineConfig, type Plugin } from 'vite'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
const backend = process.env.JISHI_URL ?? 'http://127.0.0.1:8080'

/** The frame and the parts that most public pages use. */
const KIT = new RegExp(
  '/src/(api/(client|page-data|problem|token|connection|list|filters)|lib/(money|dates|text)|shell/(?!Office|office|pages|messages)|accounts/session|search/(SearchBox|Marked)' +
    '|design/(Absent|Breadcrumb|Button|Card|DataTable|Empty|ErrorPanel|Instant|KeyFacts|Loaded|Money|Pager|Skeleton|StateTag|ToastHost|WorkingDays|clock|form|toast))\\b',
)

/**
 * vue-i18n looks names up in Vue's whole namespace, which keeps all of Vue in the bundle (12 kB gzipped). Vue 3.5 has no such export, so the
 * lookup always ends in `getCurrentInstance`, which is what this puts there.
 */
const leanVueI18n: Plugin = {
  name: 'lean-vue-i18n',
  transform(code, id) {
    if (!/vue-i18n[^/]*\.mjs/.test(id) || !code.includes("import * as Vue from 'vue'")) return null
    const lean = code
      .replace("import * as Vue from 'vue'", "import { getCurrentInstance as vueInstance } from 'vue'")
      .replace(/if \(key in Vue\) \{\s*return Vue\[key\];\s*\}\s*else \{\s*return Vue\.getCurrentInstance\(\);\s*\}/, 'return vueInstance();')
    if (/\bVue[.[]/.test(lean)) throw new Error('vue-i18n has changed: look at lean-vue-i18n again')
    return { code: lean, map: null }
  },
}

export default defineConfig({
  plugins: [
    vue(),
    leanVueI18n,
    // Messages become plain data at build time: a strict CSP forbids compiling them in the browser.
    vueI18n({ include: path('./src/**/messages/*.json'), strictMessage: false, runtimeOnly: true, dropMessageCompiler: true, fullInstall: false }),
    icons({ compiler: 'vue3', scale: 1.25 }),
  ],
  resolve: { alias: { '@': path('./src') } },
  define: { __VUE_OPTIONS_API__: 'false', __VUE_I18N_LEGACY_API__: 'false' },
  build: {
    target: 'es2022',
    // Old phones: newer CSS (light-dark, media ranges) is lowered to what these read.
    cssTarget: ['chrome99', 'safari15.4', 'firefox97'],
    assetsDir: 'assets',
    // Inlined assets are data: URLs, which the CSP refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: 'manifest.json',
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // What every page needs comes in two files, not in sixty: the libraries, and the frame with the common parts.
        codeSplitting: {
          groups: [
            { name: 'base', test: /node_modules\/(@vue|vue|vue-router|vue-i18n|@intlify|pinia|@pinia|openapi-fetch)\// },
            { name: 'kit', test: KIT },
            // Only where a plot is: the drawing under ECharts comes beside it.
            { name: 'zrender', test: /node_modules\/zrender\// },
          ],
        },
      },
    },
  },
  server: { port: 5173, proxy: { '/api': backend, '/log': backend, '/healthz': backend } },
  preview: { port: 4173, proxy: { '/api': backend, '/log': backend, '/healthz': backend } },
})
