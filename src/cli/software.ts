import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Where the checkout or installation begins: the nearest folder above this file, or above the bundle it was built into, with a package.json. */
export const ROOT_FOLDER = rootAbove(import.meta.dirname)

function rootAbove(folder: string): string {
  const above = dirname(folder)
  return above === folder || existsSync(join(folder, 'package.json')) ? folder : rootAbove(above)
}

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
