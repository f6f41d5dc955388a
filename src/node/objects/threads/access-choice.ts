/**
 * Past the page cache or through it: which of them is faster depends on the disk. One that reads and writes at once without loss wants no
 * copy in between; one that loses by it (many virtual disks do) wants the system to gather what is written. Nothing tells which it is,
 * so that the first stretch between two checkpoints goes past the cache, the second through it, and the rest as the faster of them went.
 */
export type AccessChoice = {
  /** Whether a chunk goes past the page cache. */
  isDirect(chunk: number): boolean
  /** Says that a stretch is over, its flush included. */
  endStretch(): void
}

/** Begins to try out, from the first chunk that is not finished yet. */
export function startChoosing(
  firstChunk: number,
  chunksPerStretch: number,
  nowMs: () => number = () => performance.now(),
): AccessChoice {
  const tookMs: number[] = []
  let begunAtMs = nowMs()
  return {
    isDirect(chunk) {
      const stretch = Math.floor((chunk - firstChunk) / chunksPerStretch)
      const [directMs, bufferedMs] = tookMs
      if (stretch < 2) return stretch === 0
      return directMs !== undefined && bufferedMs !== undefined && directMs <= bufferedMs
    },
    endStretch() {
      const atMs = nowMs()
      tookMs.push(atMs - begunAtMs)
      begunAtMs = atMs
    },
  }
}
