// npm run check: types of every layer, lint, house rules, structure, dead code and the unit tests.
import { findVitestSuites } from './projects.mjs'
import { runChecks, runVitestSuites } from './suites.mjs'
import { summarize, writeSummary } from './summary.mjs'

const root = process.cwd()
const suites = findVitestSuites(root).filter((suite) => suite === 'unit')

const tallies = [{ suite: 'checks', tally: await runChecks(root) }]
if (suites.length > 0) tallies.push(...(await runVitestSuites(root, suites)))

writeSummary(tallies)
process.exitCode = summarize(tallies).isGood ? 0 : 1
