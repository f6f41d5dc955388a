import { readSync } from 'node:fs'
import { PAGE_BYTES } from './slots.ts'

/** A page that memory holds is there in a few microseconds; the fastest disk takes some seventy. */
const LONGEST_FROM_MEMORY_MS = 0.03
/** Asking about a page that memory does not hold reads it from the disk: so many chunks are then read without asking. */
const NOT_ASKED_CHUNKS = 31
/** A thread that loses the processor for a moment finds any page slow, and hardly three of them. */
const PAGES_ASKED = 3
/** Between two pages that are asked for: more than the system reads ahead of one. */
const BETWEEN_PAGES_BYTES = 1_048_576

/**
 * Tells of one chunk after the other whether memory seems to hold it already. A file that was just copied or downloaded is there, and
 * past the page cache it would be read from the disk again, which at that moment has the object to write. By time only: a wrong answer
 * costs time and nothing else.
 */
export function startAskingMemory(fd: number): (lastPageBytes: number) => boolean {
  const page = new Uint8Array(PAGE_BYTES)
  let skip = 0
  let isFirst = true

  function isThere(offsetBytes: number): boolean {
    try {
      // The first call of all is slow by itself.
      if (isFirst) readSync(fd, page, 0, PAGE_BYTES, 0)
      isFirst = false
      for (let asked = 0; asked < PAGES_ASKED; asked += 1) {
        const at = Math.max(0, offsetBytes - asked * BETWEEN_PAGES_BYTES)
        const begun = performance.now()
        readSync(fd, page, 0, PAGE_BYTES, at)
        if (performance.now() - begun <= LONGEST_FROM_MEMORY_MS) return true
      }
      return false
    } catch {
      // Whoever reads the chunk hears what is wrong.
      return false
    } finally {
      page.fill(0)
    }
  }

  return (lastPageBytes) => {
    if (skip > 0) {
      skip -= 1
      return false
    }
    const answer = isThere(lastPageBytes)
    if (!answer) skip = NOT_ASKED_CHUNKS
    return answer
  }
}
