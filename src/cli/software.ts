import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where the checkout or installation begins. */
export const ROOT_FOLDER = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** The version in package.json. */
export function readVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  return version
}

/** How the program names itself in what it writes. */
export function softwareName(): string {
  return `samnum ${readVersion()}`
}
