import type { MessagePort } from 'node:worker_threads'
import type { ReadingFailure } from '#app/ports/byte-source.ts'
import type { ExtraDigestName, ExtraDigests } from '#app/ports/object-store.ts'
import type { ObjectLayout } from '../object-format.ts'

/** How an object is cut for two threads. */
export type ChunkPlan = {
  readonly layout: ObjectLayout
  /** Segments that are read, sealed and written together; the last chunk may have fewer. */
  readonly segmentsPerChunk: number
  readonly chunkBytes: number
  readonly chunkCount: number
  /** Chunks that are between the threads at one time. */
  readonly slotCount: number
  /** Chunks between two checkpoints: what an interruption costs at most, twice. */
  readonly chunksPerCheckpoint: number
}

/** Where in the plaintext a chunk lies. */
export function chunkPlace(
  { layout, chunkBytes }: ChunkPlan,
  chunk: number,
): { readonly startBytes: number; readonly lengthBytes: number } {
  const startBytes = chunk * chunkBytes
  return { startBytes, lengthBytes: Math.min(chunkBytes, layout.plainBytes - startBytes) }
}

/** Descriptors belong to the engine's thread, which closes them once both threads are gone. */
export type OpenPair = { readonly buffered: number; readonly direct: number | null }

/** What the thread that reads is started with. */
export type ReadTask = {
  readonly plan: ChunkPlan
  readonly source: OpenPair
  /** The unfinished object, read again as far as it is finished. */
  readonly finished: { readonly fd: number; readonly chunks: number }
  readonly slots: SharedArrayBuffer
  readonly extraDigests: readonly ExtraDigestName[]
  readonly toSealer: MessagePort
}

/** What the thread that seals is started with. It forgets the key when it ends, and it ends when the object is whole. */
export type SealTask = {
  readonly plan: ChunkPlan
  /** 32 bytes, moved here: whoever sent them has them no more. */
  readonly sealingKey: Uint8Array<ArrayBuffer>
  readonly bound: Uint8Array
  readonly object: OpenPair
  /** The record by which an interrupted object is continued, or `null` when it is too small for one. */
  readonly resume: ResumeTask | null
  readonly slots: SharedArrayBuffer
  readonly toReader: MessagePort
}

/** The record of an object that is being written (docs/format-object.md, Interrupted seals). */
export type ResumeTask = {
  readonly fd: number
  readonly macKey: Uint8Array<ArrayBuffer>
  readonly bound: Uint8Array
  /** Chunks that are finished and flushed; their tags stand in the record. */
  readonly finishedChunks: number
  /** Bytes of the unfinished object when it was found: what it holds beyond the finished chunks is compared, not believed. */
  readonly foundBytes: number
}

/** From the reader to the sealer: a slot is full, of plaintext to seal or of stored ciphertext to open in its place. */
export type FullSlot = { readonly slot: number; readonly chunk: number; readonly holds: 'plain' | 'sealed' }

/** From the sealer to the reader: a slot is free again, or holds the opened plaintext now. */
export type DoneSlot = { readonly slot: number; readonly holds: 'nothing' | 'opened' }

/** From either thread to the engine's. */
export type ThreadReport =
  | { readonly kind: 'written'; readonly doneBytes: number }
  | { readonly kind: 'read'; readonly digestHex: string; readonly extra: ExtraDigests }
  | { readonly kind: 'sealed'; readonly sealDigestHex: string }
  | { readonly kind: 'failed'; readonly failure: ReadingFailure }
  /** What is stored is not what the source gives now: nothing may be sealed under this key any more. */
  | { readonly kind: 'differs' }

/** From the engine's thread to either: stop, forget, end. */
export type StopOrder = { readonly kind: 'stop' }
