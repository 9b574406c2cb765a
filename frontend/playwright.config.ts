import { defineConfig } from '@playwright/test'

const LISTEN = '127.0.0.1:18080'
const BIN = '../target/debug/jishi'
const DATA = '../target/e2e-data'

/**
 * Journeys through the pages of a server with demo data: the one at `JISHI_URL`, or one that is started here. The browser is that at
 * `CHROMIUM` (default Debian's). Each journey runs on a phone and on a desk.
 */
export default defineConfig({
  testDir: './e2e',
  outputDir: './node_modules/.cache/e2e',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  ...(process.env.JISHI_URL
    ? {}
    : {
        webServer: {
          command: `sh -c 'test -e ${DATA}/postgres || ${BIN} demo --data-dir ${DATA}; exec ${BIN} serve --data-dir ${DATA} --listen ${LISTEN}'`,
          url: `http://${LISTEN}/healthz`,
          timeout: 900_000,
          reuseExistingServer: true,
        },
      }),
  use: {
    baseURL: process.env.JISHI_URL ?? `http://${LISTEN}`,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'],
    },
  },
  projects: [
    { name: 'phone', use: { viewport: { width: 360, height: 740 }, hasTouch: true } },
    { name: 'desktop', use: { viewport: { width: 1280, height: 800 } } },
  ],
})
