/** Limits of what stations and a hub send each other over HTTPS (`docs/format-network.md`, section 7). */
export const NETWORK_LIMITS = {
  /** Every piece of a package's stream but the last. */
  pieceBytes: 131_072,
  /** Most bytes of the stream that an opening brings; whatever fits needs no other request. */
  openingStreamBytes: 262_144,
  /** The stream of one package, and of all packages of one station that are arriving. */
  streamBytes: 64 * 1024 * 1024 * 1024,
  /** Packages of one station that are arriving. */
  arrivingPackages: 4,
  /** Objects that a station puts into one package, so that its manifest is little to send again. */
  objectsSent: 1000,
  /** Entries of `missing` and of `partial` in one answer. */
  listed: 1000,
  /** How far the time in a signature may lie from the hub's clock, in milliseconds. */
  clockMs: 24 * 60 * 60 * 1000,
  /** HTTP's own: bytes of a request's header. */
  headerBytes: 8192,
} as const
