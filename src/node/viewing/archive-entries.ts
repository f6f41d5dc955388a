import { createRequire } from 'node:module'
import { Readable } from 'node:stream'
import { NotReadable, type RoomBytes } from './room-bytes.ts'

/** Most entries of an archive that are listed. */
const MOST_ENTRIES = 100_000

/** What an archive says of one thing in it. Names are hostile: show them escaped. */
export type ArchiveEntry = {
  readonly name: string
  readonly sizeBytes: number
  readonly packedBytes: number
  /** As written in the archive, without a zone; empty when it is no time. */
  readonly modified: string
  readonly isEncrypted: boolean
  /** A macro of an Office document. It is listed and never run. */
  readonly isMacro: boolean
}

// The package brings no types.
type ZipEntry = {
  readonly fileNameRaw: Uint8Array
  readonly extraFields: unknown
  readonly uncompressedSize: number
  readonly compressedSize: number
  readonly generalPurposeBitFlag: number
  getLastModDate(): Date
}
type ZipFile = { readonly entryCount: number; eachEntry(): AsyncIterable<ZipEntry>; close(): void }
type Yauzl = {
  getFileNameLowLevel(flags: number, raw: Uint8Array, extraFields: unknown, isStrict: boolean): string
  readonly RandomAccessReader: new () => { _readStreamForRange?(start: number, end: number): Readable }
  fromRandomAccessReaderPromise(
    reader: unknown,
    sizeBytes: number,
    options: { readonly decodeStrings: boolean; readonly autoClose: boolean },
  ): Promise<ZipFile>
}

const yauzl = createRequire(import.meta.url)('yauzl') as Yauzl

/** Lists a ZIP by its directory, without unpacking anything. */
export async function listEntries(
  bytes: RoomBytes,
  from: number,
  count: number,
): Promise<{ readonly from: number; readonly count: number; readonly entries: readonly ArchiveEntry[] }> {
  const nameOf = ({ generalPurposeBitFlag, fileNameRaw, extraFields }: ZipEntry): string =>
    yauzl.getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields ?? [], true)
  class Reader extends yauzl.RandomAccessReader {
    override _readStreamForRange(start: number, end: number): Readable {
      return Readable.from(piecesOf(bytes, start, end))
    }
    close(done: (error: null) => void): void {
      done(null)
    }
  }
  try {
    // Names that climb out of a folder are shown, not refused: nothing is written anywhere.
    const zip = await yauzl.fromRandomAccessReaderPromise(new Reader(), bytes.sizeBytes, {
      decodeStrings: false,
      autoClose: false,
    })
    const entries: ArchiveEntry[] = []
    let index = 0
    for await (const entry of zip.eachEntry()) {
      if (index >= from + count || index >= MOST_ENTRIES) break
      if (index >= from) entries.push(describe(entry, nameOf(entry)))
      index += 1
    }
    return { from, count: Math.min(zip.entryCount, MOST_ENTRIES), entries }
  } catch {
    throw new NotReadable('not-readable')
  }
}

function describe(entry: ZipEntry, name: string): ArchiveEntry {
  const modified = entry.getLastModDate()
  return {
    name: name.slice(0, 1000),
    sizeBytes: entry.uncompressedSize,
    packedBytes: entry.compressedSize,
    modified: Number.isNaN(modified.getTime()) ? '' : modified.toISOString().slice(0, 19).replace('T', ' '),
    isEncrypted: (entry.generalPurposeBitFlag & 1) === 1,
    isMacro: /(^|\/)vba(Project|Data)\.(bin|xml)$/i.test(name),
  }
}

async function* piecesOf(bytes: RoomBytes, start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; ) {
    const piece = await bytes.read(at, Math.min(end - at, 1024 * 1024))
    if (piece.length === 0) return
    yield piece
    at += piece.length
  }
}
