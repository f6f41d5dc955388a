import { open } from 'node:fs/promises'
import { readAll } from './durable-file.ts'

/** Reads a whole small file, or answers `null` when it is larger than the limit. Throws what the system answers. */
export async function readUpTo(path: string, maxBytes: number): Promise<Uint8Array | null> {
  const handle = await open(path, 'r')
  try {
    const { size } = await handle.stat()
    if (size > maxBytes) return null
    // One byte more than the file had, so that one that grows meanwhile is noticed.
    const bytes = new Uint8Array(size + 1)
    const readBytes = await readAll(handle, bytes, 0)
    return readBytes > size ? null : bytes.subarray(0, readBytes)
  } finally {
    await handle.close()
  }
}
