/** Pieces that are large enough to be given back to the system one by one. */
const PIECE_BYTES = 1024 * 1024

/** Collects a file as it is written, and gives it as a whole without ever holding it twice. */
export class FilePieces {
  readonly #full: Uint8Array<ArrayBuffer>[] = []
  #open = new Uint8Array(PIECE_BYTES)
  #used = 0

  /** Takes bytes over by copying them. */
  add(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      if (this.#used === PIECE_BYTES) {
        this.#full.push(this.#open)
        this.#open = new Uint8Array(PIECE_BYTES)
        this.#used = 0
      }
      const taken = bytes.subarray(at, at + PIECE_BYTES - this.#used)
      this.#open.set(taken, this.#used)
      this.#used += taken.length
      at += taken.length
    }
  }

  /** Gives everything, once: each piece is freed as soon as it is copied. */
  take(): Uint8Array<ArrayBuffer> {
    const whole = new Uint8Array(this.#full.length * PIECE_BYTES + this.#used)
    let at = 0
    for (const piece of this.#full.splice(0)) {
      whole.set(piece, at)
      at += piece.length
      piece.buffer.transfer(0)
    }
    whole.set(this.#open.subarray(0, this.#used), at)
    this.#used = 0
    return whole
  }
}
