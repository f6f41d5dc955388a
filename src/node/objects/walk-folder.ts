import type { BigIntStats } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import type { SkippedPath, SkipReason, SourcePart, SourceTree } from '#app/ports/source-tree.ts'
import { comparePaths, escapeName } from '#core/text-safety/escape-path.ts'
import { errnoOf } from '#node/disk/disk-failure.ts'
import { fileSource, type OwnFileCheck } from './file-source.ts'
import { MOST_PLAIN_BYTES } from './object-format.ts'
import { openQuietly } from './source-reading.ts'

const SLASH = Buffer.from('/')
const REASON_OF_ERRNO: { readonly [errno: string]: SkipReason } = {
  ENOENT: 'gone',
  ENOTDIR: 'gone',
  ELOOP: 'gone',
  ENAMETOOLONG: 'path-too-long',
  EACCES: 'not-readable',
  EPERM: 'not-readable',
}

type Draft = {
  readonly parts: SourcePart[]
  readonly emptyFiles: string[]
  readonly skipped: SkippedPath[]
  sizeBytes: number
}

/**
 * Lists what lies in a folder and below, without reading any file. No link is followed, no device, pipe or socket opened; a folder
 * that is reached a second time, by a mount inside itself, is not entered again.
 */
export async function walkFolder(path: string, name: string, isOwnFile: OwnFileCheck): Promise<SourceTree> {
  const draft: Draft = { parts: [], emptyFiles: [], skipped: [], sizeBytes: 0 }
  const entered = new Set<string>()
  // A stack of its own, because folders may be nested deeper than calls may be.
  const waiting: { readonly at: Buffer; readonly shown: string }[] = [{ at: Buffer.from(path), shown: '' }]
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const { at, shown } = folder
    const names = await namesIn(at, entered)
    if (typeof names === 'string') draft.skipped.push({ path: shown === '' ? '.' : shown, reason: names })
    else {
      for (const entry of names) {
        const child = Buffer.concat([at, SLASH, entry])
        const below = shown === '' ? escapeName(entry) : `${shown}/${escapeName(entry)}`
        if (await takeEntry(draft, child, below, isOwnFile)) waiting.push({ at: child, shown: below })
      }
    }
  }
  draft.parts.sort((a, b) => comparePaths(a.path, b.path))
  draft.emptyFiles.sort(comparePaths)
  draft.skipped.sort((a, b) => comparePaths(a.path, b.path))
  return { form: 'folder', name, ...draft }
}

/** The names in a folder, each as its bytes, or why there are none. */
async function namesIn(path: Buffer, entered: Set<string>): Promise<readonly Buffer[] | SkipReason> {
  try {
    const { dev, ino } = await lstat(path, { bigint: true })
    if (entered.has(`${dev} ${ino}`)) return []
    entered.add(`${dev} ${ino}`)
    return await readdir(path, { encoding: 'buffer' })
  } catch (error) {
    return reasonOf(error)
  }
}

/** Takes one entry in or notes why not; answers whether it is a folder to enter. */
async function takeEntry(
  draft: Draft,
  path: Buffer,
  shown: string,
  isOwnFile: OwnFileCheck,
): Promise<boolean> {
  try {
    const stats = await lstat(path, { bigint: true })
    if (stats.isDirectory()) return true
    const reason = kindOf(stats) ?? (await isRefused(path, stats, isOwnFile))
    if (reason !== null) draft.skipped.push({ path: shown, reason })
    else if (stats.size === 0n) draft.emptyFiles.push(shown)
    else {
      draft.parts.push(partOf(path, shown, stats))
      draft.sizeBytes += Number(stats.size)
    }
  } catch (error) {
    draft.skipped.push({ path: shown, reason: reasonOf(error) })
  }
  return false
}

function partOf(path: Buffer, shown: string, stats: BigIntStats): SourcePart {
  const name = shown.slice(shown.lastIndexOf('/') + 1)
  return {
    path: shown,
    sizeBytes: Number(stats.size),
    modifiedAtMs: Number(stats.mtimeMs),
    source: () => fileSource(name, path, stats),
  }
}

function kindOf(stats: BigIntStats): SkipReason | null {
  if (stats.isSymbolicLink()) return 'symbolic-link'
  if (stats.isSocket()) return 'socket'
  if (stats.isFIFO()) return 'pipe'
  if (!stats.isFile()) return 'device'
  return stats.size > BigInt(MOST_PLAIN_BYTES) ? 'too-large' : null
}

async function isRefused(
  path: Buffer,
  stats: BigIntStats,
  isOwnFile: OwnFileCheck,
): Promise<SkipReason | null> {
  if (await isOwnFile(path.toString('utf8'), stats)) return 'of-the-vault'
  // Opened and closed at once: what may not be read is known before anything is sealed.
  const handle = await openQuietly(path)
  await handle.close()
  return null
}

function reasonOf(error: unknown): SkipReason {
  const errno = errnoOf(error)
  return (Object.hasOwn(REASON_OF_ERRNO, errno) ? REASON_OF_ERRNO[errno] : undefined) ?? 'read-failed'
}
