import { sha1 } from '@noble/hashes/legacy.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { wellFormed } from './export-text.ts'

/**
 * A UUID of version 5 (RFC 9562, section 5.5) under an id of ours as name space: the same thing has the same UUID in every package of
 * its case, and nobody who lacks the case's id finds it from the name. SHA-1 only shapes a name here; nothing is proved by it.
 *
 * @param spaceHex 16 bytes in hex, a case's id.
 */
export function namedUuid(spaceHex: string, name: string): string {
  const digest = sha1(concatBytes(hexToBytes(spaceHex), utf8ToBytes(wellFormed(name)))).slice(0, 16)
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80
  const hex = bytesToHex(digest)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
