import PostalMime, { type Email } from 'postal-mime'
import { Base64Content, type MailContent, PlainContent } from './mail-content.ts'

/** A mail as far as it was read. */
export type BoundedMail = {
  readonly mail: Email
  /** Where reading stopped, in bytes, because the mail goes beyond what one mail may have; `null` where it was read to its end. */
  readonly cutAt: number | null
}

/** 96 MiB in lines of base64 (RFC 2045, 6.8: 76 characters) have 1.3 million. Each line costs the library a promise. */
const MOST_LINES = 2_000_000
/** Each part costs the library as much as thousands of lines; no mail program makes so many. */
const MOST_PARTS = 2_000
/** Of all parts together. */
const MOST_HEADER_BYTES = 2 * 1024 * 1024
/** Each line that begins with two hyphens is compared with every boundary that is open. */
const MOST_COMPARED_BYTES = 100_000_000
const HYPHEN = 0x2d

/**
 * Reads a mail (RFC 5322 and MIME) as far as it keeps within the limits of one mail; what lies behind is not read, and what was read
 * is answered. A mail inside a mail is an attachment: it is evidence of its own, not part of this one's text.
 *
 * @throws when parts nest deeper than `depth`.
 */
export async function parseBoundedMail(bytes: Uint8Array, depth: number): Promise<BoundedMail> {
  const reader = new BoundedReader({
    maxNestingDepth: depth,
    maxHeadersSize: MOST_HEADER_BYTES,
    forceRfc822Attachments: true,
  })
  const mail = await reader.parse(bytes)
  return { mail, cutAt: reader.cutAt }
}

type Part = {
  readonly state: 'header' | 'body' | 'finished'
  readonly contentTransferEncoding: { readonly encoding: string }
  contentDecoder: MailContent | null
}

/** What the library keeps to itself in its declarations, of the version that package.json names. */
type Inside = {
  readonly boundaries: readonly { readonly value: Uint8Array }[]
  readonly currentNode: Part
  readonly headerSize: number
  readonly av: Uint8Array
  readPos: number
  finalize(): Promise<void>
  processLine(line: Uint8Array, isFinal: boolean): Promise<void>
}

const Library = PostalMime as unknown as new (
  options: ConstructorParameters<typeof PostalMime>[0],
) => Inside & Pick<PostalMime, 'parse'>

class BoundedReader extends Library {
  cutAt: number | null = null
  #lines = 0
  #parts = 0
  #comparedBytes = 0
  #lastNode: object | null = null
  /** The part whose content was given its own way of being kept. */
  #keptNode: object | null = null
  #lineAt = 0

  override processLine(line: Uint8Array, isFinal: boolean): Promise<void> {
    if (this.#goesBeyond(line)) {
      this.cutAt = this.#lineAt
      this.readPos = this.av.length
      return this.finalize()
    }
    this.#lineAt = this.readPos
    this.#keepContent()
    return super.processLine(line, isFinal)
  }

  /** Before the first line of its content comes. */
  #keepContent(): void {
    const part = this.currentNode
    if (part === this.#keptNode || part.state !== 'body') return
    this.#keptNode = part
    const { encoding } = part.contentTransferEncoding
    if (/base64/i.test(encoding)) part.contentDecoder = new Base64Content()
    else if (!/quoted-printable/i.test(encoding)) part.contentDecoder = new PlainContent()
  }

  #goesBeyond(line: Uint8Array): boolean {
    this.#lines += 1
    if (this.currentNode !== this.#lastNode) {
      this.#lastNode = this.currentNode
      this.#parts += 1
    }
    if (line[0] === HYPHEN && line[1] === HYPHEN) {
      for (const { value } of this.boundaries) this.#comparedBytes += 1 + Math.min(value.length, line.length)
    }
    return (
      this.#lines > MOST_LINES ||
      this.#parts > MOST_PARTS ||
      this.#comparedBytes > MOST_COMPARED_BYTES ||
      (this.currentNode.state === 'header' && this.headerSize + line.length > MOST_HEADER_BYTES)
    )
  }
}
