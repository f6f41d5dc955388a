import { LineSplitter } from '#core/export/line-splitter.ts'
import type { DigestHex } from '#core/ids.ts'
import { DisclosureCheck, type DisclosureReport } from '#core/ledger/disclosure-check.ts'
import { MAX_LINE_BYTES } from '#core/ledger/disclosure-format.ts'
import type { PaperAnchor } from '#core/ledger/paper-anchor.ts'
import { makeNativeEventCrypto } from '../crypto/native-event-crypto.ts'

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
  const lines = new LineSplitter(check, MAX_LINE_BYTES)
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
