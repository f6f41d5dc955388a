import type { DigestHex } from '#core/ids.ts'
import { startSha256 } from '../crypto/primitives.ts'

const MAGIC = Buffer.from('SAMNUM-OBJECT-1\n', 'ascii')
const HEAD_BYTES = 96
const CONTENT_AT = 4096
const TAG_BYTES = 16
const SEGMENT_AT = 80

/**
 * Computes, while the bytes of a sealed object come by in order, the digest by which an event names it: SHA-256 of (header bytes 0–95 ‖
 * all tags) (`docs/format-object.md`). Nothing is opened.
 */
export class SealDigest {
  readonly #sizeBytes: number
  readonly #head = Buffer.alloc(HEAD_BYTES)
  readonly #hash = startSha256()
  #at = 0
  /** Where the tags begin; `null` until the header came by, or where it is none. */
  #tagsAt: number | null = null

  /** `sizeBytes` is how long the whole file is. */
  constructor(sizeBytes: number) {
    this.#sizeBytes = sizeBytes
  }

  /** Takes the next bytes. */
  update(block: Uint8Array): void {
    const from = this.#at
    const to = from + block.length
    if (from < HEAD_BYTES) {
      this.#head.set(block.subarray(0, HEAD_BYTES - from), from)
      if (to >= HEAD_BYTES) this.#readHead()
    }
    if (this.#tagsAt !== null && to > this.#tagsAt)
      this.#hash.update(block.subarray(Math.max(0, this.#tagsAt - from)))
    this.#at = to
  }

  /** The digest, or `null` when the bytes were no sealed object of this size. */
  endHex(): DigestHex | null {
    return this.#tagsAt !== null && this.#at === this.#sizeBytes
      ? (this.#hash.digest('hex') as DigestHex)
      : null
  }

  // plain + 16 · ⌈plain / segment⌉ is what follows the header; of the two that could give the size, one does.
  #readHead(): void {
    const segment = this.#head.readUInt32BE(SEGMENT_AT)
    if (!this.#head.subarray(0, MAGIC.length).equals(MAGIC) || segment === 0) return
    const restBytes = this.#sizeBytes - CONTENT_AT
    const segments = Math.ceil(restBytes / (segment + TAG_BYTES))
    const plainBytes = restBytes - TAG_BYTES * segments
    if (plainBytes <= 0 || Math.ceil(plainBytes / segment) !== segments) return
    this.#tagsAt = CONTENT_AT + plainBytes
    this.#hash.update(this.#head)
  }
}
