import { TAG_BYTES } from '#node/crypto/primitives.ts'
import { HEADER_BYTES, tagOffset } from '../object-format.ts'
import type { AccessChoice } from './access-choice.ts'
import { startFlushingEarly } from './early-flush.ts'
import { flush, readFully, writeFully } from './positioned-io.ts'
import { checkpointBytes, checkpointOffset, recordTagOffset } from './record-places.ts'
import { pagedMemory, slotStride } from './slots.ts'
import { type ChunkPlan, chunkPlace, type SealTask } from './thread-messages.ts'

/** Sealed chunks on their way to the disk. */
const WRITES_AT_ONCE = 3
/** Tags that are copied from the record to the trailer at once: 64 KiB. */
const TAGS_AT_ONCE = 4096

/** Sealed chunks and their tags on the way to the disk, behind whoever seals. */
export type WriteBehind = {
  /** Waits for a buffer that nothing is written from. */
  takeBuffer(): Promise<Uint8Array>
  /** Begins to write a sealed chunk from the buffer that was taken for it, told whether memory held its plaintext. */
  write(chunk: number, sealed: Uint8Array, tags: readonly Uint8Array[], wasInMemory: boolean): void
  /**
   * Makes everything up to a chunk count as finished. Content is flushed before the record says so; the next checkpoint waits for
   * this one, so that never more than two stretches between checkpoints are unflushed.
   */
  startCheckpoint(chunks: number): Promise<void>
  /** Waits until everything is written, and writes the trailer. */
  finish(): Promise<void>
  /** Waits until nothing is being written. */
  settle(): Promise<void>
}

/** Begins with nothing written; `onWritten` hears of each chunk. What the system answers is thrown by whatever is asked next. */
export function startWritingBehind(
  plan: ChunkPlan,
  { object, resume }: Pick<SealTask, 'object' | 'resume'>,
  access: AccessChoice,
  onWritten: (doneBytes: number) => void,
): WriteBehind {
  const { layout, segmentsPerChunk } = plan
  const stride = slotStride(plan)
  const memory = pagedMemory(stride * WRITES_AT_ONCE, false)
  const free = Array.from({ length: WRITES_AT_ONCE }, (_, at) => new Uint8Array(memory, at * stride, stride))
  /** Tags of the chunks since the last checkpoint; all of them where there is no record. */
  let tags: Uint8Array[] = []
  const writes = new Set<Promise<void>>()
  let checkpoint: Promise<void> = Promise.resolve()
  let broken: { readonly error: unknown } | null = null
  const note = (error: unknown) => {
    broken ??= { error }
  }

  const early = startFlushingEarly(object.buffered, note)

  function check(): void {
    if (broken !== null) throw broken.error
  }

  async function writeChunk(chunk: number, sealed: Uint8Array, wasInMemory: boolean): Promise<void> {
    const { startBytes, lengthBytes } = chunkPlace(plan, chunk)
    const isDirect = object.direct !== null && access.isDirect(chunk, wasInMemory)
    await writeFully(isDirect ? object : { ...object, direct: null }, sealed, HEADER_BYTES + startBytes)
    if (!isDirect) early.wrote(lengthBytes)
    onWritten(startBytes + lengthBytes)
  }

  async function pass(number: number, held: Uint8Array, offsetBytes: number): Promise<void> {
    if (resume === null) return
    const { fd, macKey, bound } = resume
    const record = { buffered: fd, direct: null }
    await flush(object.buffered)
    await early.settle()
    check()
    access.endStretch()
    await writeFully(record, held, offsetBytes)
    await flush(fd)
    await writeFully(record, checkpointBytes(macKey, bound, number), checkpointOffset(number))
    await flush(fd)
  }

  async function writeTrailer(): Promise<void> {
    const inRecord = layout.segmentCount - tags.length
    const trailer = { ...object, direct: null }
    for (let index = 0; index < inRecord; index += TAGS_AT_ONCE) {
      if (resume === null) throw new Error('no record holds these tags')
      const held = new Uint8Array(Math.min(TAGS_AT_ONCE, inRecord - index) * TAG_BYTES)
      await readFully({ buffered: resume.fd, direct: null }, held, recordTagOffset(index))
      await writeFully(trailer, held, tagOffset(layout, index))
    }
    await writeFully(trailer, Buffer.concat(tags), tagOffset(layout, inRecord))
  }

  return {
    async takeBuffer() {
      for (;;) {
        check()
        const buffer = free.pop()
        if (buffer !== undefined) return buffer
        await Promise.race(writes)
      }
    },
    write(chunk, sealed, chunkTags, wasInMemory) {
      tags.push(...chunkTags)
      const buffer = new Uint8Array(memory, sealed.byteOffset, stride)
      const writing: Promise<void> = writeChunk(chunk, sealed, wasInMemory)
        .catch(note)
        .finally(() => {
          writes.delete(writing)
          free.push(buffer)
        })
      writes.add(writing)
    },
    async startCheckpoint(chunks) {
      if (resume === null) return
      const [written, held, before] = [[...writes], Buffer.concat(tags), checkpoint]
      tags = []
      await before
      check()
      const offsetBytes = recordTagOffset(chunks * segmentsPerChunk) - held.length
      checkpoint = (async () => {
        await Promise.all(written)
        if (broken === null) await pass(chunks / plan.chunksPerCheckpoint, held, offsetBytes)
      })().catch(note)
    },
    async finish() {
      await Promise.all(writes)
      await checkpoint
      await early.settle()
      check()
      await writeTrailer()
    },
    async settle() {
      await Promise.allSettled([...writes, checkpoint])
      await early.settle()
    },
  }
}
