// How far the ring of chunks between the threads is filled: numbers that both threads see, so that the one that digests sleeps until there
// is more, and turns no event loop for each chunk.

const TURN = 0
const READY = 1
const STOPPED = 2
const NUMBERS = 3

/** Numbers that every thread of a seal sees. */
export type RingState = Int32Array<SharedArrayBuffer>

/** A ring in which nothing is ready. */
export function newRingState(): RingState {
  return new Int32Array(new SharedArrayBuffer(NUMBERS * Int32Array.BYTES_PER_ELEMENT))
}

/** Says how many chunks, from the first on, hold their plaintext. */
export function announceReady(state: RingState, chunks: number): void {
  Atomics.store(state, READY, chunks)
  wake(state)
}

/** Says that nothing more will be ready. */
export function announceStop(state: RingState): void {
  Atomics.store(state, STOPPED, 1)
  wake(state)
}

/** Sleeps until a chunk holds its plaintext, and answers `false` when it never will. */
export function waitUntilReady(state: RingState, chunk: number): boolean {
  for (;;) {
    // Read before the others: whatever is said after this look ends the sleep at once.
    const turn = Atomics.load(state, TURN)
    if (Atomics.load(state, STOPPED) === 1) return false
    if (chunk < Atomics.load(state, READY)) return true
    Atomics.wait(state, TURN, turn)
  }
}

function wake(state: RingState): void {
  Atomics.add(state, TURN, 1)
  Atomics.notify(state, TURN)
}
