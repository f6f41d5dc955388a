// npm test: everything. `npm test -- unit e2e` runs only the suites named; `checks` stands for npm run check's tools.
import { ensureBuilt } from './ensure-built.mjs'
import { findVitestSuites, hasBrowserTests } from './projects.mjs'
import { runBrowserTests, runChecks, runVitestSuite } from './suites.mjs'
import { summarize, writeSummary } from './summary.mjs'
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
for (const suite of suites) {
  process.stdout.write(`\n── ${suite}\n`)
  const startedAtMs = Date.now()
  const tally = await runSuite(suite)
  const seconds = Math.round((Date.now() - startedAtMs) / 1000)
  process.stdout.write(`${tally.passed} passed, ${tally.failed.length} failed in ${seconds} s\n`)
  tallies.push({ suite, tally })
}
writeSummary(tallies)
process.exitCode = summarize(tallies).isGood ? 0 : 1

/** @param {string} suite */
function runSuite(suite) {
  if (suite === 'checks') return runChecks(root)
  return suite === 'e2e' ? runBrowserTests(root) : runVitestSuite(root, suite)
}
