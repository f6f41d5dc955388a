import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 * @property {string | string[]} [os]
 * @property {string | string[]} [cpu]
 * @property {string | string[]} [libc]
 * @property {Record<string, string>} [optionalDependencies]
 */

/**
 * Says how node_modules differs from package-lock.json, or undefined when they agree.
 *
 * npm writes node_modules/.package-lock.json last, so an interrupted install has none. Comparing it entry by
 * entry with the committed lock file is stricter than a stamp of the lock file's hash: it also notices a tree that
 * somebody changed by hand.
 *
 * @param {string} root
 * @returns {string | undefined}
 */
export function findDifference(root) {
  const wanted = readPackages(join(root, 'package-lock.json'))
  if (wanted === undefined) return 'package-lock.json is missing'
  const present = readPackages(join(root, 'node_modules', '.package-lock.json'))
  if (present === undefined) return 'nothing is installed yet'
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue
    const found = present[path]
    if (found === undefined) {
      if (mayBeAbsent(entry)) continue
      return `${nameOf(path)} is not installed`
    }
    if (found.version !== entry.version || found.integrity !== entry.integrity) {
      return `${nameOf(path)} is another version than the lock file says`
    }
    if (!existsSync(join(root, path, 'package.json'))) return `${nameOf(path)} is gone from node_modules`
  }
  for (const path of Object.keys(present)) {
    if (wanted[path] === undefined) return `${nameOf(path)} is installed but not in the lock file`
  }
  return undefined
}

/** @param {string} path */
function nameOf(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

/**
 * @param {string} path
 * @returns {Record<string, LockedPackage> | undefined}
 */
function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages
  } catch {
    return undefined
  }
}

/**
 * Optional packages are left out on machines they are not made for, and so is what only those need: an optional
 * package that names no machine belongs to one that does.
 * @param {LockedPackage} entry
 */
function mayBeAbsent(entry) {
  if (!entry.optional) return false
  if (entry.os === undefined && entry.cpu === undefined && entry.libc === undefined) return true
  const fits =
    allows(entry.os, process.platform) &&
    allows(entry.cpu, process.arch) &&
    allows(entry.libc, libcOfThisMachine())
  return !fits
}

/**
 * @param {string | string[] | undefined} list  as in package.json: names, or names with a leading `!`
 * @param {string | undefined} value
 */
function allows(list, value) {
  if (list === undefined || value === undefined) return true
  const names = Array.isArray(list) ? list : [list]
  if (names.includes(`!${value}`)) return false
  return names.every((name) => name.startsWith('!')) || names.includes(value) || names.includes('any')
}

/** @type {string | undefined} */
let knownLibc

function libcOfThisMachine() {
  if (process.platform !== 'linux') return undefined
  if (knownLibc === undefined) {
    const report = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (
      /** @type {unknown} */ (process.report.getReport())
    )
    knownLibc = report.header.glibcVersionRuntime === undefined ? 'musl' : 'glibc'
  }
  return knownLibc
}
