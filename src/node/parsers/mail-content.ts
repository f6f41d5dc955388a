// The library keeps each line of a part by itself and joins them at the end, which takes seconds and gigabytes for a text of a million lines.

/** Takes the lines of a part's content, one after the other, and answers its bytes. */
export type MailContent = {
  update(line: Uint8Array): void
  finalize(): Promise<ArrayBuffer>
}

const FIRST_BYTES = 4096
const BATCH_BYTES = 3 * 256 * 1024
const LINE_FEED = 0x0a

/** Bytes that grow. */
class GrowingBytes {
  #bytes = new Uint8Array(FIRST_BYTES)
  #length = 0

  get length(): number {
    return this.#length
  }

  add(bytes: Uint8Array): void {
    const needed = this.#length + bytes.length
    if (needed > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2))
      grown.set(this.#bytes.subarray(0, this.#length))
      this.#bytes = grown
    }
    this.#bytes.set(bytes, this.#length)
    this.#length = needed
  }

  /** Takes what there is, and begins anew. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.slice(0, this.#length)
    this.#length = 0
    return taken
  }
}

const END_OF_LINE = Uint8Array.of(LINE_FEED)

/** Content that is not encoded: its lines, each with its end. */
export class PlainContent implements MailContent {
  readonly #bytes = new GrowingBytes()

  update(line: Uint8Array): void {
    this.#bytes.add(line)
    this.#bytes.add(END_OF_LINE)
  }

  async finalize(): Promise<ArrayBuffer> {
    return this.#bytes.take().buffer
  }
}

/** Content in base64 (RFC 2045, 6.8). What is not of its alphabet is passed over, and padding ends a unit, because some programs pad every line. */
export class Base64Content implements MailContent {
  readonly #coded = new GrowingBytes()
  readonly #bytes = new GrowingBytes()
  #rest = ''

  update(line: Uint8Array): void {
    this.#coded.add(line)
    if (this.#coded.length >= BATCH_BYTES) this.#decode()
  }

  async finalize(): Promise<ArrayBuffer> {
    this.#decode()
    this.#add(this.#rest)
    return this.#bytes.take().buffer
  }

  #decode(): void {
    const text = Buffer.from(this.#coded.take().buffer)
      .toString('latin1')
      .replace(/[^a-zA-Z0-9+/=]+/g, '')
    const units = `${this.#rest}${text}`.split(/=+/)
    const open = units.pop() ?? ''
    for (const unit of units) this.#add(unit)
    const whole = open.length - (open.length % 4)
    this.#add(open.slice(0, whole))
    this.#rest = open.slice(whole)
  }

  #add(unit: string): void {
    this.#bytes.add(Buffer.from(unit, 'base64'))
  }
}
