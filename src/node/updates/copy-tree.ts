import { copyFile, lstat, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Copies the files and folders of a tree to a new place. A link in it is refused: a tree that is signed or installed has none. */
export async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to)
  for (const name of await readdir(from)) {
    const path = join(from, name)
    const found = await lstat(path)
    if (found.isDirectory()) await copyTree(path, join(to, name))
    else if (found.isFile()) await copyFile(path, join(to, name))
    else throw Object.assign(new Error(`no file of a program: ${name}`), { code: 'EINVAL', syscall: 'lstat' })
  }
}
