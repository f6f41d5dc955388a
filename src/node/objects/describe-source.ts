import { lstat, realpath } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { DescribedSource } from '#app/ports/source-tree.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { describeFile, type OwnFileCheck } from './file-source.ts'
import { checkSourceName } from './source-name.ts'
import { attemptOnSource, type FileSourceFailure } from './source-reading.ts'
import { describeSplitImage } from './split-image.ts'
import { walkFolder } from './walk-folder.ts'

/**
 * Describes whatever a person names: a file, a disk, a folder with everything in it, or the first piece of a split image with the
 * others beside it. A link that the person names is resolved once; none below it is followed.
 */
export async function describeSource(
  path: string,
  isOwnFile: OwnFileCheck = async () => false,
): Promise<DescribedSource> {
  if (path.includes('\0')) return fail({ code: 'intake/name-has-control-character' })
  const folder = await attemptOnSource(async (): Promise<Result<string | null, FileSourceFailure>> => {
    const resolved = await realpath(path)
    return succeed((await lstat(resolved)).isDirectory() ? resolved : null)
  })
  if (!folder.ok) return folder
  if (folder.value === null) {
    return (await describeSplitImage(path, isOwnFile)) ?? (await describeFile(path, isOwnFile))
  }
  // `.` and `..` have no name of their own; the root of a disk has none at all.
  const name = basename(resolve(path)) || 'root'
  const named = checkSourceName(name)
  if (!named.ok) return named
  const tree = await walkFolder(folder.value, name, isOwnFile)
  return tree.parts.length === 0 ? fail({ code: 'intake/empty' }) : succeed(tree)
}
