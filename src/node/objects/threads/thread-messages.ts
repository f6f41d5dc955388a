import type { MessagePort } from 'node:worker_threads'
import type { ReadingFailure } from '#app/ports/byte-source.ts'
import type { ExtraDigestName, ExtraDigests } from '#app/ports/object-store.ts'
import type { ObjectLayout } from '../object-format.ts'
import type { RingState } from './ring-state.ts'

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

/** What both threads share. */
export type SharedRing = {
  readonly plan: ChunkPlan
  /** The plaintext of the chunks that are between the threads. */
  readonly slots: SharedArrayBuffer
  readonly ring: RingState
}

/** What the thread that digests is started with. After each chunk it tells the other, or else the engine's, how many are digested. */
export type DigestTask = SharedRing & {
  readonly extraDigests: readonly ExtraDigestName[]
  readonly toSealer: MessagePort | null
}

/** What the thread that seals is started with: what is known before any file is opened. */
export type SealStart = SharedRing & { readonly fromDigester: MessagePort }

/**
 * What the thread that reads, seals and writes is told once the files are open. It forgets the key when it ends, and it ends when the
 * object is whole.
 */
export type SealTask = {
  readonly source: OpenPair
  /** 32 bytes, moved here: whoever sent them has them no more. */
  readonly sealingKey: Uint8Array<ArrayBuffer>
  readonly bound: Uint8Array
  readonly object: OpenPair
  /** The record by which an interrupted object is continued, or `null` when it is too small for one. */
  readonly resume: ResumeTask | null
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

/** From either thread to the engine's. */
export type ThreadReport =
  | { readonly kind: 'written'; readonly doneBytes: number }
  | { readonly kind: 'chunk-digested'; readonly chunks: number }
  | { readonly kind: 'digested'; readonly digestHex: string; readonly extra: ExtraDigests }
  | { readonly kind: 'sealed'; readonly sealDigestHex: string }
  | { readonly kind: 'failed'; readonly failure: ReadingFailure }
  /** What is stored is not what the source gives now: nothing may be sealed under this key any more. */
  | { readonly kind: 'differs' }

/** From the engine's thread to the one that seals: begin, or stop, forget and end. */
export type SealCommand = { readonly kind: 'begin'; readonly task: SealTask } | { readonly kind: 'stop' }
