import { open, rm, stat, unlink } from 'node:fs/promises'
import type { LedgerStoreFailure } from '#app/ports/ledger-store.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { attemptOnDisk, diskFailureOf, errnoOf } from '../disk/disk-failure.ts'
import { ensureFolder, PRIVATE_FILE } from '../disk/durable-file.ts'
import { type FileLock, lockFile } from '../sqlite/file-lock.ts'
import {
  checkPlace,
  moveIntoPlace,
  type PlaceFailure,
  removeLeftover,
  UNFINISHED_ENDING,
} from './vault-place.ts'

/** What the file is called that whoever makes a vault holds locked meanwhile: the vault's name and this. */
const CLAIM_ENDING = `${UNFINISHED_ENDING}.lock`

/** How often a claim is tried that somebody else gave up in between. */
const TRIES = 100

/**
 * Makes a vault at a place that is absent or an empty folder: `fill` fills a folder beside it, durably, which is then moved there
 * whole, so that a crash leaves a vault or none. `mayMove` is asked last.
 *
 * One process at a time makes a vault at one place; another one is told that it is in use. A lock tells them apart from what a
 * crash left, because it ends with its process; what a crash left is replaced.
 */
export async function makeInPlace<T, F extends { readonly code: string }>(
  place: string,
  fill: (unfinished: string) => Promise<Result<T, F>>,
  mayMove: () => Promise<Result<void, F>> = async () => succeed(undefined),
): Promise<Result<T, F | PlaceFailure>> {
  const free = await checkPlace(place)
  if (!free.ok) return free
  const claimed = await claim(`${place}${CLAIM_ENDING}`)
  if (!claimed.ok) return claimed
  try {
    return await makeClaimed(place, fill, mayMove)
  } finally {
    await claimed.value.release()
  }
}

async function makeClaimed<T, F extends { readonly code: string }>(
  place: string,
  fill: (unfinished: string) => Promise<Result<T, F>>,
  mayMove: () => Promise<Result<void, F>>,
): Promise<Result<T, F | PlaceFailure>> {
  // Whoever held the claim before may have made one there.
  const free = await checkPlace(place)
  if (!free.ok) return free
  const unfinished = `${place}${UNFINISHED_ENDING}`
  const begun = await attemptOnDisk(async () => {
    if (!(await removeLeftover(unfinished))) return false
    await ensureFolder(unfinished)
    return true
  })
  if (!begun.ok) return begun
  if (!begun.value) return fail({ code: 'vault/folder-not-empty' })
  let isPlaced = false
  try {
    const filled = await fill(unfinished)
    if (!filled.ok) return filled
    const allowed = await mayMove()
    if (!allowed.ok) return allowed
    const moved = await attemptOnDisk(() => moveIntoPlace(unfinished, place))
    if (!moved.ok) return moved
    isPlaced = true
    return filled
  } finally {
    if (!isPlaced) await rm(unfinished, { recursive: true, force: true }).catch(errnoOf)
  }
}

type Claim = { release(): Promise<void> }

async function claim(path: string): Promise<Result<Claim, PlaceFailure>> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const made = await attemptOnDisk(async () => {
      await (await open(path, 'a', PRIVATE_FILE)).close()
      return await identityOf(path)
    })
    if (!made.ok) {
      const isNoFolder = made.failure.facts?.causeCode === 'ENOENT'
      return fail(isNoFolder ? { code: 'vault/not-found' } : made.failure)
    }
    const locked = lockFile(path)
    if (!locked.ok) return refusalOf(locked.failure)
    // Whoever had it removes the file before letting go: then what was locked is no longer what has the name.
    if (
      locked.value !== null &&
      made.value !== null &&
      (await identityOf(path).catch(errnoOf)) === made.value
    ) {
      return succeed({ release: () => release(path, locked.value as FileLock) })
    }
    locked.value?.close()
  }
  return fail({ code: 'vault/in-use' })
}

// A file of this name that is no lock of ours is somebody's.
function refusalOf(failure: LedgerStoreFailure): Result<never, PlaceFailure> {
  return fail(
    failure.code === 'database/damaged' ? { code: 'vault/folder-not-empty' } : (failure as PlaceFailure),
  )
}

async function release(path: string, lock: FileLock): Promise<void> {
  // Windows removes no file that is open, and another process that has it open by then keeps it.
  if (process.platform === 'win32') lock.close()
  await unlink(path).catch(errnoOf)
  lock.close()
}

async function identityOf(path: string): Promise<string | null> {
  try {
    const { dev, ino } = await stat(path, { bigint: true })
    return `${dev}:${ino}`
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw diskFailureOf(error)
    return null
  }
}
