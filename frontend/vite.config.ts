import { fileURLToPath } from 'node:url'
import vueI18n from '@intlify/unplugin-vue-i18n/vite'
import vue from '@vitejs/plugin-vue'
import icons from 'unplugin-icons/vite'
import { defineConfig } from 'vite'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
const backend = process.env.JISHI_URL ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [
    vue(),
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
  },
  server: { port: 5173, proxy: { '/api': backend, '/log': backend, '/healthz': backend } },
  preview: { port: 4173, proxy: { '/api': backend, '/log': backend } },
})
