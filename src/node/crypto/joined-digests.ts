import type { Hash } from 'node:crypto'
import type { ExtraDigestName, JoinedDigests } from '#app/ports/object-store.ts'
import { startExtraDigest } from './bulk-cipher.ts'
import { startSha256 } from './primitives.ts'

/** Starts SHA-256 and further digests over several sources as though they were one. */
export function startJoinedDigests(extraDigests: readonly ExtraDigestName[]): JoinedDigests {
  let kept: readonly (readonly ['sha256' | ExtraDigestName, Hash])[] = [
    ['sha256', startSha256()],
    ...extraDigests.map((name) => [name, startExtraDigest(name)] as const),
  ]
  return {
    beginSource() {
      // A source may be begun twice: what an interruption left may turn out to be something else.
      const going = kept.map(([name, hash]) => [name, hash.copy()] as const)
      return {
        update(bytes) {
          for (const [, hash] of going) hash.update(bytes)
        },
        keep() {
          kept = going
        },
      }
    },
    finish() {
      const hex = kept.map(([name, hash]) => [name, hash.digest('hex')] as const)
      return Object.fromEntries(hex) as ReturnType<JoinedDigests['finish']>
    },
  }
}
