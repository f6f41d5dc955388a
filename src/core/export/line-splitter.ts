import { concatBytes } from '@noble/hashes/utils.js'

const LINE_FEED = 0x0a

/** What takes the lines of a file. */
export type LineTaker = {
  /** Takes a line without its line feed; `false` says that nothing after it can be understood. */
  take(line: Uint8Array): boolean
  /** The file has a line that is too long, or ends in the middle of one. */
  breakOff(code: 'disclosure/malformed' | 'disclosure/truncated'): void
}

/** Cuts bytes that come in pieces of any size into lines, and keeps no more than one line. */
export class LineSplitter {
  readonly #taker: LineTaker
  readonly #maxBytes: number
  #parts: Uint8Array[] = []
  #partBytes = 0
  #isOver = false

  constructor(taker: LineTaker, maxBytes: number) {
    this.#taker = taker
    this.#maxBytes = maxBytes
  }

  /** Takes the next bytes. They stay the caller's. */
  take(chunk: Uint8Array): void {
    let rest = chunk
    while (!this.#isOver) {
      const at = rest.indexOf(LINE_FEED)
      const part = rest.subarray(0, at === -1 ? rest.length : at)
      if (this.#partBytes + part.length > this.#maxBytes) {
        this.#stop('disclosure/malformed')
      } else if (at === -1) {
        if (part.length > 0) this.#parts.push(Uint8Array.from(part))
        this.#partBytes += part.length
        return
      } else {
        const line = this.#partBytes === 0 ? part : concatBytes(...this.#parts, part)
        this.#parts = []
        this.#partBytes = 0
        this.#isOver = !this.#taker.take(line)
        rest = rest.subarray(at + 1)
      }
    }
  }

  /** Says that the file has ended. */
  end(): void {
    if (!this.#isOver && this.#partBytes > 0) this.#stop('disclosure/truncated')
  }

  #stop(code: 'disclosure/malformed' | 'disclosure/truncated'): void {
    this.#taker.breakOff(code)
    this.#parts = []
    this.#isOver = true
  }
}
