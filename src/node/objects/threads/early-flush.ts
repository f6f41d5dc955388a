import { flush } from './positioned-io.ts'

/** So much is left to the system before it is told to write it: half of what a slow disk takes in a second. */
const FLUSHED_AT_ONCE_BYTES = 33_554_432

/**
 * Keeps the disk writing while more is sealed. The system by itself begins late, and then everything waits for it at once: at the next
 * checkpoint, and at the end.
 */
export type EarlyFlush = {
  /** Says that so many bytes more are in the page cache. */
  wrote(bytes: number): void
  /**
   * Waits for the flush under way. The system tells of a write that failed once only, and it may tell it here: whoever flushes waits for
   * this too before saying that anything is on the disk.
   */
  settle(): Promise<void>
}

/** Begins with nothing written; what the system answers goes to `onFailure`. */
export function startFlushingEarly(fd: number, onFailure: (error: unknown) => void): EarlyFlush {
  let unflushedBytes = 0
  let flushing: Promise<void> | null = null
  return {
    wrote(bytes) {
      unflushedBytes += bytes
      if (flushing !== null || unflushedBytes < FLUSHED_AT_ONCE_BYTES) return
      unflushedBytes = 0
      flushing = flush(fd)
        .catch(onFailure)
        .finally(() => {
          flushing = null
        })
    },
    async settle() {
      await flushing
    },
  }
}
