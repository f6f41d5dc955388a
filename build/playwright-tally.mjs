import { stripVTControlCharacters } from 'node:util'

/**
 * Reads a Playwright JSON report into the tally that build/test.mjs adds up. A test that passed only on a second
 * attempt has failed once, and counts as failed; so does one that is skipped without a reason.
 *
 * @param {PlaywrightReport} report
 * @returns {import('./vitest-tally.mjs').Tally}
 *
 * @typedef {{ suites?: PlaywrightSuite[], errors?: unknown[] }} PlaywrightReport
 * @typedef {{ title: string, suites?: PlaywrightSuite[], specs?: PlaywrightSpec[] }} PlaywrightSuite
 * @typedef {{ title: string, file: string, tests: PlaywrightTest[] }} PlaywrightSpec
 * @typedef {{ projectName: string, status: string, annotations?: { type: string, description?: string }[], results?: PlaywrightResult[] }} PlaywrightTest
 * @typedef {{ duration: number, error?: { message?: string, location?: { line: number } } }} PlaywrightResult
 */
export function readPlaywrightTally(report) {
  /** @type {import('./vitest-tally.mjs').Tally} */
  const tally = { passed: 0, failed: [], skipped: [] }
  /** @type {NonNullable<import('./vitest-tally.mjs').Tally['times']>} */
  const times = []
  /** @param {PlaywrightSuite} suite */
  const visit = (suite) => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        const project = test.projectName === '' ? '' : ` (${test.projectName})`
        const name = `${spec.file} › ${spec.title}${project}`
        times.push({
          name,
          seconds: (test.results ?? []).reduce((sum, { duration }) => sum + duration, 0) / 1000,
        })
        if (test.status === 'expected') tally.passed += 1
        else if (test.status === 'skipped') {
          const note = test.annotations?.find(({ type }) => type === 'skip' || type === 'fixme')?.description
          if (note === undefined) tally.failed.push(`${name} (skipped without a reason)`)
          else tally.skipped.push({ name, reason: note })
        } else tally.failed.push(`${name}${reasonOf(test)}`)
      }
    }
    for (const inner of suite.suites ?? []) visit(inner)
  }
  for (const suite of report.suites ?? []) visit(suite)
  const errors = report.errors?.length ?? 0
  if (errors > 0) tally.failed.push(`${errors} errors outside any test`)
  return { ...tally, times }
}

const REASON_CHARS = 400

/**
 * What a test died of, on one line: where only the end of a run is kept, the name alone tells nobody what to mend.
 * @param {PlaywrightTest} test
 */
function reasonOf(test) {
  const error = test.results?.find((result) => result.error !== undefined)?.error
  if (error?.message === undefined) return ''
  const words = stripVTControlCharacters(error.message).replace(/\s+/g, ' ').trim().slice(0, REASON_CHARS)
  return `: ${words}${error.location === undefined ? '' : ` (line ${error.location.line})`}`
}
