import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Runs `work` while holding the lock folder `path`, so that two set-ups in one checkout take turns.
 *
 * Renaming a folder onto another that is not empty fails, and that is the atomic step. A lock whose process has died is renamed to a name made from its own token:
 * of several waiters only the first rename can succeed, because the target then exists and is not empty,
 * so nobody takes away the lock that the first waiter creates next.
 *
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @param {(ownerPid: number) => void} [onWait]  called once if another process holds the lock
 * @returns {Promise<T>}
 */
export async function withFolderLock(path, work, onWait = () => {}) {
  const token = `${hostname()}-${process.pid}-${process.hrtime.bigint()}`
  /** @type {string[]} */
  const broken = []
  let hasToldOfWaiting = false
  while (!tryToCreate(path, token)) {
    const owner = readOwner(path)
    if (owner !== undefined && isGone(owner)) {
      const aside = `${path}.broken-${owner.token.replaceAll(/[^\w-]/g, '_')}`
      try {
        renameSync(path, aside)
        broken.push(aside)
      } catch {
        // Another waiter was first.
      }
      continue
    }
    if (!hasToldOfWaiting) onWait(owner?.pid ?? 0)
    hasToldOfWaiting = true
    await sleep(200)
  }
  const release = () => {
    for (const folder of [...broken, path]) rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', release)
  try {
    return await work()
  } finally {
    process.off('exit', release)
    release()
  }
}

/**
 * The folder gets its owner's name before it gets its own, so no lock is ever seen without an owner.
 * @param {string} path
 * @param {string} token
 */
function tryToCreate(path, token) {
  const fresh = `${path}.new-${token.replaceAll(/[^\w-]/g, '_')}`
  mkdirSync(fresh)
  writeFileSync(join(fresh, 'owner.json'), JSON.stringify({ pid: process.pid, host: hostname(), token }))
  try {
    renameSync(fresh, path)
    return true
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    const code = /** @type {NodeJS.ErrnoException} */ (error).code ?? ''
    if (code === 'EEXIST' || code === 'ENOTEMPTY' || (code === 'EPERM' && existsSync(path))) return false
    throw error
  }
}

/**
 * @param {string} path
 * @returns {{ pid: number, host: string, token: string } | undefined}  undefined when the lock has just been released
 */
function readOwner(path) {
  try {
    return JSON.parse(readFileSync(join(path, 'owner.json'), 'utf8'))
  } catch {
    return undefined
  }
}

/** @param {{ pid: number, host: string }} owner */
function isGone(owner) {
  if (owner.host !== hostname()) return false
  try {
    process.kill(owner.pid, 0)
    return false
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH'
  }
}
