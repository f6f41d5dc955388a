const MIB = 1024 * 1024

/**
 * What one run of a parser may use. The engine enforces every one of them from outside, by ending the parser's process; the
 * process itself stops sooner where it can, because it can say which limit it met.
 */
export type ParseLimits = {
  /** Bytes the parser may ask for in all; a byte read twice counts twice. */
  readonly readBytes: number
  /** Bytes of canonical JSON the result may have. */
  readonly outputBytes: number
  /** Entries of all lists together. */
  readonly items: number
  /** Nesting of whatever the parser follows: JSON, MIME parts, XML elements, archives in archives. */
  readonly depth: number
  /** Time from start to answer, waiting for bytes included. */
  readonly timeMs: number
  /** Memory of the whole process. */
  readonly memoryBytes: number
}

/** Nesting that no honest export reaches: a mail forwarded thirty times, a chat export five levels deep. */
const MAX_DEPTH = 64

/** A year of a busy group chat has about 100,000 messages of 150 bytes. */
const MAX_ITEMS = 400_000
const MAX_OUTPUT_BYTES = 64 * MIB

/** security.md, Figures to reach: 512 MiB each. */
const MAX_MEMORY_BYTES = 512 * MIB

/** security.md, Figures to reach: at most 10 s for a file; what is larger than 64 MiB has a second more for each 8 MiB. */
const BASE_TIME_MS = 10_000
const SMALL_BYTES = 64 * MIB
const TIME_STEP_BYTES = 8 * MIB
const MAX_TIME_MS = 600_000

/** A parser of random access, such as one of archives, reads some places more than once. */
const READS_PER_BYTE = 4
const BASE_READ_BYTES = 64 * MIB

/** What reading an exhibit of this size may use. */
export function parseLimitsFor(sizeBytes: number): ParseLimits {
  const steps = Math.max(0, Math.ceil((sizeBytes - SMALL_BYTES) / TIME_STEP_BYTES))
  return {
    readBytes: BASE_READ_BYTES + sizeBytes * READS_PER_BYTE,
    outputBytes: MAX_OUTPUT_BYTES,
    items: MAX_ITEMS,
    depth: MAX_DEPTH,
    timeMs: Math.min(MAX_TIME_MS, BASE_TIME_MS + steps * 1000),
    memoryBytes: MAX_MEMORY_BYTES,
  }
}
