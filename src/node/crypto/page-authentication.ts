import { createHmac, pbkdf2Sync } from 'node:crypto'
import { equalBytes, KEY_BYTES } from './primitives.ts'

/** Bytes of the salt at the beginning of the first page. */
export const PAGE_SALT_BYTES = 16

const CODE_BYTES = 64
const SALT_MASK = 0x3a
const CODE_KEY_ROUNDS = 2

/**
 * Makes the check of one page of a SQLCipher 4 file under a raw key (design of SQLCipher, "Database encryption" and
 * "Page authentication", https://www.zetetic.net/sqlcipher/design/): HMAC-SHA512 over the page's ciphertext with its
 * initialisation vector and its number (32 bits, little-endian), under a key derived from the database key and the masked
 * salt by two rounds of PBKDF2-HMAC-SHA512. The first page is authenticated from after its salt.
 */
export function makePageCheck(
  databaseKey: Uint8Array,
  salt: Uint8Array,
): (page: number, bytes: Uint8Array) => boolean {
  const masked = salt.map((byte) => byte ^ SALT_MASK)
  const codeKey = pbkdf2Sync(databaseKey, masked, CODE_KEY_ROUNDS, KEY_BYTES, 'sha512')
  const number = Buffer.alloc(4)
  return (page, bytes) => {
    number.writeUInt32LE(page)
    const covered = bytes.subarray(page === 1 ? PAGE_SALT_BYTES : 0, bytes.length - CODE_BYTES)
    const code = createHmac('sha512', codeKey).update(covered).update(number).digest()
    return equalBytes(code, bytes.subarray(bytes.length - CODE_BYTES))
  }
}
