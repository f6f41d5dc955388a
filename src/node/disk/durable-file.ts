import { constants } from 'node:fs'
import { type FileHandle, link, mkdir, open, rename, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errnoOf } from './disk-failure.ts'

/** Mode of every file a vault holds: its owner reads and writes. */
export const PRIVATE_FILE = 0o600
/** Mode of every folder a vault holds: its owner lists, enters and changes. */
export const PRIVATE_FOLDER = 0o700

/** What a temporary of {@link writeFileDurably} is called: the file's own name and this. */
export const TEMPORARY_ENDING = '.new'

// The functions of this file throw what the system answers; `attemptOnDisk` turns that into a failure.

/**
 * Makes the names inside a folder survive a power cut: without this a created or renamed file may be gone.
 * Windows keeps folder entries in its journal and refuses to flush a folder, so there it does nothing.
 */
export async function fsyncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(path, constants.O_RDONLY | constants.O_DIRECTORY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes a folder if there is none; tells whether it was made. The caller makes its name durable in the parent. */
export async function ensureFolder(path: string): Promise<boolean> {
  try {
    await mkdir(path, PRIVATE_FOLDER)
    return true
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error
    return false
  }
}

/** Makes a new file that must not exist yet, through no symbolic link, readable by its owner only. */
export async function createFile(path: string | Buffer): Promise<FileHandle> {
  const { O_RDWR, O_CREAT, O_EXCL, O_NOFOLLOW } = constants
  return await open(path, O_RDWR | O_CREAT | O_EXCL | (O_NOFOLLOW ?? 0), PRIVATE_FILE)
}

/** Writes all bytes at a position; a short write is continued. */
export async function writeAll(handle: FileHandle, bytes: Uint8Array, offsetBytes: number): Promise<void> {
  let doneBytes = 0
  while (doneBytes < bytes.length) {
    const { bytesWritten } = await handle.write(
      bytes,
      doneBytes,
      bytes.length - doneBytes,
      offsetBytes + doneBytes,
    )
    doneBytes += bytesWritten
  }
}

/** Reads until the buffer is full or the file ends; answers how many bytes it read. */
export async function readAll(handle: FileHandle, into: Uint8Array, offsetBytes: number): Promise<number> {
  let doneBytes = 0
  while (doneBytes < into.length) {
    const { bytesRead } = await handle.read(into, doneBytes, into.length - doneBytes, offsetBytes + doneBytes)
    if (bytesRead === 0) break
    doneBytes += bytesRead
  }
  return doneBytes
}

/**
 * Writes a small file so that after any crash it holds either its old or its new bytes, whole.
 *
 * Order: `PATH.new` is made and written, fsynced, renamed over `PATH`, and the folder is fsynced; only then does it
 * return. When it throws before the rename, the old file is untouched and the temporary is gone; when the folder's
 * fsync fails, the new bytes are in place but may not survive a power cut. A temporary left by a crash is replaced.
 * One writer at a time for one path: that is the caller's duty.
 */
export async function writeFileDurably(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = path + TEMPORARY_ENDING
  await removeIfPresent(temporary)
  const handle = await createFile(temporary)
  try {
    try {
      await writeAll(handle, bytes, 0)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await removeQuietly(temporary)
    throw error
  }
  await fsyncFolder(dirname(path))
}

/**
 * Gives a finished temporary its final name in the same folder unless that name is taken; answers whether it did.
 * The caller fsyncs the folder.
 *
 * A hard link refuses an existing name, which a rename does not. Where the file system has no links (FAT, exFAT), an
 * exclusively created placeholder claims the name and the rename replaces it.
 */
export async function publishWithoutReplacing(temporary: string, path: string): Promise<boolean> {
  try {
    await link(temporary, path)
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === 'EEXIST') return false
    if (!LINKS_UNKNOWN.has(errno)) throw error
    return await claimAndRename(temporary, path)
  }
  try {
    await unlink(temporary)
  } catch (error) {
    await removeQuietly(path)
    throw error
  }
  return true
}

/** What file systems without hard links answer to `link`. */
const LINKS_UNKNOWN = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK', 'EINVAL'])

async function claimAndRename(temporary: string, path: string): Promise<boolean> {
  try {
    const placeholder = await createFile(path)
    await placeholder.close()
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false
    throw error
  }
  try {
    await rename(temporary, path)
  } catch (error) {
    await removeQuietly(path)
    throw error
  }
  return true
}

/** Removes a file; that there is none is no error. Tells whether there was one. */
export async function removeIfPresent(path: string): Promise<boolean> {
  try {
    await unlink(path)
    return true
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error
    return false
  }
}

/** Removes a file that an operation made and now gives up; what stands in the way must not hide the first failure. */
export async function removeQuietly(path: string): Promise<void> {
  try {
    await unlink(path)
  } catch (error) {
    errnoOf(error)
  }
}
