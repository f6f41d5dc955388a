import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createFile, ensureFolder, fsyncFolder, readAll, writeAll } from '../disk/durable-file.ts'

const COPY_BYTES = 1024 * 1024

/** Copies a folder's regular files and folders into a folder that is there, each fsynced. Throws what the system answers. */
export async function copyDurably(from: string, to: string): Promise<void> {
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name)
    const target = join(to, entry.name)
    if (entry.isDirectory()) {
      await ensureFolder(target)
      await copyDurably(source, target)
    } else if (entry.isFile()) await copyOne(source, target)
  }
  await fsyncFolder(to)
}

async function copyOne(from: string, to: string): Promise<void> {
  const source = await open(from, 'r')
  try {
    const target = await createFile(to)
    try {
      const buffer = Buffer.alloc(COPY_BYTES)
      for (let at = 0; ; ) {
        const readBytes = await readAll(source, buffer, at)
        if (readBytes === 0) break
        await writeAll(target, buffer.subarray(0, readBytes), at)
        at += readBytes
      }
      await target.sync()
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}
