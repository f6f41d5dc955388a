/**
 * Through the page cache or past it. What memory holds of the source already leaves the disk nothing to read: then it is written past
 * the cache, because the copy into it takes the processor from whoever digests. Where the disk has to read and write at once, most write
 * faster when the system gathers what is written while the next is sealed; one that reads and writes at once without loss wants no copy in
 * between. Nothing tells which it is, so that a file that is long enough to be worth it goes past the cache for one stretch between two
 * checkpoints, and the rest goes as the faster way went.
 */
export type AccessChoice = {
  /** Whether a chunk goes past the page cache, told whether memory holds it of the source. */
  isDirect(chunk: number, isInMemory: boolean): boolean
  /** Says that a stretch is over, its flush included. */
  endStretch(): void
}

/** Stretches that go through the page cache before one goes past it: 2 GiB of 256 MiB each. A shorter file tries nothing out. */
export const STRETCHES_BEFORE_TRYING = 8

/** Begins through the page cache, from the first chunk that is not finished yet. */
export function startChoosing(
  firstChunk: number,
  chunksPerStretch: number,
  nowMs: () => number = () => performance.now(),
): AccessChoice {
  const endedAtMs: number[] = []
  function isPastFaster(): boolean {
    const [first, last, tried] = [0, STRETCHES_BEFORE_TRYING - 1, STRETCHES_BEFORE_TRYING].map(
      (stretch) => endedAtMs[stretch],
    )
    if (first === undefined || last === undefined || tried === undefined) return false
    // The first is left out: the threads come up while it lasts.
    return tried - last <= (last - first) / (STRETCHES_BEFORE_TRYING - 1)
  }
  return {
    isDirect(chunk, isInMemory) {
      if (isInMemory) return true
      const stretch = Math.floor((chunk - firstChunk) / chunksPerStretch)
      if (stretch <= STRETCHES_BEFORE_TRYING) return stretch === STRETCHES_BEFORE_TRYING
      return isPastFaster()
    },
    endStretch() {
      endedAtMs.push(nowMs())
    },
  }
}
