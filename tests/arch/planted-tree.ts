import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/** The checkout these tests belong to. */
export const ROOT = resolve(import.meta.dirname, '../..')

/** A temporary tree in which breaches of the rules can be planted. */
export type PlantedTree = {
  readonly path: string
  /** Writes a file, making its folders. */
  write(path: string, text: string): void
  remove(): void
}

/**
 * Makes a tree that holds copies of the named files of this checkout, and the installed packages unless told otherwise.
 */
export function plantTree(copied: readonly string[], packages: 'linked' | 'none' = 'linked'): PlantedTree {
  const path = mkdtempSync(join(tmpdir(), 'samnum-arch-'))
  for (const name of copied) cpSync(join(ROOT, name), join(path, name), { recursive: true })
  if (packages === 'linked') symlinkSync(join(ROOT, 'node_modules'), join(path, 'node_modules'))
  return {
    path,
    write(name, text) {
      mkdirSync(dirname(join(path, name)), { recursive: true })
      writeFileSync(join(path, name), text)
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  }
}
