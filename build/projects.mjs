import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { LAYERS, OTHER_PROJECTS } from './layers.mjs'

/** Folders under tests/ whose `*.test.ts` files vitest runs, in the order in which they are worth failing. */
export const VITEST_SUITES = [
  'arch',
  'unit',
  'vectors',
  'contract',
  'node',
  'conformance',
  'golden',
  'faults',
  'sim',
]

/**
 * The suites that have tests today.
 * @param {string} root
 */
export function findVitestSuites(root) {
  return VITEST_SUITES.filter((suite) => hasFile(join(root, 'tests', suite), /\.test\.tsx?$/))
}

/** @param {string} root */
export function hasBrowserTests(root) {
  return hasFile(join(root, 'tests', 'e2e'), /\.spec\.ts$/)
}

/**
 * The TypeScript projects that have sources today, one for each layer and one for tests and build.
 * @param {string} root
 * @returns {{ name: string, path: string }[]}
 */
export function findTypeScriptProjects(root) {
  return [
    ...LAYERS.map(({ name }) => ({ name, path: join('src', name) })),
    ...OTHER_PROJECTS.map((name) => ({ name, path: name })),
  ].filter(({ path }) => hasFile(join(root, path), /\.(ts|tsx|mjs)$/))
}

/**
 * @param {string} folder
 * @param {RegExp} pattern
 * @returns {boolean}
 */
function hasFile(folder, pattern) {
  if (!existsSync(folder)) return false
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((name) => pattern.test(name))
}
