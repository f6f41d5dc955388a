import type { FileHandle } from 'node:fs/promises'
import { startSha256, TAG_BYTES } from '#node/crypto/primitives.ts'
import { readAll, writeAll } from '#node/disk/durable-file.ts'
import { type ObjectLayout, tagOffset } from './object-format.ts'

/** How many tags are held in memory at once: 64 KiB, those of 4 GiB of plaintext. */
const WINDOW_TAGS = 4096

/** Writes the tags of an object in order, a window at a time, and digests them together with the header. */
export type TagWriter = {
  add(tag: Uint8Array): Promise<void>
  /** Writes what is left and answers the seal digest. */
  finish(): Promise<string>
}

/** Starts the trailer of a file that is being written. The header's bound bytes come first in the seal digest. */
export function startTagWriter(handle: FileHandle, layout: ObjectLayout, bound: Uint8Array): TagWriter {
  const sealDigest = startSha256().update(bound)
  const window = new Uint8Array(TAG_BYTES * Math.min(WINDOW_TAGS, layout.segmentCount))
  let firstIndex = 0
  let held = 0

  async function flush(): Promise<void> {
    const tags = window.subarray(0, held * TAG_BYTES)
    sealDigest.update(tags)
    await writeAll(handle, tags, tagOffset(layout, firstIndex))
    firstIndex += held
    held = 0
  }

  return {
    async add(tag) {
      window.set(tag, held * TAG_BYTES)
      held += 1
      if (held * TAG_BYTES === window.length) await flush()
    },
    async finish() {
      if (held > 0) await flush()
      return sealDigest.digest('hex')
    },
  }
}

/** Reads tags near one another without going to the disk for each. */
export type TagReader = {
  /** The tag of a segment, or `null` when the file ends before it. */
  tagOf(index: number): Promise<Uint8Array | null>
}

/** Starts reading the trailer of an open object file. */
export function startTagReader(handle: FileHandle, layout: ObjectLayout): TagReader {
  const window = new Uint8Array(TAG_BYTES * Math.min(WINDOW_TAGS, layout.segmentCount))
  let firstIndex = 0
  let held = 0

  return {
    async tagOf(index) {
      if (index < firstIndex || index >= firstIndex + held) {
        const bytesRead = await readAll(handle, window, tagOffset(layout, index))
        firstIndex = index
        held = Math.floor(bytesRead / TAG_BYTES)
        if (held === 0) return null
      }
      const at = (index - firstIndex) * TAG_BYTES
      return window.slice(at, at + TAG_BYTES)
    },
  }
}

/** Digests the header and all tags of an open object file; what the signed event recorded as `sealDigestHex`. */
export async function readSealDigest(
  handle: FileHandle,
  layout: ObjectLayout,
  bound: Uint8Array,
): Promise<string> {
  const sealDigest = startSha256().update(bound)
  const window = new Uint8Array(TAG_BYTES * Math.min(WINDOW_TAGS, layout.segmentCount))
  for (let index = 0; index < layout.segmentCount; index += WINDOW_TAGS) {
    const tags = window.subarray(0, TAG_BYTES * Math.min(WINDOW_TAGS, layout.segmentCount - index))
    const bytesRead = await readAll(handle, tags, tagOffset(layout, index))
    sealDigest.update(tags.subarray(0, bytesRead))
  }
  return sealDigest.digest('hex')
}
