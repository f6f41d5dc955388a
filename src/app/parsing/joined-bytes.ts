import { succeed } from '#core/result.ts'
import type { RangeReader } from '../ports/object-store.ts'

/** Two files read as one, the second after the end of the first. Closing it closes both. */
export function joinReaders(first: RangeReader, second: RangeReader): RangeReader {
  return {
    sizeBytes: first.sizeBytes + second.sizeBytes,
    async read(offsetBytes, lengthBytes) {
      const before = await first.read(offsetBytes, lengthBytes)
      if (!before.ok || before.value.length === lengthBytes) return before
      const rest = lengthBytes - before.value.length
      const from = Math.max(0, offsetBytes - first.sizeBytes)
      const after = await second.read(from, rest)
      if (!after.ok || before.value.length === 0) return after
      const joined = new Uint8Array(before.value.length + after.value.length)
      joined.set(before.value)
      joined.set(after.value, before.value.length)
      return succeed(joined)
    },
    async close() {
      await Promise.all([first.close(), second.close()])
    },
  }
}
