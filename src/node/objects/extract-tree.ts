import { type FileHandle, lstat, mkdir, open, readdir, rename, rm, utimes } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { OutgoingPart, OutgoingTree } from '#app/ports/outlets.ts'
import type { Failure } from '#contract/failures.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { unescapePath } from '#core/text-safety/escape-path.ts'
import { attemptOnDisk, errnoOf } from '#node/disk/disk-failure.ts'
import { createFile, fsyncFolder, PRIVATE_FOLDER, writeAll } from '#node/disk/durable-file.ts'
import { checkDestination, type PlacingFailure } from './extract-object.ts'

const SLASH = Buffer.from('/')

/** Why an exhibit of many files could not be written as a folder. */
export type TreePlacingFailure = PlacingFailure | Failure<'extract/unsafe-path'>

/**
 * Writes an exhibit of many files as a new folder at `path`.
 *
 * Everything goes into a temporary folder beside it first; only when every file is verified and flushed does that take the name, which
 * must be free. No name leads out of it: each is made from its escaped form, and a name that stands for more than itself is refused.
 * On any failure the temporary folder is removed.
 */
export async function extractTree<Problem>(
  path: string,
  temporaryName: string,
  tree: OutgoingTree<Problem>,
  onProgress: ((doneBytes: number) => void) | undefined,
): Promise<Result<void, TreePlacingFailure | Problem>> {
  const free = await checkDestination(path)
  if (!free.ok) return free
  const temporary = Buffer.concat([Buffer.from(dirname(path)), SLASH, Buffer.from(temporaryName)])
  let isPlaced = false
  try {
    const written = await attemptOnDisk(async () => {
      await mkdir(temporary, PRIVATE_FOLDER)
      return await writeTree(temporary, tree, onProgress)
    })
    if (!written.ok) return written
    if (!written.value.ok) return written.value
    // Somebody may have taken the name meanwhile. An empty folder is all that renaming could replace.
    const stillFree = await checkDestination(path)
    if (!stillFree.ok) return stillFree
    const placed = await attemptOnDisk(async () => {
      await rename(temporary, path)
      isPlaced = true
      await fsyncFolder(dirname(path))
    })
    return placed
  } finally {
    if (!isPlaced) await rm(temporary, { recursive: true, force: true })
  }
}

async function writeTree<Problem>(
  root: Buffer,
  tree: OutgoingTree<Problem>,
  onProgress: ((doneBytes: number) => void) | undefined,
): Promise<Result<void, TreePlacingFailure | Problem>> {
  let doneBytes = 0
  for (const part of tree.parts) {
    const made = await createAt(root, part.path)
    if (!made.ok) return made
    const written = await writePart(made.value.handle, part, (bytes) => onProgress?.(doneBytes + bytes))
    if (!written.ok) return written
    if (part.modifiedAtMs !== undefined) {
      await utimes(made.value.path, new Date(part.modifiedAtMs), new Date(part.modifiedAtMs))
    }
    doneBytes += part.sizeBytes
  }
  for (const path of tree.emptyFiles) {
    const made = await createAt(root, path)
    if (!made.ok) return made
    await made.value.handle.close()
  }
  await flushFolders(root)
  return succeed(undefined)
}

/** Makes a new file under the folder, with the folders that lead to it. */
async function createAt(
  root: Buffer,
  escaped: string,
): Promise<Result<{ readonly path: Buffer; readonly handle: FileHandle }, Failure<'extract/unsafe-path'>>> {
  const names = unescapePath(escaped)
  if (names === null) return fail({ code: 'extract/unsafe-path' })
  let at = root
  for (const name of names.slice(0, -1)) {
    at = Buffer.concat([at, SLASH, name])
    // A file may have the name of a folder only in a record that no seal wrote.
    if (!(await ensureRealFolder(at))) return fail({ code: 'extract/unsafe-path' })
  }
  const path = Buffer.concat([at, SLASH, names.at(-1) as Uint8Array])
  try {
    return succeed({ path, handle: await createFile(path) })
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return fail({ code: 'extract/unsafe-path' })
    throw error
  }
}

async function ensureRealFolder(path: Buffer): Promise<boolean> {
  try {
    await mkdir(path, PRIVATE_FOLDER)
    return true
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error
    return (await lstat(path)).isDirectory()
  }
}

async function writePart<Problem>(
  handle: FileHandle,
  part: OutgoingPart<Problem>,
  onProgress: (doneBytes: number) => void,
): Promise<Result<void, Problem>> {
  try {
    const supply = await part.open()
    if (!supply.ok) return supply
    try {
      let doneBytes = 0
      for (;;) {
        const chunk = await supply.value.nextChunk()
        if (!chunk.ok) return chunk
        if (chunk.value === null) break
        await writeAll(handle, chunk.value, doneBytes)
        doneBytes += chunk.value.length
        chunk.value.fill(0)
        onProgress(doneBytes)
      }
    } finally {
      await supply.value.close()
    }
    await handle.sync()
    return succeed(undefined)
  } finally {
    await handle.close()
  }
}

/** Makes the names in a folder and in all below it durable, the deepest first. */
async function flushFolders(root: Buffer): Promise<void> {
  const folders = [root]
  for (let next = 0; next < folders.length; next += 1) {
    const at = folders[next] as Buffer
    for (const entry of await readdir(at, { encoding: 'buffer', withFileTypes: true })) {
      if (entry.isDirectory()) folders.push(Buffer.concat([at, SLASH, entry.name]))
    }
  }
  for (const folder of folders.reverse()) {
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  }
}
