import type { Cancelled } from '#app/ports/byte-source.ts'
import type { LongWork, ObjectFinding, ObjectStore, SealedObject } from '#app/ports/object-store.ts'
import type { Result } from '#core/result.ts'
import { checkDestination, extractTo, type PlacingFailure } from '#node/objects/extract-object.ts'

/** Writes the verified plaintext of an object to a new file, as the engine does for an outlet. */
export async function extractObject(
  store: ObjectStore,
  expected: SealedObject,
  scopeKey: Uint8Array,
  path: string,
  { signal, onProgress }: LongWork = {},
): Promise<Result<void, PlacingFailure | ObjectFinding | Cancelled>> {
  const free = await checkDestination(path)
  if (!free.ok) return free
  const opened = await store.read(expected, scopeKey, signal === undefined ? {} : { signal })
  if (!opened.ok) return opened
  try {
    return await extractTo(path, '.samnum-part', opened.value, onProgress)
  } finally {
    await opened.value.close()
  }
}
