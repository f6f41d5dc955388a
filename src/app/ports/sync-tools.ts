import type { SealedEnrolment } from '#core/packages/enrolment.ts'
import type { TravellingEvent } from '#core/packages/event-chunk.ts'
import type { VerifySignature } from '#core/packages/signed-document.ts'
import type { VerifyPaperSignature } from '#core/signatures/check-chain.ts'

/** What packages, and what headquarters says, need of cryptography and compression. */
export type SyncTools = {
  readonly verify: VerifySignature
  readonly verifyPaper: VerifyPaperSignature
  /** Random bytes in hex. */
  randomHex(bytes: number): string
  /** Seals bytes to a recipient as an age file; `null` when the text is no recipient. */
  sealToRecipient(recipient: string, plaintext: Uint8Array): Promise<Uint8Array | null>
  /** Seals one message of an enrolment under the code's secret. */
  sealEnrolment(
    secret: Uint8Array,
    message: Omit<SealedEnrolment, 'sealedHex'>,
    plaintext: Uint8Array,
  ): SealedEnrolment
  /** Opens one, or answers `null` when it was sealed under another code or was changed. */
  openEnrolment(secret: Uint8Array, message: SealedEnrolment): Uint8Array | null
  /** Writes events as a file of events; the same events give the same bytes. */
  packEvents(events: readonly TravellingEvent[]): Uint8Array
}
