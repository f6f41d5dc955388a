/** The least that a disk writes at once; what reached it of an interrupted write is a number of these. */
const SECTOR_BYTES = 512

/**
 * Tells whether what an unfinished file holds is what would be written now. A sector of zeros never reached the disk (ciphertext
 * is none, save once in 2^4096); any other must be equal, because what was sealed under a key and nonce once must not be sealed
 * differently again.
 */
export function isWhatWasStored(stored: Uint8Array, sealed: Uint8Array): boolean {
  if (Buffer.compare(stored, sealed.subarray(0, stored.length)) === 0) return true
  for (let at = 0; at < stored.length; at += SECTOR_BYTES) {
    const sector = stored.subarray(at, at + SECTOR_BYTES)
    if (sector.every((byte) => byte === 0)) continue
    if (Buffer.compare(sector, sealed.subarray(at, at + sector.length)) !== 0) return false
  }
  return true
}
