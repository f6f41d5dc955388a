import { concatBytes } from '@noble/hashes/utils.js'
import { MAX_TAG_BYTES } from './bag-check.ts'

/** Keeps files that arrive in pieces until somebody reads them whole. */
export class ListsRead {
  readonly #pieces = new Map<string, Uint8Array[]>()

  /** Takes the next bytes of a file; they stay the caller's. A list of more bytes than any has is read as if it ended there, and is then none. */
  take(path: string, chunk: Uint8Array): void {
    const pieces = this.#pieces.get(path) ?? []
    this.#pieces.set(path, pieces)
    const sizeBytes = pieces.reduce((sum, piece) => sum + piece.length, 0)
    if (sizeBytes < MAX_TAG_BYTES) pieces.push(Uint8Array.from(chunk))
  }

  /** Answers what came of a file, empty where nothing did, and keeps it no longer. */
  release(path: string): Uint8Array {
    const pieces = this.#pieces.get(path) ?? []
    this.#pieces.delete(path)
    return concatBytes(...pieces)
  }
}
