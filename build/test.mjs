// npm test: everything. `npm test -- unit e2e` runs only the suites named; `checks` stands for npm run check's tools.
import { ensureBuilt } from './ensure-built.mjs'
import { findVitestSuites, hasBrowserTests } from './projects.mjs'
import { runBrowserTests, runChecks, runVitestSuites } from './suites.mjs'
import { summarize, writeLongest, writeSummary } from './summary.mjs'
import { ensureSystemPackages } from './system-packages.mjs'

const root = process.cwd()
const available = ['checks', ...findVitestSuites(root), ...(hasBrowserTests(root) ? ['e2e'] : [])]
const named = process.argv.slice(2)
const unknown = named.filter((suite) => !available.includes(suite))
if (unknown.length > 0) {
  process.stderr.write(`There is no suite ${unknown.join(', ')}. Suites: ${available.join(', ')}\n`)
  process.exit(2)
}
const suites = named.length === 0 ? available : available.filter((suite) => named.includes(suite))

ensureSystemPackages((line) => process.stdout.write(`${line}\n`))

/** @type {import('./summary.mjs').SuiteTally[]} */
const tallies = []
if (named.length === 0 || suites.includes('e2e')) {
  const code = await ensureBuilt(root)
  tallies.push({
    suite: 'build',
    tally: { passed: code === 0 ? 1 : 0, failed: code === 0 ? [] : ['electron-vite build'], skipped: [] },
  })
}
const vitestSuites = suites.filter((suite) => suite !== 'checks' && suite !== 'e2e')
if (suites.includes('checks')) {
  await run('checks', async () => [{ suite: 'checks', tally: await runChecks(root) }])
}
if (vitestSuites.length > 0) {
  await run(vitestSuites.join(' '), () => runVitestSuites(root, vitestSuites))
}
if (suites.includes('e2e')) {
  await run('e2e', async () => [{ suite: 'e2e', tally: await runBrowserTests(root) }])
}
writeSummary(tallies)
process.exitCode = summarize(tallies).isGood ? 0 : 1

/**
 * Runs something, and says how each suite of it went and how long all took.
 * @param {string} name
 * @param {() => Promise<import('./summary.mjs').SuiteTally[]>} start
 */
async function run(name, start) {
  process.stdout.write(`\n── ${name}\n`)
  const startedAtMs = Date.now()
  const found = await start()
  for (const { suite, tally } of found) {
    const work = tally.workSeconds === undefined ? '' : `, ${Math.round(tally.workSeconds)} s of work`
    process.stdout.write(`${suite}: ${tally.passed} passed, ${tally.failed.length} failed${work}\n`)
  }
  process.stdout.write(`${name}: ${Math.round((Date.now() - startedAtMs) / 1000)} s\n`)
  writeLongest(found)
  tallies.push(...found)
}
