import type { ByteSource } from '#app/ports/byte-source.ts'

/**
 * A real source with something that happens in the middle: before read number `beforeRead` (from 0), `act` runs once.
 */
export function interferedSource(
  source: ByteSource,
  beforeRead: number,
  act: () => Promise<void> | void,
): ByteSource {
  return {
    ...source,
    async open(signal) {
      const opened = await source.open(signal)
      if (!opened.ok) return opened
      const reader = opened.value
      let reads = 0
      return {
        ok: true,
        value: {
          async read(into) {
            if (reads === beforeRead) await act()
            reads += 1
            return await reader.read(into)
          },
          close: () => reader.close(),
        },
      }
    },
  }
}
