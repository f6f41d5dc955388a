import { fdatasync, read, write } from 'node:fs'
import { promisify } from 'node:util'
import { errnoOf } from '#node/disk/disk-failure.ts'
import { PAGE_BYTES } from './slots.ts'
import type { OpenPair } from './thread-messages.ts'

const readAt = promisify(read)
const writeAt = promisify(write)
/** Flushes content and the size that leads to it. */
export const flush = promisify(fdatasync)

/** What a file system answers that opened a file for direct access and then will not do it. */
const NOT_DIRECT = new Set(['EINVAL', 'EOPNOTSUPP', 'ENOTSUP'])

/** Reads until the buffer is full or the file ends, and answers how many bytes it holds; throws what the system answers. */
export async function readFully(
  pair: OpenPair,
  into: Uint8Array,
  offsetBytes: number,
  onFailure: (doneBytes: number) => void = () => {},
): Promise<number> {
  let done = 0
  while (done < into.length) {
    try {
      const { bytesRead } = await readOnce(pair, into.subarray(done), offsetBytes + done)
      if (bytesRead === 0) break
      done += bytesRead
    } catch (error) {
      onFailure(done)
      throw error
    }
  }
  return done
}

async function readOnce({ buffered, direct }: OpenPair, into: Uint8Array, at: number) {
  if (direct !== null && into.length % PAGE_BYTES === 0 && isAligned(into, at)) {
    try {
      return await readAt(direct, into, 0, into.length, at)
    } catch (error) {
      if (!NOT_DIRECT.has(errnoOf(error))) throw error
    }
  }
  return await readAt(buffered, into, 0, into.length, at)
}

/** Writes everything, whole pages past the page cache where that can be had; throws what the system answers. */
export async function writeFully(pair: OpenPair, bytes: Uint8Array, offsetBytes: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    done += await writeOnce(pair, bytes.subarray(done), offsetBytes + done)
  }
}

async function writeOnce({ buffered, direct }: OpenPair, bytes: Uint8Array, at: number): Promise<number> {
  const wholePages = bytes.length - (bytes.length % PAGE_BYTES)
  if (direct !== null && wholePages > 0 && isAligned(bytes, at)) {
    try {
      return (await writeAt(direct, bytes, 0, wholePages, at)).bytesWritten
    } catch (error) {
      if (!NOT_DIRECT.has(errnoOf(error))) throw error
    }
  }
  return (await writeAt(buffered, bytes, 0, bytes.length, at)).bytesWritten
}

function isAligned(bytes: Uint8Array, at: number): boolean {
  return bytes.byteOffset % PAGE_BYTES === 0 && at % PAGE_BYTES === 0
}
