import { succeed } from '#core/result.ts'
import type { ByteSource } from '../ports/byte-source.ts'

/** Makes bytes that were made here something that can be sealed. They are overwritten by whoever made them, afterwards. */
export function memorySource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    sizeBytes: bytes.length,
    modifiedAtMs: null,
    async open() {
      let at = 0
      return succeed({
        async read(into) {
          const piece = bytes.subarray(at, at + into.length)
          into.set(piece)
          at += piece.length
          return succeed(piece.length)
        },
        async close() {},
      })
    },
    checkUnchanged: async () => succeed(undefined),
  }
}
