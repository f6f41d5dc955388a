import { readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { BackupMedium } from '#node/backup/backup-medium.ts'

/**
 * A medium that remembers what was never flushed, so that a power cut can take it away: contents of files that were not
 * finished, and names in folders that were not flushed.
 */
export function forgetfulMedium(
  root: string,
  inner: BackupMedium,
): { readonly medium: BackupMedium; readonly cutPower: () => Promise<void> } {
  const undo: { readonly folder: string; readonly work: () => Promise<void> }[] = []
  const unfinished = new Set<string>()
  const folderOf = (path: string) => (dirname(path) === '.' ? '' : dirname(path))
  const note = (path: string, work: () => Promise<void>) => undo.unshift({ folder: folderOf(path), work })
  const place = (path: string) => join(root, path)
  const medium: BackupMedium = {
    ...inner,
    async ensureFolder(path) {
      const isThere = await stat(place(path)).catch(() => null)
      await inner.ensureFolder(path)
      if (isThere === null) note(path, () => rm(place(path), { recursive: true, force: true }))
    },
    async create(path) {
      const writer = await inner.create(path)
      unfinished.add(path)
      note(path, () => rm(place(path), { force: true }))
      return {
        ...writer,
        async finish() {
          await writer.finish()
          unfinished.delete(path)
        },
      }
    },
    async rename(from, to) {
      const replaced = await readFile(place(to)).catch(() => null)
      await inner.rename(from, to)
      note(to, async () => {
        await rename(place(to), place(from))
        if (replaced !== null) await writeFile(place(to), replaced)
      })
    },
    async remove(path) {
      const removed = await readFile(place(path)).catch(() => null)
      await inner.remove(path)
      if (removed !== null) note(path, () => writeFile(place(path), removed))
    },
    async flushFolder(path) {
      await inner.flushFolder(path)
      for (let at = undo.length - 1; at >= 0; at -= 1) if (undo[at]?.folder === path) undo.splice(at, 1)
    },
  }
  return {
    medium,
    async cutPower() {
      for (const path of unfinished) {
        const found = await stat(place(path)).catch(() => null)
        if (found !== null) await truncate(place(path), Math.floor(found.size / 2))
      }
      for (const { work } of undo.splice(0)) await work().catch(() => {})
    },
  }
}
