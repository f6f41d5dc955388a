import { createDecipheriv } from 'node:crypto'
import { PAGE_SALT_BYTES } from './page-authentication.ts'
import { secretKey } from './primitives.ts'

/** Bytes at the end of a page that SQLite does not use: initialisation vector and authentication code. */
export const PAGE_RESERVED_BYTES = 80

const VECTOR_BYTES = 16
// SQLite's own first bytes (https://www.sqlite.org/fileformat2.html, section 1.3.1), in whose place the salt stands.
const MAGIC = Buffer.from('SQLite format 3\0', 'latin1')

/**
 * Makes the decryption of single pages of a SQLCipher 4 file under a raw key (`docs/format.md`, section The database). Nothing is
 * authenticated: a page that was damaged gives noise where it was, and what is read from it must prove itself.
 *
 * The answer is as long as the page without its reserved bytes.
 */
export function makePageDecryption(databaseKey: Uint8Array): (bytes: Uint8Array, isFirst: boolean) => Buffer {
  const key = secretKey(databaseKey)
  return (bytes, isFirst) => {
    const end = bytes.length - PAGE_RESERVED_BYTES
    const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(end, end + VECTOR_BYTES))
    decipher.setAutoPadding(false)
    const plain = decipher.update(bytes.subarray(isFirst ? PAGE_SALT_BYTES : 0, end))
    return isFirst ? Buffer.concat([MAGIC, plain]) : plain
  }
}
