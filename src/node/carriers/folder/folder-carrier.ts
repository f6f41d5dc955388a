import { readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { CarrierPlace, FolderCarrier } from '#app/ports/folder-carriers.ts'
import type { OutgoingPart } from '#app/ports/outlets.ts'
import type { PackageId } from '#core/ids.ts'
import { CARRIER_PATHS, isCarrierId, UNFINISHED } from '#core/packages/package-layout.ts'
import { SYNC_LIMITS } from '#core/packages/sync-limits.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { isUpdateName, UPDATE_LIMITS } from '#core/updates/update-manifest.ts'
import { errnoOf } from '../../disk/disk-failure.ts'
import {
  createFile,
  ensureFolder,
  fsyncFolder,
  readAll,
  removeIfPresent,
  writeAll,
} from '../../disk/durable-file.ts'
import { isPlainFolder, makePlainFolders, openPlainFile } from '../../disk/plain-folders.ts'
import { attemptOnCarrier, carrierFailureOf } from './carrier-failure.ts'

/** A folder on a stick as a carrier (`docs/format-sync.md`, section 8). Nothing is there under its own name before it is whole and durable. */
export function makeFolderCarrier(root: string): FolderCarrier {
  const pathOf = (path: string) => join(root, ...path.split('/'))
  return {
    async writeBag(place, parts, work) {
      const folder = pathOf(CARRIER_PATHS.bag(place.hubId, place.vaultId, place.packageId))
      const unfinished = folder + UNFINISHED
      const made = await attemptOnCarrier(async () => {
        await makePlainFolders(root, dirname(unfinished))
        await removeUnfinished(dirname(unfinished))
        await ensureFolder(unfinished)
      })
      if (!made.ok) return made
      const written = await writeParts(unfinished, parts, work)
      if (!written.ok) {
        await attemptOnCarrier(() => rm(unfinished, { recursive: true, force: true }))
        return written
      }
      return await attemptOnCarrier(async () => {
        await rename(unfinished, folder)
        await fsyncFolder(dirname(folder))
        // Whatever an older package has, this one has too.
        await removeOthers(dirname(folder), (packageId) => packageId !== place.packageId)
      })
    },
    async removeBags(place, isDone) {
      const folder = join(pathOf(CARRIER_PATHS.toHub(place.hubId)), place.vaultId)
      return await attemptOnCarrier(async () =>
        (await isPlainFolder(root, folder)) ? await removeOthers(folder, isDone) : 0,
      )
    },
    async writeRequest(place, bytes) {
      return await attemptOnCarrier(() =>
        writeFileOnCarrier(root, CARRIER_PATHS.request(place.hubId, place.vaultId), bytes),
      )
    },
    readAnswer: (place) => readFileOnCarrier(pathOf(answerOf(place)), SYNC_LIMITS.enrolmentBytes),
    readWayBack: (place) =>
      readFileOnCarrier(pathOf(CARRIER_PATHS.wayBack(place.hubId, place.vaultId)), SYNC_LIMITS.wayBackBytes),
    async updatePaths() {
      const folder = pathOf(CARRIER_PATHS.updates)
      return await attemptOnCarrier(async () => {
        if (!(await isPlainFolder(root, folder))) return []
        const names = (await namesIn(folder)).filter(isUpdateName).sort()
        return names.slice(0, UPDATE_LIMITS.carried).map((name) => join(folder, name))
      })
    },
  }
}

const answerOf = ({ hubId, vaultId }: CarrierPlace) => CARRIER_PATHS.answer(hubId, vaultId)

/** Writes a file whole or not at all: beside its place, flushed, renamed, the folder flushed. */
async function writeFileOnCarrier(root: string, path: string, bytes: Uint8Array): Promise<void> {
  const target = join(root, ...path.split('/'))
  await makePlainFolders(root, dirname(target))
  const unfinished = target + UNFINISHED
  await removeIfPresent(unfinished)
  await writeBytes(unfinished, bytes)
  await rename(unfinished, target)
  await fsyncFolder(dirname(target))
}

/** Reads a file that is neither link nor pipe and no larger than it may be; `null` when there is none. */
async function readFileOnCarrier(path: string, mostBytes: number): ReturnType<FolderCarrier['readWayBack']> {
  try {
    const handle = await openPlainFile(path)
    try {
      const { size } = await handle.stat()
      if (size > mostBytes) return fail({ code: 'sync/too-large' })
      const bytes = new Uint8Array(size)
      const read = await readAll(handle, bytes, 0)
      return succeed(bytes.subarray(0, read))
    } finally {
      await handle.close()
    }
  } catch (error) {
    return errnoOf(error) === 'ENOENT' ? succeed(null) : fail(carrierFailureOf(error))
  }
}

async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await namesIn(folder))
    if (name.endsWith(UNFINISHED)) await rm(join(folder, name), { recursive: true, force: true })
}

// A bag loses its own name first, so that nobody takes what is left of it for a package.
async function removeOthers(folder: string, isDone: (packageId: PackageId) => boolean): Promise<number> {
  const names = (await namesIn(folder)).filter((name) => isCarrierId(name) && isDone(name as PackageId))
  for (const name of names) {
    const leaving = join(folder, name + UNFINISHED)
    await rename(join(folder, name), leaving)
    await rm(leaving, { recursive: true, force: true })
  }
  if (names.length > 0) await fsyncFolder(folder)
  return names.length
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return []
    throw error
  }
}

type Writing = Parameters<FolderCarrier['writeBag']>[2]

async function writeParts<Problem>(
  folder: string,
  parts: readonly OutgoingPart<Problem>[],
  { signal, onProgress }: Writing,
): Promise<Awaited<ReturnType<typeof writePart<Problem>>>> {
  let doneBytes = 0
  const folders = new Set([folder])
  for (const part of parts) {
    if (signal.aborted) return fail({ code: 'cancelled' })
    const path = join(folder, ...part.path.split('/'))
    const made = await attemptOnCarrier(() => makePlainFolders(folder, dirname(path)))
    if (!made.ok) return made
    folders.add(dirname(path))
    const written = await writePart(path, part, signal)
    if (!written.ok) return written
    doneBytes += written.value
    onProgress(doneBytes)
  }
  const flushed = await attemptOnCarrier(async () => {
    for (const each of folders) await fsyncFolder(each)
  })
  return flushed.ok ? succeed(doneBytes) : flushed
}

async function writePart<Problem>(
  path: string,
  part: OutgoingPart<Problem>,
  signal: Writing['signal'],
): Promise<Result<number, ReturnType<typeof carrierFailureOf> | Problem | { readonly code: 'cancelled' }>> {
  const source = await part.open()
  if (!source.ok) return source
  try {
    const opened = await attemptOnCarrier(() => createFile(path))
    if (!opened.ok) return opened
    const handle = opened.value
    let doneBytes = 0
    try {
      for (;;) {
        if (signal.aborted) return fail({ code: 'cancelled' })
        const chunk = await source.value.nextChunk()
        if (!chunk.ok) return chunk
        if (chunk.value === null) break
        const bytes = chunk.value
        const at = doneBytes
        const written = await attemptOnCarrier(() => writeAll(handle, bytes, at))
        if (!written.ok) return written
        doneBytes += bytes.length
      }
      const synced = await attemptOnCarrier(() => handle.sync())
      return synced.ok ? succeed(doneBytes) : synced
    } finally {
      await handle.close()
    }
  } finally {
    await source.value.close()
  }
}

async function writeBytes(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await createFile(path)
  try {
    await writeAll(handle, bytes, 0)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
