import { lstat, readdir } from 'node:fs/promises'
import type { BagFile } from '#core/export/bag-check.ts'
import { escapeName } from '#core/text-safety/escape-path.ts'
import { decodeUtf8 } from '#core/text-safety/utf8.ts'

const SLASH = Buffer.from('/')

/** A file of a folder as it is checked, with the name by which the system knows it. */
export type FolderFile = BagFile & { readonly place: Buffer }

/** Lists every file below a folder, in the order of their names. Links are not followed. Throws what the system answers. */
export async function listFiles(root: string): Promise<readonly FolderFile[]> {
  const files: FolderFile[] = []
  const waiting: { readonly place: Buffer; readonly path: string }[] = [
    { place: Buffer.from(root), path: '' },
  ]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { place, path } = next
    const entries = await readdir(place, { encoding: 'buffer', withFileTypes: true })
    for (const entry of entries.sort((a, b) => Buffer.compare(a.name, b.name))) {
      const at = Buffer.concat([place, SLASH, entry.name])
      // A name that is no text is in no manifest; it is shown escaped.
      const name = decodeUtf8(entry.name) ?? escapeName(entry.name)
      const below = path === '' ? name : `${path}/${name}`
      if (entry.isDirectory()) waiting.push({ place: at, path: below })
      else if (entry.isFile()) files.push({ path: below, place: at, sizeBytes: (await lstat(at)).size })
      else files.push({ path: below, place: at, sizeBytes: 0, isSpecial: true })
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}
