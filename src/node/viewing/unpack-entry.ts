import { readZipEntries, readZipEntry, ZipLimitError } from '../parsers/zip/open-zip.ts'
import { NotReadable, type RoomBytes } from './room-bytes.ts'

/** One thing that lies in an archive or is attached to an e-mail, with its bytes. */
export type Unpacked = { readonly name: string; readonly bytes: Uint8Array }

/** Most bytes of one thing that are unpacked, as the engine takes them (`MOST_ENTRY_BYTES` of the app). */
export const MOST_UNPACKED_BYTES = 32 * 1024 * 1024
const MOST_NAME_LENGTH = 1000

/** Unpacks one file of a ZIP archive. What unpacks to more than its directory says, or than a room takes, is given up. */
export async function unpackEntry(bytes: RoomBytes, index: number): Promise<Unpacked> {
  let place = 0
  try {
    for await (const entry of readZipEntries(bytes)) {
      if (place === index) {
        if (entry.isEncrypted) throw new NotReadable('protected')
        return named(entry.path, await readZipEntry(entry, MOST_UNPACKED_BYTES))
      }
      place += 1
    }
  } catch (cause) {
    if (cause instanceof ZipLimitError) throw new NotReadable('too-large')
    throw cause instanceof NotReadable ? cause : new NotReadable('not-readable')
  }
  throw new NotReadable('not-readable')
}

/** Gives bytes the last part of their path as a name, because that is what they are recognised by. */
export function named(path: string, bytes: Uint8Array): Unpacked {
  if (bytes.length > MOST_UNPACKED_BYTES) throw new NotReadable('too-large')
  const name = path.split(/[/\\]/).at(-1) ?? ''
  // A copy of its own: what is posted must not carry along the buffer of a whole archive.
  return { name: name.slice(-MOST_NAME_LENGTH), bytes: Uint8Array.from(bytes) }
}
