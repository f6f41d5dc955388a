import type { Result } from '#core/result.ts'
import type { Cancelled } from './byte-source.ts'
import type { Outgoing, OutgoingPart } from './outlets.ts'

/** Digests of bytes that come one after another, as a package's lists have them. */
export type PackageDigests = {
  update(bytes: Uint8Array): void
  /** Hex; nothing can be added after it. */
  end(): { readonly sha256: string; readonly sha512: string }
}

/** What packages need that is not decided but done. */
export type PackageTools = {
  startDigests(): PackageDigests
  /** The page with which others check a package: one file, as it was built; `null` where it was not. */
  verifierPage(): Promise<Uint8Array | null>
  /** Tells whether a text is a recipient of the age format to whom a package can be sealed. */
  isRecipient(text: string): boolean
  /**
   * Binds files into one, in their order: a tar, sealed with age where there are recipients. Sizes MUST be those that the files turn out to
   * have. Files are opened one at a time, when their turn comes.
   */
  bind<Problem>(
    fileName: string,
    parts: readonly OutgoingPart<Problem>[],
    recipients: readonly string[],
  ): Promise<Outgoing<Problem | Cancelled> & { readonly close: () => Promise<void> }>
}

/** Bytes that are at hand, as a part on its way out. */
export function partOfBytes(path: string, bytes: Uint8Array): OutgoingPart<never> {
  return {
    path,
    sizeBytes: bytes.length,
    open: async () => {
      let isSent = bytes.length === 0
      return {
        ok: true,
        value: {
          close: async () => {},
          nextChunk: async (): Promise<Result<Uint8Array | null, never>> => {
            if (isSent) return { ok: true, value: null }
            isSent = true
            // The receiver owns what it is handed, and overwrites it.
            return { ok: true, value: new Uint8Array(bytes) }
          },
        },
      }
    },
  }
}
