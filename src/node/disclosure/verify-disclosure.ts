import type { DigestHex } from '#core/ids.ts'
import { DisclosureCheck, type DisclosureReport } from '#core/ledger/disclosure-check.ts'
import { MAX_LINE_BYTES } from '#core/ledger/disclosure-format.ts'
import type { PaperAnchor } from '#core/ledger/paper-anchor.ts'
import { makeNativeEventCrypto } from '../crypto/native-event-crypto.ts'

const LINE_FEED = 0x0a

/** What a disclosure says and whether it holds, with what names the file: the vault that wrote it recorded both. */
export type CheckedDisclosure = DisclosureReport & {
  readonly sizeBytes: number
  readonly digestHex: DigestHex
}

/**
 * Checks a disclosure from its bytes, in pieces of any size. It needs no vault and no passphrase. No more than one line is kept, and
 * of a line that is longer than any may be no more than that.
 *
 * `anchors` are lines of the station's register to compare with; `onProgress` counts bytes.
 */
export async function verifyDisclosure(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  {
    anchors = [],
    onProgress = () => {},
  }: { readonly anchors?: readonly PaperAnchor[]; readonly onProgress?: (doneBytes: number) => void } = {},
): Promise<CheckedDisclosure> {
  const crypto = makeNativeEventCrypto()
  const check = new DisclosureCheck(crypto, anchors)
  const lines = new LineSplitter(check)
  const digest = crypto.startDigest()
  let sizeBytes = 0
  for await (const chunk of chunks) {
    digest.update(chunk)
    sizeBytes += chunk.length
    // What cannot be understood is read to its end all the same: its digest says which file it is.
    lines.take(chunk)
    onProgress(sizeBytes)
  }
  lines.end()
  return { ...check.finish(), sizeBytes, digestHex: digest.endHex() }
}

/** Cuts bytes into lines and hands each to the check. */
class LineSplitter {
  readonly #check: DisclosureCheck
  #parts: Uint8Array[] = []
  #partBytes = 0
  #isOver = false

  constructor(check: DisclosureCheck) {
    this.#check = check
  }

  take(chunk: Uint8Array): void {
    let rest = chunk
    while (!this.#isOver) {
      const at = rest.indexOf(LINE_FEED)
      const part = rest.subarray(0, at === -1 ? rest.length : at)
      if (this.#partBytes + part.length > MAX_LINE_BYTES) {
        this.#stop('disclosure/malformed')
      } else if (at === -1) {
        this.#keep(part)
        return
      } else {
        this.#endLine(part)
        rest = rest.subarray(at + 1)
      }
    }
  }

  end(): void {
    if (!this.#isOver && this.#partBytes > 0) this.#stop('disclosure/truncated')
  }

  #endLine(part: Uint8Array): void {
    const line = this.#partBytes === 0 ? part : Buffer.concat([...this.#parts, part])
    this.#parts = []
    this.#partBytes = 0
    this.#isOver = !this.#check.take(line)
  }

  #keep(part: Uint8Array): void {
    if (part.length === 0) return
    // A copy, because the chunk belongs to whoever reads the file.
    this.#parts.push(new Uint8Array(part))
    this.#partBytes += part.length
  }

  #stop(code: 'disclosure/malformed' | 'disclosure/truncated'): void {
    this.#check.breakOff(code)
    this.#parts = []
    this.#isOver = true
  }
}
