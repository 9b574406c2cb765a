import { defineConfig } from '@playwright/test'

/** Root may run it, pictures come out alike everywhere, and it talks to nobody but the server. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * Journeys through the pages, each on a phone and on a desk. The server with demo data is the one at `JISHI_URL`, or one that the setup starts;
 * the road brings a server of its own. The browser is that at `CHROMIUM` (default Debian's).
 */
export default defineConfig({
  testDir: './e2e',
  globalSetup: './e2e/setup.ts',
  outputDir: './node_modules/.cache/e2e',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    baseURL: process.env.JISHI_URL,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    actionTimeout: 20_000,
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS },
  },
  projects: [
    { name: 'phone', use: { viewport: { width: 360, height: 740 }, hasTouch: true } },
    { name: 'desktop', use: { viewport: { width: 1280, height: 800 } } },
  ],
})
