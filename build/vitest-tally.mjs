import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * What a suite came to, as build/test.mjs adds it up.
 *
 * @typedef {object} Tally
 * @property {number} passed
 * @property {string[]} failed   names of what failed; a file that could not even be loaded counts as one
 * @property {{ name: string, reason: string }[]} skipped
 * @property {number} [workSeconds]  how long its files took, one after the other
 * @property {{ name: string, seconds: number }[]} [times]  how long each file, or each browser test, took
 */

/** What belongs to no suite: errors outside of tests. */
export const OUTSIDE = 'outside'

const LONGEST_REASON = 300

/**
 * Writes the tallies of a vitest run, by project, as JSON to the file that SAMNUM_TALLY names. The reason of a skipped test is the one given
 * to `skip`, or else what its file printed; a test that is skipped without a reason has failed.
 */
export default class VitestTally {
  /** @type {import('vitest/node').Vitest | undefined} */
  #vitest
  /** @type {Map<string, string>} */
  #printedByModule = new Map()

  /** @param {import('vitest/node').Vitest} vitest */
  onInit(vitest) {
    this.#vitest = vitest
  }

  /** @param {{ content: string, taskId?: string }} log */
  onUserConsoleLog({ content, taskId }) {
    const task = taskId === undefined ? undefined : this.#vitest?.state.idMap.get(taskId)
    if (task === undefined) return
    const before = this.#printedByModule.get(task.file.id)
    this.#printedByModule.set(
      task.file.id,
      before === undefined ? content.trim() : `${before} ${content.trim()}`,
    )
  }

  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    /** @type {Record<string, Tally & Required<Pick<Tally, 'workSeconds' | 'times'>>>} */
    const tallies = {}
    /** @param {string} name */
    const tallyOf = (name) =>
      (tallies[name] ??= { passed: 0, failed: [], skipped: [], workSeconds: 0, times: [] })
    for (const module of modules) {
      const tally = tallyOf(module.project.name)
      const { duration, collectDuration, environmentSetupDuration, prepareDuration } = module.diagnostic()
      const seconds = (duration + collectDuration + environmentSetupDuration + prepareDuration) / 1000
      tally.workSeconds += seconds
      tally.times.push({ name: module.relativeModuleId, seconds })
      this.#count(module, tally)
    }
    if (unhandledErrors.length > 0)
      tallyOf(OUTSIDE).failed.push(`${unhandledErrors.length} errors outside any test`)
    const path = process.env.SAMNUM_TALLY
    if (path === undefined) return
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, JSON.stringify(tallies))
  }

  /**
   * @param {import('vitest/node').TestModule} module
   * @param {Tally} tally
   */
  #count(module, tally) {
    const failedBefore = tally.failed.length
    for (const test of module.children.allTests()) {
      const name = `${module.relativeModuleId} › ${test.fullName}`
      const result = test.result()
      if (result.state === 'passed') tally.passed += 1
      else if (result.state === 'skipped') {
        const reason = result.note ?? this.#printedByModule.get(module.id)
        if (reason === undefined) tally.failed.push(`${name} (skipped without a reason)`)
        else tally.skipped.push({ name, reason: reason.slice(0, LONGEST_REASON) })
      } else tally.failed.push(name)
    }
    if (!module.ok() && tally.failed.length === failedBefore) {
      tally.failed.push(`${module.relativeModuleId} (the file itself)`)
    }
  }
}
