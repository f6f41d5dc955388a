// Every place that runs core has it, though the bare language's library does not declare it.
declare const TextDecoder: new (
  label: 'utf-8',
  options: { fatal: true; ignoreBOM: true },
) => { decode(bytes: Uint8Array): string }

const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Reads UTF-8, or answers `null` when the bytes are not UTF-8. A byte-order mark stays in the text. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return DECODER.decode(bytes)
  } catch {
    return null
  }
}
