import { hmacSha256, TAG_BYTES } from '#node/crypto/primitives.ts'
import { PAGE_BYTES } from './slots.ts'

// Where checkpoints and tags stand in the record of an interrupted seal: docs/format-object.md, Interrupted seals.

/** Two pages take turns, so that a torn one leaves the other. */
export const CHECKPOINT_PAGES = 2
export const NUMBER_BYTES = 8
const TAGS_OFFSET = PAGE_BYTES * (1 + CHECKPOINT_PAGES)
/** Bytes of a record before its tags. */
export const RECORD_HEAD_BYTES = TAGS_OFFSET

/** The page that says how many checkpoints are passed. */
export function checkpointBytes(macKey: Uint8Array, bound: Uint8Array, number: number): Uint8Array {
  const page = new Uint8Array(PAGE_BYTES)
  new DataView(page.buffer).setBigUint64(0, BigInt(number))
  page.set(hmacSha256(macKey, bound, page.subarray(0, NUMBER_BYTES)), NUMBER_BYTES)
  return page
}

/** Where that page is written: they take turns. */
export function checkpointOffset(number: number): number {
  return PAGE_BYTES * (1 + (number % CHECKPOINT_PAGES))
}

/** Where the tag of a segment stands in the record. */
export function recordTagOffset(index: number): number {
  return TAGS_OFFSET + TAG_BYTES * index
}
