import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { PartFailure } from '#app/ports/hub-tools.ts'
import type { PackageManifest } from '#core/packages/manifest.ts'
import { BAG_PATHS, type ExpectedFile, expectedFiles, UNFINISHED } from '#core/packages/package-layout.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { randomBytes } from '../crypto/primitives.ts'
import { errnoOf } from '../disk/disk-failure.ts'
import { createFile, fsyncFolder, PRIVATE_FOLDER, writeAll } from '../disk/durable-file.ts'
import { partFailureOf } from './hub-room.ts'

/** What the system answers to renaming a folder onto one that holds something. */
const TAKEN = new Set(['ENOTEMPTY', 'EEXIST', 'EPERM'])

/** Writes one file of a package, fsynced, to a path whose folder it makes; `false` where there are not the bytes that the manifest says. */
export type WritePart = (file: ExpectedFile, to: string) => Promise<boolean>

/**
 * Makes the parts of a package the hub's own, fsynced, whatever carried them: in `DIR.unfinished` first, which is renamed when it is
 * whole.
 */
export async function keepParts(
  manifest: PackageManifest,
  manifestBytes: Uint8Array,
  incoming: string,
  writePart: WritePart,
): Promise<Result<void, PartFailure>> {
  const place = join(incoming, manifest.packageId)
  // Another process of the hub may be taking the same package.
  const unfinished = `${place}.${Buffer.from(randomBytes(4)).toString('hex')}${UNFINISHED}`
  try {
    for (const file of expectedFiles(manifest)) {
      const isWritten = await writePart(file, join(unfinished, file.path))
      if (!isWritten) return await giveUp(unfinished, { code: 'sync/file-differs' })
    }
    await writeWhole(join(unfinished, BAG_PATHS.manifest), manifestBytes)
    await syncFolders(unfinished, manifest)
    await replaceFolder(unfinished, place)
    await fsyncFolder(incoming)
    return succeed(undefined)
  } catch (error) {
    return await giveUp(unfinished, partFailureOf(error).failure)
  }
}

// What lay there under this name was taken before, or is being taken by another process: the parts are the same or will not hold.
async function replaceFolder(from: string, to: string): Promise<void> {
  for (const isLast of [false, true]) {
    try {
      await rename(from, to)
      return
    } catch (error) {
      if (!TAKEN.has(errnoOf(error))) throw error
      await rm(isLast ? from : to, { recursive: true, force: true })
    }
  }
}

async function giveUp(
  unfinished: string,
  failure: PartFailure,
): Promise<{ readonly ok: false; readonly failure: PartFailure }> {
  await rm(unfinished, { recursive: true, force: true }).catch(errnoOf)
  return fail(failure)
}

/** Writes a new file, fsynced, in a folder that is made where there is none. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: PRIVATE_FOLDER })
  const handle = await createFile(path)
  try {
    await writeAll(handle, bytes, 0)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function syncFolders(root: string, manifest: PackageManifest): Promise<void> {
  const folders = new Set([root, ...expectedFiles(manifest).map(({ path }) => join(root, dirname(path)))])
  for (const folder of folders) await fsyncFolder(folder)
}
