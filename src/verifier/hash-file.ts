import { md5, sha1 } from '@noble/hashes/legacy.js'
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { FileDigests } from '#core/export/bag-check.ts'
import type { BagAlgorithm } from '#core/export/bag-tags.ts'

/** Up to this size a file is read whole and digested by the browser's own library, which cannot be fed in pieces. */
const WHOLE_BYTES = 64 * 1024 * 1024
/** Between two looks at the page while a large file is digested. */
const CHUNK_BYTES = 4 * 1024 * 1024

const NATIVE: { readonly [Name in BagAlgorithm]?: string } = {
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
  sha1: 'SHA-1',
}
const PORTABLE = { md5, sha1, sha224, sha256, sha384, sha512 } as const

/** Reads a file once from its beginning to its end, hands on its bytes in pieces, and answers its digests. */
export async function hashFile(
  file: Blob,
  algorithms: readonly BagAlgorithm[],
  take: (chunk: Uint8Array) => void,
): Promise<FileDigests> {
  const canBeNative = algorithms.every((name) => NATIVE[name] !== undefined) && hasNative()
  if (canBeNative && file.size <= WHOLE_BYTES) {
    const bytes = new Uint8Array(await file.arrayBuffer())
    take(bytes)
    const digests = await Promise.all(
      algorithms.map(async (name) => {
        const digest = await crypto.subtle.digest(NATIVE[name] ?? '', bytes)
        return [name, bytesToHex(new Uint8Array(digest))] as const
      }),
    )
    return Object.fromEntries(digests)
  }
  const running = algorithms.map((name) => [name, PORTABLE[name].create()] as const)
  for (let at = 0; at < file.size; at += CHUNK_BYTES) {
    const chunk = new Uint8Array(await file.slice(at, at + CHUNK_BYTES).arrayBuffer())
    for (const [, hash] of running) hash.update(chunk)
    take(chunk)
  }
  return Object.fromEntries(running.map(([name, hash]) => [name, bytesToHex(hash.digest())]))
}

// Pages that a browser does not trust have no library; those from a disc are trusted by all current ones.
function hasNative(): boolean {
  return typeof crypto !== 'undefined' && crypto.subtle !== undefined
}
