import { chmod, type FileHandle, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { CancelSignal } from '#app/ports/byte-source.ts'
import type { UpdateFailure } from '#app/ports/program-updates.ts'
import { fail, type Result } from '#core/result.ts'
import { parseTreeIndex, type TreeFile, type TreeIndex } from '#core/updates/program-tree.ts'
import { UPDATE_LIMITS, type UpdateManifest } from '#core/updates/update-manifest.ts'
import { startSha256 } from '../crypto/primitives.ts'
import { createFile, fsyncFolder, readAll, writeAll } from '../disk/durable-file.ts'
import { openPlainFile } from '../disk/plain-folders.ts'
import { LENGTH_BYTES, type OpenUpdateFile } from './update-file.ts'

const COPY_BYTES = 1024 * 1024

/** What unpacking is told, and tells. */
export type UnpackWork = {
  readonly signal: CancelSignal
  readonly onProgress: (doneBytes: number, total: number) => void
}

/**
 * Unpacks a payload below a folder that holds nothing yet and counts for nothing, every file flushed. Answers the index only when the
 * digest of every byte is the one that the manifest names; whoever calls removes the folder otherwise. Throws what the system answers.
 */
export async function unpackPayload(
  update: Pick<OpenUpdateFile, 'signed' | 'payloadAt' | 'payloadBytes' | 'handle'>,
  folder: string,
  { signal, onProgress }: UnpackWork,
): Promise<Result<TreeIndex, UpdateFailure | { readonly code: 'cancelled' }>> {
  const { document } = update.signed
  if (update.payloadBytes < document.sizeBytes) return fail({ code: 'update/truncated' })
  if (update.payloadBytes > document.sizeBytes) return fail({ code: 'update/digest-differs' })
  const whole = startSha256()
  let at = update.payloadAt
  const take = async (into: Buffer): Promise<boolean> => {
    const readBytes = await readAll(update.handle, into, at)
    if (readBytes < into.length) return false
    whole.update(into)
    at += readBytes
    onProgress(at - update.payloadAt, document.sizeBytes)
    return true
  }
  const index = await readIndex(document, take)
  if (!index.ok) return index
  const folders = new Set([folder])
  const buffer = Buffer.alloc(COPY_BYTES)
  for (const file of index.value.files) {
    const path = join(folder, ...file.path.split('/'))
    await makeFolders(folder, file.path, folders)
    const handle = await createFile(path)
    const digest = startSha256()
    try {
      for (let doneBytes = 0; doneBytes < file.sizeBytes; ) {
        if (signal.aborted) return fail({ code: 'cancelled' })
        const piece = buffer.subarray(0, Math.min(buffer.length, file.sizeBytes - doneBytes))
        if (!(await take(piece))) return fail({ code: 'update/truncated' })
        digest.update(piece)
        await writeAll(handle, piece, doneBytes)
        doneBytes += piece.length
      }
      await handle.sync()
    } finally {
      await handle.close()
    }
    if (digest.digest('hex') !== file.digestHex) return fail({ code: 'update/digest-differs' })
  }
  for (const each of folders) await fsyncFolder(each)
  return whole.digest('hex') === document.digestHex ? index : fail({ code: 'update/digest-differs' })
}

async function readIndex(
  { sizeBytes, entry }: UpdateManifest,
  take: (into: Buffer) => Promise<boolean>,
): Promise<Result<TreeIndex, UpdateFailure>> {
  const length = Buffer.alloc(LENGTH_BYTES)
  if (!(await take(length))) return fail({ code: 'update/truncated' })
  const indexBytes = length.readUInt32BE(0)
  // What differs from what was signed has the same sentence wherever it differs: here no byte of it was compared yet.
  if (indexBytes > UPDATE_LIMITS.indexBytes || LENGTH_BYTES + indexBytes > sizeBytes)
    return fail({ code: 'update/digest-differs' })
  const bytes = Buffer.alloc(indexBytes)
  if (!(await take(bytes))) return fail({ code: 'update/truncated' })
  const index = parseTreeIndex(bytes, UPDATE_LIMITS.files)
  if (!index.ok) return fail({ code: 'update/digest-differs' })
  const { files } = index.value
  const total = files.reduce((sum, file) => sum + file.sizeBytes, LENGTH_BYTES + indexBytes)
  const isWhole = total === sizeBytes && files.some(({ path }) => path === entry)
  return isWhole ? index : fail({ code: 'update/digest-differs' })
}

async function makeFolders(root: string, path: string, made: Set<string>): Promise<void> {
  const folder = dirname(join(root, ...path.split('/')))
  if (made.has(folder)) return
  await mkdir(folder, { recursive: true, mode: 0o755 })
  for (let each = folder; each !== root; each = dirname(each)) made.add(each)
}

/** Computes the digest of a payload from what it was unpacked to, and lets be run what may be. `null` where a file is missing or is no file. */
export async function digestUnpacked(folder: string, indexBytes: Uint8Array): Promise<string | null> {
  const index = parseTreeIndex(indexBytes, UPDATE_LIMITS.files)
  if (!index.ok) return null
  const whole = startSha256()
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32BE(indexBytes.length)
  whole.update(length)
  whole.update(indexBytes)
  for (const file of index.value.files) {
    const handle = await openPlainFile(join(folder, ...file.path.split('/')))
    try {
      if (!(await isOfSize(handle, file))) return null
      const buffer = Buffer.alloc(COPY_BYTES)
      for (let at = 0; at < file.sizeBytes; ) {
        const readBytes = await readAll(
          handle,
          buffer.subarray(0, Math.min(buffer.length, file.sizeBytes - at)),
          at,
        )
        if (readBytes === 0) return null
        whole.update(buffer.subarray(0, readBytes))
        at += readBytes
      }
    } finally {
      await handle.close()
    }
  }
  return whole.digest('hex')
}

async function isOfSize(handle: FileHandle, { sizeBytes }: TreeFile): Promise<boolean> {
  return (await handle.stat()).size === sizeBytes
}

/** Gives every file of a tree its mode: readable by everybody of this machine, and to be run where the index says so. */
export async function setModes(folder: string, { files }: TreeIndex): Promise<void> {
  for (const { path, isExecutable } of files)
    await chmod(join(folder, ...path.split('/')), isExecutable ? 0o755 : 0o644)
}
