import type { Dirent } from 'node:fs'
import { open, readdir, rename, rmdir, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { errnoOf } from '../disk/disk-failure.ts'
import {
  createFile,
  ensureFolder,
  fsyncFolder,
  readAll,
  removeIfPresent,
  writeAll,
} from '../disk/durable-file.ts'
import type { BackupMedium, MediumEntry } from './backup-medium.ts'
import { scanFile } from './scan-file.ts'

/** A backup's folder on a file system. */
export function openFolderMedium(root: string): BackupMedium {
  const place = (path: string) => join(root, path)
  return {
    async list(folder) {
      const entries = await orIfAbsent(() => readdir(place(folder), { withFileTypes: true }), [])
      return entries.map(describe)
    },
    async sizeOf(path) {
      const found = await orIfAbsent(() => stat(place(path)), null)
      return found?.isFile() === true ? found.size : null
    },
    readSmall: (path, maxBytes) => orIfAbsent(() => readBeginning(place(path), maxBytes + 1), null),
    async open(path) {
      const handle = await open(place(path), 'r')
      return { read: (into, offsetBytes) => readAll(handle, into, offsetBytes), close: () => handle.close() }
    },
    scan: (path) => scanFile(place(path)),
    async freeBytes() {
      const { blocks, bavail, bsize } = await statfs(root)
      return blocks === 0 ? null : bavail * bsize
    },

    async ensureFolder(path) {
      await ensureFolder(place(path))
    },
    async create(path) {
      const handle = await createFile(place(path))
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
    rename: (from, to) => rename(place(from), place(to)),
    async remove(path) {
      await removeIfPresent(place(path))
    },
    async removeFolder(path) {
      try {
        await rmdir(place(path))
      } catch (error) {
        if (!MAY_STAY.has(errnoOf(error))) throw error
      }
    },
    flushFolder: (path) => fsyncFolder(place(path)),
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
  const handle = await open(path, 'r')
  try {
    const { size } = await handle.stat()
    const bytes = new Uint8Array(Math.min(size, mostBytes))
    return bytes.subarray(0, await readAll(handle, bytes, 0))
  } finally {
    await handle.close()
  }
}
