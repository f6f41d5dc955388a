import { createHash, type Hash } from 'node:crypto'
import type { BagAlgorithm } from '#core/export/bag-tags.ts'

/** Several digests of bytes that come one after another. */
export type RunningFileDigests<Name extends BagAlgorithm> = {
  update(bytes: Uint8Array): void
  /** Hex, by algorithm. Nothing can be added after it. */
  end(): { readonly [Algorithm in Name]: string }
}

const START: { readonly [Algorithm in BagAlgorithm]: () => Hash } = {
  md5: () => createHash('md5'),
  sha1: () => createHash('sha1'),
  sha224: () => createHash('sha224'),
  sha256: () => createHash('sha256'),
  sha384: () => createHash('sha384'),
  sha512: () => createHash('sha512'),
}

/** Starts the digests that a bag knows files by. MD5 and SHA-1 serve old bags of others only: nothing relies on them. */
export function startFileDigests<Name extends BagAlgorithm>(
  algorithms: readonly Name[],
): RunningFileDigests<Name> {
  const running = algorithms.map((name) => [name, START[name]()] as const)
  return {
    update(bytes) {
      for (const [, hash] of running) hash.update(bytes)
    },
    end() {
      const digests = running.map(([name, hash]) => [name, hash.digest('hex')])
      return Object.fromEntries(digests) as { readonly [Algorithm in Name]: string }
    },
  }
}
