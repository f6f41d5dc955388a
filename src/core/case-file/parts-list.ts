import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { DigestHex } from '../ids.ts'
import { comparePaths } from '../text-safety/escape-path.ts'

/** What a line of the list is made of. */
export type ListedPart = { readonly path: string; readonly digestHex: DigestHex }

/**
 * The list of an exhibit's parts as `sha256sum` prints it, sorted by the bytes of their paths: anybody who has the files can make it
 * with `find -type f -size +0 -printf '%P\0' | LC_ALL=C sort -z | xargs -0 sha256sum` where no name is escaped.
 *
 * A path with an escape begins its line with a backslash. That is how GNU coreutils writes a name that holds a backslash; a name with
 * `\xHH`, which no tool writes so, is at least no other name's line.
 */
export function partsListText(parts: readonly ListedPart[]): string {
  return [...parts]
    .sort((a, b) => comparePaths(a.path, b.path))
    .map(({ path, digestHex }) => `${path.includes('\\') ? '\\' : ''}${digestHex}  ${path}\n`)
    .join('')
}

/** SHA-256 of that list: one digest for the whole exhibit. */
export function partsListDigest(parts: readonly ListedPart[]): DigestHex {
  return bytesToHex(sha256(utf8ToBytes(partsListText(parts)))) as DigestHex
}
