import { constants } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { extname, join } from 'node:path'

/** A file of the built pages. */
export type PageFile = { readonly bytes: Uint8Array; readonly contentType: string }

/** The built pages of the workstation. */
export type PageFiles = {
  /** The file that a path of a request names, or `null`. */
  read(path: string): Promise<PageFile | null>
}

const CONTENT_TYPES: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
}

/**
 * Lists the regular files of a folder; only what stands in that list is ever read, so that a path that climbs out of the
 * folder, or a link that points out of it, finds nothing. Answers `null` when the folder has no `index.html`.
 */
export async function listPageFiles(folder: string): Promise<PageFiles | null> {
  const files = new Map<string, string>()
  await collect(folder, '/', files)
  if (!files.has('/index.html')) return null
  return {
    async read(path) {
      const file = files.get(path === '/' ? '/index.html' : path)
      return file === undefined ? null : await readFile(file)
    },
  }
}

async function collect(folder: string, prefix: string, files: Map<string, string>): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isFile()) files.set(`${prefix}${entry.name}`, path)
    else if (entry.isDirectory()) await collect(path, `${prefix}${entry.name}/`, files)
  }
}

async function readFile(path: string): Promise<PageFile | null> {
  // A link put in a file's place after the list was made is not followed either.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch(() => null)
  if (handle === null) return null
  try {
    const bytes = await handle.readFile()
    return { bytes, contentType: CONTENT_TYPES[extname(path)] ?? 'application/octet-stream' }
  } finally {
    await handle.close()
  }
}
