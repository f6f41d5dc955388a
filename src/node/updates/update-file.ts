import { type FileHandle, open } from 'node:fs/promises'
import type { UpdateFailure } from '#app/ports/program-updates.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { parseUpdateManifest, type SignedUpdate, UPDATE_LIMITS } from '#core/updates/update-manifest.ts'
import { readAll } from '../disk/durable-file.ts'
import { openPlainFile } from '../disk/plain-folders.ts'
import { attemptUpdate } from './update-disk.ts'

/** What a file of an update begins with. */
export const UPDATE_MAGIC = Buffer.from('SAMUPDT1', 'ascii')
/** How many bytes say how long what follows is. */
export const LENGTH_BYTES = 4

/** A file of an update that was opened; its manifest has the right form, and nothing of it is verified. */
export type OpenUpdateFile = {
  readonly signed: SignedUpdate
  readonly manifestBytes: Uint8Array
  /** Where the payload begins, and how many bytes the file has from there on. */
  readonly payloadAt: number
  readonly payloadBytes: number
  readonly handle: FileHandle
}

/** Opens a file of an update and reads its manifest; whoever opens it closes the handle. No link is followed. */
export async function openUpdateFile(path: string): Promise<Result<OpenUpdateFile, UpdateFailure>> {
  const opened = await attemptUpdate(() => openPlainFile(path))
  if (!opened.ok) return opened
  const handle = opened.value
  const read = await attemptUpdate(() => readHead(handle))
  const head = read.ok ? read.value : read
  if (head.ok) return head
  await handle.close()
  return head
}

async function readHead(handle: FileHandle): Promise<Result<OpenUpdateFile, UpdateFailure>> {
  const { size } = await handle.stat()
  const start = Buffer.alloc(UPDATE_MAGIC.length + LENGTH_BYTES)
  const startBytes = await readAll(handle, start, 0)
  const known = Math.min(startBytes, UPDATE_MAGIC.length)
  if (!start.subarray(0, known).equals(UPDATE_MAGIC.subarray(0, known)))
    return fail({ code: 'update/malformed' })
  if (startBytes < start.length) return fail({ code: 'update/truncated' })
  const length = start.readUInt32BE(UPDATE_MAGIC.length)
  if (length > UPDATE_LIMITS.manifestBytes) return fail({ code: 'update/malformed' })
  const manifestBytes = new Uint8Array(length)
  if ((await readAll(handle, manifestBytes, start.length)) < length) return fail({ code: 'update/truncated' })
  const signed = parseUpdateManifest(manifestBytes)
  if (!signed.ok) return signed
  const payloadAt = start.length + length
  return succeed({ signed: signed.value, manifestBytes, payloadAt, payloadBytes: size - payloadAt, handle })
}

/** Opens a file that must not exist yet. */
export async function createUpdateFile(path: string): Promise<FileHandle> {
  return await open(path, 'wx', 0o644)
}
