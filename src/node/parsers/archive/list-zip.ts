import { readZipEntries, type ZipBytes, ZipDamagedError } from '../zip/open-zip.ts'
import { type ListedEntry, ListingBroken } from './listed-entry.ts'

const FILE_TYPE = 0o170000
const LINK = 0o120000
const FOLDER = 0o040000

/** Lists a ZIP archive from its directory. */
export async function* listZip(bytes: ZipBytes): AsyncGenerator<ListedEntry, void, undefined> {
  try {
    for await (const entry of readZipEntries(bytes)) {
      const type = entry.unixMode & FILE_TYPE
      yield {
        path: entry.path,
        sizeBytes: entry.sizeBytes,
        packedBytes: entry.packedBytes,
        isEncrypted: entry.isEncrypted,
        isFolder: entry.path.endsWith('/') || type === FOLDER,
        headerOffset: entry.headerOffset,
        ...(type === LINK ? { linkTarget: '' } : {}),
        ...(entry.modifiedText === null ? {} : { modifiedText: entry.modifiedText }),
      }
    }
  } catch (cause) {
    throw cause instanceof ZipDamagedError ? new ListingBroken('damaged', { cause }) : cause
  }
}
