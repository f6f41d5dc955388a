import { createRequire } from 'node:module'
import type { LibarchiveWasm, ArchiveReader as Reader } from 'libarchive-wasm'
import { type ListedEntry, ListingBroken } from './listed-entry.ts'

const { ArchiveReader, libarchiveWasm } = createRequire(import.meta.url)(
  'libarchive-wasm',
) as typeof import('libarchive-wasm')
// Loaded with this file, while files may still be read.
const library: LibarchiveWasm = await libarchiveWasm()

/** What may be unpacked to get from one header to the next; most kinds keep headers between contents. */
const MAX_PASSED_BYTES = 256 * 1_024 * 1_024

/**
 * Lists an archive of another kind (7z, RAR, cpio, ISO 9660, tar under xz, bzip2 or others) with libarchive, which runs inside
 * WebAssembly. Names come through its plain locale: other letters than ASCII are lost, and entries with such names say so.
 */
export function* listPacked(bytes: Uint8Array): Generator<ListedEntry, void, undefined> {
  let reader: Reader | null = null
  let passedBytes = 0
  try {
    reader = new ArchiveReader(library, new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    for (;;) {
      const entry = reader.nextEntryPointer()
      if (entry === 0) break
      const sizeBytes = Math.max(0, reader.getEntrySize(entry))
      const listed = toEntry(reader, entry, sizeBytes)
      yield listed
      passedBytes += sizeBytes
      if (passedBytes > MAX_PASSED_BYTES) throw new ListingBroken('unpacks-to-much')
    }
    if (library.error_string(reader.archive)) throw new ListingBroken('damaged')
  } catch (cause) {
    throw cause instanceof ListingBroken ? cause : new ListingBroken('damaged', { cause })
  } finally {
    freeReader(reader)
  }
}

function toEntry(reader: Reader, entry: number, sizeBytes: number): ListedEntry {
  const path = reader.getEntryPathname(entry) || ''
  const type = reader.getEntryFiletype(entry)
  const modifiedAtS = Math.round(reader.getEntryModificationTime(entry) / 1_000)
  const target = type === 'SymbolicLink' ? reader.getSymlinkTarget(entry) : reader.getHardlinkTarget(entry)
  return {
    path,
    // The library writes an asterisk for each unit that it cannot turn; file systems of Windows take no such name.
    ...(path === '' || path.includes('*') || path.includes('?') ? { isNameLost: true } : {}),
    sizeBytes,
    isEncrypted: reader.isEntryEncrypted(entry),
    isFolder: type === 'Directory',
    ...(modifiedAtS === 0 ? {} : { modifiedAtS }),
    ...(type === 'SymbolicLink' || target ? { linkTarget: target || '' } : {}),
  }
}

// A module that has aborted cannot free either.
function freeReader(reader: Reader | null): void {
  try {
    reader?.free()
  } catch {}
}
