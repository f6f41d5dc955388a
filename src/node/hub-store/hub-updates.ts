import { copyFile, lstat, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { CarriedUpdates } from '#app/ports/carried-updates.ts'
import type { DiskFailure } from '#app/ports/disk-failure.ts'
import type { UpdateFailure } from '#app/ports/program-updates.ts'
import { NETWORK_LIMITS } from '#core/network/network-limits.ts'
import { pieceLength } from '#core/network/package-stream.ts'
import { CARRIER_PATHS, UNFINISHED } from '#core/packages/package-layout.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import {
  checkReleaseSignature,
  isUpdateName,
  type SignedUpdate,
  UPDATE_LIMITS,
  type UpdateManifest,
  updateName,
} from '#core/updates/update-manifest.ts'
import { randomBytes, startSha256 } from '../crypto/primitives.ts'
import { verifyDocument } from '../crypto/sync-keys.ts'
import { attemptOnDisk, errnoOf } from '../disk/disk-failure.ts'
import { ensureFolder, fsyncFolder, readAll } from '../disk/durable-file.ts'
import { makePlainFolders, openPlainFile } from '../disk/plain-folders.ts'
import { attemptUpdate } from '../updates/update-disk.ts'
import { type OpenUpdateFile, openUpdateFile } from '../updates/update-file.ts'

/** Where a hub keeps the updates that it carries to stations. */
export const HUB_UPDATES_FOLDER = 'updates'

const COPY_BYTES = 1024 * 1024

/**
 * Keeps an update that is to go to stations. The hub only carries it: its own key signs nothing of it, and a station looks at the release
 * key alone. What no station would take is not kept.
 */
export async function keepUpdate(
  hubFolder: string,
  path: string,
  releaseKeys: readonly string[],
): Promise<Result<UpdateManifest, UpdateFailure>> {
  const opened = await openUpdateFile(path)
  if (!opened.ok) return opened
  try {
    const signed = checkReleaseSignature(opened.value.signed, releaseKeys, verifyDocument)
    if (!signed.ok) return signed
    const whole = await checkPayload(opened.value)
    if (!whole.ok) return whole
  } finally {
    await opened.value.handle.close()
  }
  const { document } = opened.value.signed
  const folder = join(hubFolder, HUB_UPDATES_FOLDER)
  const kept = await attemptUpdate(async () => {
    if (await ensureFolder(folder)) await fsyncFolder(hubFolder)
    await copyDurably(path, join(folder, updateName(document)))
  })
  return kept.ok ? succeed(document) : kept
}

/** Puts every update that the hub carries on a stick, each once. Another file of the same name is replaced. */
export async function putUpdatesOnStick(
  hubFolder: string,
  stick: string,
): Promise<Result<number, DiskFailure>> {
  return await attemptOnDisk(async () => {
    const from = join(hubFolder, HUB_UPDATES_FOLDER)
    const names = (await namesOrNone(from)).filter(isUpdateName)
    if (names.length === 0) return 0
    const to = join(stick, CARRIER_PATHS.updates)
    await makePlainFolders(stick, to)
    for (const name of names) {
      const { size } = await lstat(join(from, name))
      const there = await lstat(join(to, name)).catch((error) => void errnoOf(error))
      if (there?.isFile() === true && there.size === size) continue
      await copyDurably(join(from, name), join(to, name))
    }
    return names.length
  })
}

/** The updates that a hub carries, for stations that ask over a network. What lies there damaged is nobody's. */
export function makeCarriedUpdates(hubFolder: string): CarriedUpdates {
  const folder = join(hubFolder, HUB_UPDATES_FOLDER)
  return {
    list: () =>
      attemptOnDisk(async () => {
        const names = (await namesOrNone(folder)).filter(isUpdateName).sort()
        const found: SignedUpdate[] = []
        for (const name of names.slice(0, UPDATE_LIMITS.carried)) {
          const opened = await openUpdateFile(join(folder, name))
          if (!opened.ok) continue
          await opened.value.handle.close()
          if (updateName(opened.value.signed.document) === name) found.push(opened.value.signed)
        }
        return found
      }),
    readPiece: (digestHex, number) =>
      attemptOnDisk(async () => {
        const handle = await openPlainFile(join(folder, `${digestHex}.samupdate`)).catch(orAbsent)
        if (handle === null) return null
        try {
          const length = pieceLength((await handle.stat()).size, number)
          const bytes = new Uint8Array(length)
          const readBytes = await readAll(handle, bytes, number * NETWORK_LIMITS.pieceBytes)
          return length === 0 || readBytes !== length ? null : bytes
        } finally {
          await handle.close()
        }
      }),
  }
}

function orAbsent(error: unknown): null {
  if (errnoOf(error) === 'ENOENT') return null
  throw error
}

async function checkPayload({ signed, payloadAt, payloadBytes, handle }: OpenUpdateFile) {
  const { sizeBytes, digestHex } = signed.document
  if (payloadBytes < sizeBytes) return fail({ code: 'update/truncated' } as const)
  const read = await attemptUpdate(async () => {
    const digest = startSha256()
    const buffer = Buffer.alloc(COPY_BYTES)
    for (let at = payloadAt; ; ) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, at)
      if (bytesRead === 0) return digest.digest('hex')
      digest.update(buffer.subarray(0, bytesRead))
      at += bytesRead
    }
  })
  if (!read.ok) return read
  return read.value === digestHex ? succeed(undefined) : fail({ code: 'update/digest-differs' } as const)
}

// Whole under its name or not there: beside it first, flushed, renamed.
async function copyDurably(from: string, to: string): Promise<void> {
  const unfinished = `${to}.${Buffer.from(randomBytes(4)).toString('hex')}${UNFINISHED}`
  try {
    await copyFile(from, unfinished)
    const handle = await open(unfinished, 'r+')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(unfinished, to)
  } catch (error) {
    await rm(unfinished, { force: true }).catch(errnoOf)
    throw error
  }
  await fsyncFolder(dirname(to))
}

async function namesOrNone(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return []
    throw error
  }
}
