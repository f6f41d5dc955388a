import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { programRoot } from '#node/disk/program-root.ts'

/** Where the checkout or installation begins. */
export const ROOT_FOLDER = programRoot(import.meta.dirname)

/** The version in package.json. */
export function readVersion(): string {
  const { version } = JSON.parse(readFileSync(join(ROOT_FOLDER, 'package.json'), 'utf8')) as {
    version: string
  }
  return version
}

/** How the program names itself in what it writes. */
export function softwareName(): string {
  return `samnum ${readVersion()}`
}
