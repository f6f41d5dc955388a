import { lstat, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Where the demonstration puts what it makes. */
export type DemoFolder = {
  readonly path: string
  readonly vault: string
  readonly reports: string
  readonly extracted: string
}

const MARKER = 'made-by-samnum-demo.txt'
const MARKER_TEXT =
  'This folder was made by "npm run demo". The next demonstration deletes and replaces it.\n'

/**
 * Prepares the folder: a new one is made, one that an earlier demonstration made is emptied. Answers whether there was an
 * earlier one, or `null` when something else is in the way; that is left alone.
 */
export async function prepareDemoFolder(
  path: string,
): Promise<{ folder: DemoFolder; hadEarlier: boolean } | null> {
  const folder = {
    path,
    vault: join(path, 'vault'),
    reports: join(path, 'reports'),
    extracted: join(path, 'extracted'),
  }
  const found = await lstat(path).catch(() => null)
  if (found !== null) {
    // A link is not followed: what it leads to was never made here.
    const marker = found.isDirectory() ? await readFile(join(path, MARKER), 'utf8').catch(() => null) : null
    if (marker !== MARKER_TEXT) return null
    for (const made of [folder.vault, folder.reports, folder.extracted])
      await rm(made, { recursive: true, force: true })
  }
  await mkdir(path, { recursive: true })
  await writeFile(join(path, MARKER), MARKER_TEXT)
  await mkdir(folder.reports)
  await mkdir(folder.extracted)
  return { folder, hadEarlier: found !== null }
}
