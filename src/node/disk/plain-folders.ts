import { constants } from 'node:fs'
import { type FileHandle, lstat, open } from 'node:fs/promises'
import { join } from 'node:path'
import { errnoOf } from './disk-failure.ts'
import { ensureFolder, fsyncFolder } from './durable-file.ts'

// What lies on a stick was put there by others: a link in the place of a folder would lead writing and removing to where it points.
// The functions of this file throw what the system answers, and ENOTDIR or EINVAL where something else stands in a place.

/** Makes a folder below a root, and those between; each name is durable in the folder above. None of them is a link. */
export async function makePlainFolders(root: string, folder: string): Promise<void> {
  let path = root
  for (const name of namesBelow(root, folder)) {
    const above = path
    path = join(path, name)
    if (await ensureFolder(path)) await fsyncFolder(above)
    else await expectFolder(path)
  }
}

/** Tells whether a folder is there below a root, and neither it nor any between is a link. */
export async function isPlainFolder(root: string, folder: string): Promise<boolean> {
  let path = root
  for (const name of namesBelow(root, folder)) {
    path = join(path, name)
    try {
      await expectFolder(path)
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return false
      throw error
    }
  }
  return true
}

/** Opens a file to be read that is neither a link nor a pipe, which would keep whoever opens it waiting for ever. */
export async function openPlainFile(path: string, furtherFlags = 0): Promise<FileHandle> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants
  const handle = await open(path, O_RDONLY | (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0) | furtherFlags)
  try {
    if ((await handle.stat()).isFile()) return handle
    throw refusal('EINVAL', 'open', path)
  } catch (error) {
    await handle.close()
    throw error
  }
}

function namesBelow(root: string, folder: string): readonly string[] {
  return folder
    .slice(root.length)
    .split(/[\\/]/)
    .filter((name) => name !== '')
}

async function expectFolder(path: string): Promise<void> {
  if (!(await lstat(path)).isDirectory()) throw refusal('ENOTDIR', 'lstat', path)
}

function refusal(code: string, syscall: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${syscall} '${path}'`), { code, syscall })
}
