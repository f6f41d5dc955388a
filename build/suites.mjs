import { existsSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { listChecks } from './checks.mjs'
import { readPlaywrightTally } from './playwright-tally.mjs'
import { runStep } from './run-step.mjs'
import { OUTSIDE } from './vitest-tally.mjs'

/** Somebody at a terminal wants to see that it goes on; a log wants what went wrong, once. */
const IS_WATCHED = process.stdout.isTTY

/** Output without colours. Playwright sets FORCE_COLOR for its workers, which would warn about the contradiction. */
const PLAIN = { ...process.env, NO_COLOR: '1' }

/**
 * Runs every check, as many at once as there are processors, and says how each went.
 * @param {string} root
 * @returns {Promise<import('./vitest-tally.mjs').Tally>}
 */
export async function runChecks(root) {
  /** @type {import('./vitest-tally.mjs').Tally} */
  const tally = { passed: 0, failed: [], skipped: [] }
  const waiting = listChecks(root)
  const takeTurns = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const { name, program, args } = check
      const { code, output, seconds } = await runStep(root, [program, ...args], { env: PLAIN })
      if (code === 0) {
        tally.passed += 1
        process.stdout.write(`ok    ${name} (${seconds.toFixed(1)} s)\n`)
      } else {
        tally.failed.push(name)
        process.stdout.write(`FAIL  ${name}\n${output.trimEnd()}\n`)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, takeTurns))
  return tally
}

/**
 * Runs folders of vitest tests, all in one run: while one suite comes to its last long file, the next begins.
 * @param {string} root
 * @param {readonly string[]} suites
 * @returns {Promise<import('./summary.mjs').SuiteTally[]>}
 */
export async function runVitestSuites(root, suites) {
  const report = join(root, 'out', 'reports', 'vitest.json')
  rmSync(report, { force: true })
  const { code, output } = await runStep(
    root,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      ...suites.map((suite) => `--project=${suite}`),
      '--reporter=dot',
      '--reporter=./build/vitest-tally.mjs',
    ],
    { env: { ...PLAIN, SAMNUM_TALLY: report }, echo: IS_WATCHED },
  )
  /** @type {Record<string, import('./vitest-tally.mjs').Tally>} */
  const found = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {}
  const tallies = suites.map((suite) => ({ suite, tally: found[suite] ?? nothingRan(suite) }))
  const outside = found[OUTSIDE]
  if (outside !== undefined) tallies.push({ suite: 'vitest', tally: outside })
  const hasFailed = tallies.some(({ tally }) => tally.failed.length > 0)
  if (code !== 0 && !hasFailed) {
    tallies.push({ suite: 'vitest', tally: { ...nothingRan('vitest'), failed: [endedWith('vitest', code)] } })
  }
  if (code !== 0 && !IS_WATCHED) process.stdout.write(`${output.trimEnd()}\n`)
  return tallies
}

/** @param {string} suite @returns {import('./vitest-tally.mjs').Tally} */
function nothingRan(suite) {
  return { passed: 0, failed: [`${suite}: nothing of it ran`], skipped: [] }
}

/** @param {string} suite @param {number} code */
function endedWith(suite, code) {
  return `${suite}: its runner ended with ${code}`
}

/**
 * Runs the browser tests.
 * @param {string} root
 * @returns {Promise<import('./vitest-tally.mjs').Tally>}
 */
export async function runBrowserTests(root) {
  const report = join(root, 'out', 'reports', 'e2e.json')
  rmSync(report, { force: true })
  const { code, output } = await runStep(
    root,
    [
      'node_modules/playwright/cli.js',
      'test',
      '--config',
      'tests/e2e/playwright.config.ts',
      '--reporter=dot,json',
    ],
    { env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report }, echo: IS_WATCHED },
  )
  // tests/e2e/say-host.ts tells whether this was Electron or a browser; the reader of a good run must know it too.
  const host = /^The screens are tested in .*$/m.exec(output)?.[0]
  if (host !== undefined && !IS_WATCHED) process.stdout.write(`${host}\n`)
  const tally = existsSync(report) ? readPlaywrightTally(JSON.parse(readFileSync(report, 'utf8'))) : undefined
  return conclude(tally, code, output)
}

/**
 * A runner that failed although no test did has failed as a whole; one that left no report has run nothing.
 * @param {import('./vitest-tally.mjs').Tally | undefined} found
 * @param {number} code
 * @param {string} output
 */
function conclude(found, code, output) {
  const tally = found ?? { passed: 0, failed: [], skipped: [] }
  if (code !== 0 && tally.failed.length === 0) tally.failed.push(endedWith('e2e', code))
  if (tally.failed.length > 0 && !IS_WATCHED) process.stdout.write(`${output.trimEnd()}\n`)
  return tally
}
