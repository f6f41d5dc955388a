import type { IntakeFailure } from '#app/ports/byte-source.ts'
import type { SourcePart, SourceTree } from '#app/ports/source-tree.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { comparePaths, escapeName, unescapePath } from '#core/text-safety/escape-path.ts'
import { checkSourceName } from './source-name.ts'
import { createStreamSource, type StreamSource } from './stream-source.ts'

/** A file of a folder whose bytes somebody will push. */
export type OfferedPart = {
  /** Names below the folder with `/` between them, as the sender has them. */
  readonly path: string
  readonly sizeBytes: number
  readonly modifiedAtMs: number | null
}

/** A folder to push into: its tree, and the stream of each file that has bytes, in the order in which they are read. */
export type StreamTree = {
  readonly tree: SourceTree
  /** `index` is the file's place among those that were offered. */
  readonly streams: readonly { readonly index: number; readonly stream: StreamSource }[]
}

/** Makes a folder out of files that will be pushed, or refuses what no folder holds. */
export function createStreamTree(
  name: string,
  files: readonly OfferedPart[],
): Result<StreamTree, IntakeFailure> {
  const named = checkSourceName(name)
  if (!named.ok) return named
  const seen = new Set<string>()
  const emptyFiles: string[] = []
  const drafts: { readonly index: number; readonly part: SourcePart; readonly stream: StreamSource }[] = []
  for (const [index, file] of files.entries()) {
    const path = file.path.split('/').map(escapeText).join('/')
    // What leads out of the folder, or stands twice in it, is no list of a folder's files.
    if (seen.has(path) || unescapePath(path) === null) return wrongPath(index)
    seen.add(path)
    if (file.sizeBytes === 0) {
      emptyFiles.push(path)
      continue
    }
    const made = createStreamSource({ ...file, name: path.slice(path.lastIndexOf('/') + 1).slice(0, 80) })
    if (!made.ok) return made
    drafts.push({ index, part: partOf(path, file, made.value), stream: made.value })
  }
  if (drafts.length === 0) return fail({ code: 'intake/empty' })
  drafts.sort((a, b) => comparePaths(a.part.path, b.part.path))
  const parts = drafts.map(({ part }) => part)
  const streams = drafts.map(({ index, stream }) => ({ index, stream }))
  const tree: SourceTree = {
    form: 'folder',
    name,
    sizeBytes: parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    parts,
    emptyFiles: emptyFiles.sort(comparePaths),
    skipped: [],
    release: () => {
      for (const { stream } of streams) stream.interrupt()
    },
  }
  return succeed({ tree, streams })
}

function partOf(path: string, { sizeBytes, modifiedAtMs }: OfferedPart, stream: StreamSource): SourcePart {
  return {
    path,
    sizeBytes,
    modifiedAtMs: modifiedAtMs ?? Number.NaN,
    source: () => stream.source,
    leave: () => stream.interrupt(),
  }
}

function escapeText(name: string): string {
  return escapeName(new TextEncoder().encode(name))
}

function wrongPath(index: number): Result<never, IntakeFailure> {
  return fail({ code: 'input/invalid', problems: [{ field: `files.${index}.path`, code: 'field/wrong' }] })
}
