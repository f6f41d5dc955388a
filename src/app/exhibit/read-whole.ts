import { fail, type Result, succeed } from '#core/result.ts'
import { type ByteSource, CANCELLED, type CancelSignal, type ReadingFailure } from '../ports/byte-source.ts'

/** Reads a source into memory whole, and makes sure that it did not change meanwhile. */
export async function readWhole(
  source: ByteSource,
  signal: CancelSignal,
  onProgress: (doneBytes: number) => void,
): Promise<Result<Uint8Array, ReadingFailure>> {
  const opened = await source.open(signal)
  if (!opened.ok) return opened
  const whole = new Uint8Array(source.sizeBytes)
  let filled = 0
  try {
    while (filled < whole.length) {
      if (signal.aborted) return fail(CANCELLED)
      const read = await opened.value.read(whole.subarray(filled))
      if (!read.ok) return read
      if (read.value === 0) break
      filled += read.value
      onProgress(filled)
    }
    // A sender says that it has ended after its last byte: whoever left before would cut it off, and would not see a byte too many.
    const end = await opened.value.read(new Uint8Array(1))
    if (!end.ok) return end
    filled += end.value
  } finally {
    await opened.value.close()
  }
  const unchanged = await source.checkUnchanged()
  if (!unchanged.ok) return unchanged
  if (filled === whole.length) return succeed(whole)
  return fail({
    code: 'intake/changed-while-reading',
    facts: { expectedBytes: whole.length, actualBytes: filled },
  })
}
