import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { defineConfig } from 'playwright/test'
import { chooseHost } from './choose-host.ts'
import { sayHost } from './say-host.ts'

const root = resolve(import.meta.dirname, '../..')
const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const browser = process.env.SAMNUM_CHROMIUM ?? browsers.find((path) => existsSync(path))
const isRoot = process.getuid?.() === 0

// Workers read this file too; it is said once.
if (process.env.TEST_WORKER_INDEX === undefined) sayHost()

export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '**/*.spec.ts',
  outputDir: join(root, 'artifacts', 'e2e'),
  // Each test has a workstation of its own, with its own vault, engine and window; but the desktop program is opened once for a person.
  workers: chooseHost().kind === 'serve' ? Math.max(1, Math.min(2, availableParallelism())) : 1,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  timeout: process.env.SLOW === '1' ? 10 * 60_000 : 5 * 60_000,
  expect: { timeout: 90_000 },
  use: {
    // A step that stalls fails there, and says which it was.
    actionTimeout: 90_000,
    navigationTimeout: 90_000,
    viewport: { width: 1366, height: 768 },
    trace: 'off',
    launchOptions: {
      // Under the C locale Chromium finds no file whose name is Khmer, and offers it to no page.
      env: { ...(process.env as Record<string, string>), LC_ALL: 'C.UTF-8' },
      ...(browser === undefined ? {} : { executablePath: browser }),
      args: [
        // Chromium refuses its sandbox to root; the machine that runs the tests is thrown away afterwards.
        ...(isRoot ? ['--no-sandbox'] : []),
        // The browser itself asks for nothing, so that every request seen is the page's.
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
})
