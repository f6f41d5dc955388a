import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The files of a folder, relative and in order. */
export async function filesIn(path: string): Promise<readonly string[]> {
  return (await readdir(path, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .sort()
}

/** Writes every list of a package anew, as somebody would who wants a change not to be found. */
export async function rewriteLists(path: string): Promise<void> {
  const files = await filesIn(path)
  const payload = files.filter((file) => file.startsWith('data/'))
  const bytes = new Map(
    await Promise.all(payload.map(async (file) => [file, await readFile(join(path, file))] as const)),
  )
  const total = [...bytes.values()].reduce((sum, one) => sum + one.length, 0)
  const info = (await readFile(join(path, 'bag-info.txt'), 'utf8')).replace(
    /Oxum: .*/,
    `Oxum: ${total}.${payload.length}`,
  )
  await writeFile(join(path, 'bag-info.txt'), info)
  for (const algorithm of ['sha256', 'sha512']) {
    const text = payload.map((file) => `${sha(algorithm, bytes.get(file) ?? Buffer.of())}  ${file}\n`)
    await writeFile(join(path, `manifest-${algorithm}.txt`), text.join(''))
  }
  const tags = files.filter((file) => !file.includes('/') && !file.startsWith('tagmanifest'))
  for (const algorithm of ['sha256', 'sha512']) {
    const text = await Promise.all(
      tags.map(async (file) => `${sha(algorithm, await readFile(join(path, file)))}  ${file}\n`),
    )
    await writeFile(join(path, `tagmanifest-${algorithm}.txt`), text.join(''))
  }
}

/** A digest in hex. */
export function sha(algorithm: string, bytes: Uint8Array): string {
  return createHash(algorithm).update(bytes).digest('hex')
}
