import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { VITEST_SUITES } from './build/projects.mjs'

const isSlow = process.env.SLOW === '1'

export default defineConfig({
  test: {
    projects: VITEST_SUITES.map((name) => ({
      test: {
        name,
        include: [`tests/${name}/**/*.test.{ts,tsx}`],
        environment: 'node',
        pool: 'forks',
        // A child process that hangs must end the suite, not outlive it; a machine that is busy must not fail a test.
        testTimeout: isSlow ? 30 * 60_000 : 5 * 60_000,
        hookTimeout: isSlow ? 10 * 60_000 : 5 * 60_000,
        teardownTimeout: 20_000,
      },
    })),
    maxWorkers: Math.max(1, Math.min(4, availableParallelism())),
    // Nothing of our own is mocked, so nothing has to be restored.
    passWithNoTests: false,
    allowOnly: false,
  },
})
