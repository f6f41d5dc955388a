import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type HubVerification, verifyHub } from '#app/hub/verify-hub.ts'
import type { DiskFailure } from '#app/ports/disk-failure.ts'
import type { HubStoreFailure } from '#app/ports/hub-store.ts'
import type { Failure } from '#contract/failures.ts'
import { isId } from '#core/ids.ts'
import { fail, type Result } from '#core/result.ts'
import { attemptOnDisk, errnoOf } from '#node/disk/disk-failure.ts'
import { ensureFolder, fsyncFolder, writeFileDurably } from '#node/disk/durable-file.ts'
import { copyDurably } from '#node/hub-store/copy-durably.ts'
import { HUB_DATABASE_FILE, HUB_FOLDERS } from '#node/hub-store/hub-folder.ts'
import { HUB_HEADER_FILES, hubHeaderBytes } from '#node/hub-store/hub-header.ts'
import { digestKeptObject } from '#node/hub-store/hub-room.ts'
import { type OpenHub, type OpenHubFailure, openHub } from './open-hub.ts'

/** Why no backup was made. */
export type BackupHubFailure =
  | DiskFailure
  | HubStoreFailure
  | OpenHubFailure
  | Failure<'hub/folder-not-empty' | 'hub/backup-elsewhere' | 'hub/not-whole'>

/**
 * Copies a hub with an embedded store, which goes on meanwhile, to a new folder that is a hub itself, and proves the copy by opening it and
 * verifying every event, leaf and object in it.
 */
export async function backupHub(
  hub: OpenHub,
  folder: string,
  destination: string,
  passphrase: string,
): Promise<Result<HubVerification, BackupHubFailure>> {
  const { copyTo } = hub.session.store
  if (copyTo === null) return fail({ code: 'hub/backup-elsewhere' })
  const isFree = await attemptOnDisk(async () => await isAbsentOrEmpty(destination))
  if (!isFree.ok) return isFree
  if (!isFree.value) return fail({ code: 'hub/folder-not-empty' })
  const begun = await attemptOnDisk(async () => {
    for (const name of ['', ...Object.values(HUB_FOLDERS)]) await ensureFolder(join(destination, name))
  })
  if (!begun.ok) return begun
  const copied = await copyTo(join(destination, HUB_DATABASE_FILE))
  if (!copied.ok) return copied
  const rest = await attemptOnDisk(async () => {
    await copyDurably(join(folder, HUB_FOLDERS.objects), join(destination, HUB_FOLDERS.objects))
    await copyWaiting(join(folder, HUB_FOLDERS.incoming), join(destination, HUB_FOLDERS.incoming))
    // The header comes last: a folder without it is no hub.
    for (const file of HUB_HEADER_FILES)
      await writeFileDurably(join(destination, file), hubHeaderBytes(hub.header))
    await fsyncFolder(destination)
  })
  if (!rest.ok) return rest
  const opened = await openHub(destination, passphrase, null)
  if (!opened.ok) return opened
  const proven = await proveHub(opened.value)
  await opened.value.close()
  if (!proven.ok) return proven
  const { findings } = proven.value
  return findings.length === 0 ? proven : fail({ code: 'hub/not-whole', facts: { count: findings.length } })
}

/** Verifies everything that an open hub holds, its objects included. */
export async function proveHub({
  session,
  objects,
}: OpenHub): Promise<Result<HubVerification, HubStoreFailure>> {
  return await verifyHub(session, (vaultId, objectId) => digestKeptObject(objects, vaultId, objectId))
}

// Packages that wait or are in quarantine have their parts nowhere else. One that is decided on meanwhile goes away while it is copied.
async function copyWaiting(from: string, to: string): Promise<void> {
  for (const name of (await readdir(from)).filter(isId)) {
    const target = join(to, name)
    try {
      await ensureFolder(target)
      await copyDurably(join(from, name), target)
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error
      await rm(target, { recursive: true, force: true })
    }
  }
  await fsyncFolder(to)
}

async function isAbsentOrEmpty(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return true
    throw error
  }
}
