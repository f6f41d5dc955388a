// npm run check: types of every layer, lint, house rules, structure, dead code and the unit tests.
import { findVitestSuites } from './projects.mjs'
import { runChecks, runVitestSuite } from './suites.mjs'
import { summarize, writeSummary } from './summary.mjs'

const root = process.cwd()
const suites = findVitestSuites(root).filter((suite) => suite === 'unit')

const tallies = [{ suite: 'checks', tally: await runChecks(root) }]
for (const suite of suites) tallies.push({ suite, tally: await runVitestSuite(root, suite) })

writeSummary(tallies)
process.exitCode = summarize(tallies).isGood ? 0 : 1
