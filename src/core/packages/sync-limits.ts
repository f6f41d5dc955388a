/** Most bytes of each file that one side takes from the other, and most of what is in it (`docs/format-sync.md`, Limits). */
export const SYNC_LIMITS = {
  /** `manifest.json` of a package. */
  manifestBytes: 16 * 1024 * 1024,
  /** `keys.age` of a package. */
  keysBytes: 16 * 1024 * 1024,
  /** One file of events. It holds one event at least, however large that is. */
  chunkBytes: 96 * 1024 * 1024,
  /** From how many bytes on a writer begins the next file of events. */
  chunkTargetBytes: 512 * 1024,
  /** The canonical bytes of one header. */
  headerBytes: 4096,
  /** One sealed body. */
  bodyBytes: 64 * 1024 * 1024,
  /** The headers of one file of events, inflated. */
  chunkHeaderBytes: 8 * 1024 * 1024,
  /** Events of one package. */
  events: 2_000_000,
  /** Files of events of one package. */
  chunks: 20_000,
  /** Objects of one package; the next one brings more. */
  objects: 20_000,
  /** One piece of an object: FAT32 ends at 4 GiB less one byte. */
  pieceBytes: 1024 * 1024 * 1024,
  /** Pieces of one object: their names have four digits. */
  objectPieces: 9999,
  /** Pieces of all objects of one package. */
  pieces: 40_000,
  /** `way-back.json`. */
  wayBackBytes: 64 * 1024 * 1024,
  /** Receipts, messages, certificates and revocations of one way back, each. */
  wayBackItems: 10_000,
  /** One message, opened. */
  messageBytes: 4 * 1024 * 1024,
  /** A request for enrolment or its answer. */
  enrolmentBytes: 16 * 1024 * 1024,
  /** How far the time in a package, an answer or a way back may lie ahead of the clock of whoever reads it, in milliseconds. */
  aheadMs: 24 * 60 * 60 * 1000,
} as const

/** Tells whether a time that the other side states lies further ahead than clocks differ. */
export function isFromTheFuture(statedMs: number, nowMs: number): boolean {
  return statedMs > nowMs + SYNC_LIMITS.aheadMs
}
