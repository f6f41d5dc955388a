/**
 * @typedef {{ suite: string, tally: import('./vitest-tally.mjs').Tally }} SuiteTally
 */

/**
 * Adds the suites up. A run in which nothing passed proves nothing and is not good.
 * @param {readonly SuiteTally[]} tallies
 */
export function summarize(tallies) {
  const passed = tallies.reduce((sum, { tally }) => sum + tally.passed, 0)
  const failed = tallies.reduce((sum, { tally }) => sum + tally.failed.length, 0)
  const skipped = tallies.reduce((sum, { tally }) => sum + tally.skipped.length, 0)
  return {
    passed,
    failed,
    skipped,
    isGood: failed === 0 && passed > 0,
    line: countLine(passed, failed, skipped),
  }
}

/** @param {number} passed @param {number} failed @param {number} skipped */
function countLine(passed, failed, skipped) {
  return `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`
}

/**
 * Prints a line for each suite, what was skipped and why, what failed, and the sum as the last line.
 * @param {readonly SuiteTally[]} tallies
 */
export function writeSummary(tallies) {
  const lines = ['']
  for (const { suite, tally } of tallies) {
    lines.push(`${suite}: ${countLine(tally.passed, tally.failed.length, tally.skipped.length)}`)
    for (const { name, reason } of tally.skipped) lines.push(`  skipped  ${name}: ${reason}`)
    for (const name of tally.failed) lines.push(`  FAILED   ${name}`)
  }
  lines.push('', summarize(tallies).line, '')
  process.stdout.write(lines.join('\n'))
}

const LONGEST_SHOWN = 60

/**
 * Prints what took longest, longest first: where to look when the whole takes too long.
 * @param {readonly SuiteTally[]} tallies
 */
export function writeLongest(tallies) {
  const times = tallies.flatMap(({ tally }) => tally.times ?? []).toSorted((a, b) => b.seconds - a.seconds)
  for (const { name, seconds } of times.slice(0, LONGEST_SHOWN)) {
    process.stdout.write(`  ${seconds.toFixed(1).padStart(6)} s  ${name}\n`)
  }
}
