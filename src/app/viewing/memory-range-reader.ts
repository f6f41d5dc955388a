import { fail, succeed } from '#core/result.ts'
import { CANCELLED } from '../ports/byte-source.ts'
import type { RangeReader } from '../ports/object-store.ts'

/** Reads bytes that a room unpacked; they are overwritten when it is closed. */
export function memoryRangeReader(bytes: Uint8Array): RangeReader {
  let isClosed = false
  return {
    sizeBytes: bytes.length,
    async read(offsetBytes, lengthBytes) {
      if (isClosed) return fail(CANCELLED)
      return succeed(bytes.slice(offsetBytes, offsetBytes + lengthBytes))
    },
    async close() {
      isClosed = true
      bytes.fill(0)
    },
  }
}
