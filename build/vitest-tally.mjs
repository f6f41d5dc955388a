import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * What a suite came to, as build/test.mjs adds it up.
 *
 * @typedef {object} Tally
 * @property {number} passed
 * @property {string[]} failed   names of what failed; a file that could not even be loaded counts as one
 * @property {{ name: string, reason: string }[]} skipped
 */

/** Writes a vitest run's tally as JSON to the file that SAMNUM_TALLY names. */
export default class VitestTally {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    /** @type {Tally} */
    const tally = { passed: 0, failed: [], skipped: [] }
    for (const module of modules) {
      const before = tally.failed.length
      for (const test of module.children.allTests()) {
        const name = `${module.relativeModuleId} › ${test.fullName}`
        const result = test.result()
        if (result.state === 'passed') tally.passed += 1
        else if (result.state === 'skipped') {
          tally.skipped.push({ name, reason: result.note ?? 'the test’s own name says why' })
        } else tally.failed.push(name)
      }
      if (!module.ok() && tally.failed.length === before)
        tally.failed.push(`${module.relativeModuleId} (the file itself)`)
    }
    if (unhandledErrors.length > 0) tally.failed.push(`${unhandledErrors.length} errors outside any test`)
    const path = process.env.SAMNUM_TALLY
    if (path === undefined) return
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, JSON.stringify(tally))
  }
}
