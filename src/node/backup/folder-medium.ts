import type { Dirent } from 'node:fs'
import { lstat, readdir, rename, rmdir, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { errnoOf } from '../disk/disk-failure.ts'
import {
  createFile,
  ensureFolder,
  fsyncFolder,
  readAll,
  removeIfPresent,
  writeAll,
} from '../disk/durable-file.ts'
import { isPlainFolder, openPlainFile } from '../disk/plain-folders.ts'
import type { BackupMedium, MediumEntry } from './backup-medium.ts'
import { scanFile } from './scan-file.ts'

/**
 * A backup's folder on a file system. Others had the medium in their hands: no link below the folder is followed, neither in the place
 * of a folder nor of a file, and nothing but regular files is opened. What stands there instead is thrown as `ENOTDIR` or `ELOOP`.
 */
export function openFolderMedium(root: string): BackupMedium {
  /** Where a name is, once no folder above it is a link. */
  const place = async (path: string): Promise<string> => {
    const whole = join(root, path)
    if (path !== '') await isPlainFolder(root, dirname(whole))
    return whole
  }
  const folderAt = async (path: string): Promise<string> => {
    const whole = join(root, path)
    await isPlainFolder(root, whole)
    return whole
  }
  return {
    async list(folder) {
      const path = await folderAt(folder)
      const entries = await orIfAbsent(() => readdir(path, { withFileTypes: true }), [])
      return entries.map(describe)
    },
    async sizeOf(path) {
      const whole = await place(path)
      const found = await orIfAbsent(() => lstat(whole), null)
      return found?.isFile() === true ? found.size : null
    },
    async readSmall(path, maxBytes) {
      const whole = await place(path)
      return await orIfAbsent(() => readBeginning(whole, maxBytes + 1), null)
    },
    async open(path) {
      const handle = await openPlainFile(await place(path))
      return { read: (into, offsetBytes) => readAll(handle, into, offsetBytes), close: () => handle.close() }
    },
    async *scan(path) {
      yield* scanFile(await place(path))
    },
    async freeBytes() {
      const { blocks, bavail, bsize } = await statfs(root)
      return blocks === 0 ? null : bavail * bsize
    },

    async ensureFolder(path) {
      await ensureFolder(await place(path))
      await folderAt(path)
    },
    async create(path) {
      const handle = await createFile(await place(path))
      let sizeBytes = 0
      return {
        async append(bytes) {
          await writeAll(handle, bytes, sizeBytes)
          sizeBytes += bytes.length
        },
        async finish() {
          try {
            await handle.sync()
          } finally {
            await handle.close()
          }
        },
        abandon: () => handle.close(),
      }
    },
    async rename(from, to) {
      await rename(await place(from), await place(to))
    },
    async remove(path) {
      await removeIfPresent(await place(path))
    },
    async removeFolder(path) {
      const whole = await place(path)
      try {
        await rmdir(whole)
      } catch (error) {
        if (!MAY_STAY.has(errnoOf(error))) throw error
      }
    },
    async flushFolder(path) {
      await fsyncFolder(await folderAt(path))
    },
  }
}

/** POSIX lets a system answer EEXIST for a folder that is not empty. */
const MAY_STAY = new Set(['ENOENT', 'ENOTEMPTY', 'EEXIST'])

async function orIfAbsent<T, Absent>(work: () => Promise<T>, absent: Absent): Promise<T | Absent> {
  try {
    return await work()
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error
    return absent
  }
}

function describe(entry: Dirent): MediumEntry {
  return { name: entry.name, kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other' }
}

async function readBeginning(path: string, mostBytes: number): Promise<Uint8Array> {
  const handle = await openPlainFile(path)
  try {
    const { size } = await handle.stat()
    const bytes = new Uint8Array(Math.min(size, mostBytes))
    return bytes.subarray(0, await readAll(handle, bytes, 0))
  } finally {
    await handle.close()
  }
}
