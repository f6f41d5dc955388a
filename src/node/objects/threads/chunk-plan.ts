import type { ObjectLayout } from '../object-format.ts'
import { PAGE_BYTES } from './slots.ts'
import type { ChunkPlan } from './thread-messages.ts'

/** From which size on two threads seal, and how they share the work. */
export type ThreadOptions = {
  /** Below this, starting the threads takes longer than they save. */
  readonly fromBytes: number
  readonly chunkBytes: number
  readonly slotCount: number
  /** What an interruption may cost: up to twice this is read and sealed again. */
  readonly checkpointBytes: number
}

/**
 * Two threads seal twice as fast as one and take 0.1 to 0.2 s to start (docs/decisions/0018-ingest.md): won back at 200 MiB at the latest.
 * Chunks of 4 MiB keep a disk busy; eight of them bridge a pause of either thread.
 */
export const THREAD_OPTIONS: ThreadOptions = {
  fromBytes: 268_435_456,
  chunkBytes: 4_194_304,
  slotCount: 8,
  checkpointBytes: 268_435_456,
}

/** Cuts an object for two threads. */
export function planChunks(layout: ObjectLayout, options: ThreadOptions): ChunkPlan {
  const segmentsPerChunk = Math.max(1, Math.floor(options.chunkBytes / layout.segmentSizeBytes))
  const chunkBytes = segmentsPerChunk * layout.segmentSizeBytes
  return {
    layout,
    segmentsPerChunk,
    chunkBytes,
    chunkCount: Math.ceil(layout.plainBytes / chunkBytes),
    slotCount: Math.max(3, options.slotCount),
    chunksPerCheckpoint: Math.max(1, Math.round(options.checkpointBytes / chunkBytes)),
  }
}

/** Whether chunks begin at pages of the file, which direct access wants. */
export function isPaged({ chunkBytes }: ChunkPlan): boolean {
  return chunkBytes % PAGE_BYTES === 0
}
