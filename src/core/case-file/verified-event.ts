import type { DigestHex } from '../ids.ts'
import type { EventBody } from '../ledger/event-body.ts'
import type { EventTime } from '../ledger/event-header.ts'

/** An event of a case whose header, signature and body have been verified. */
export type VerifiedEvent = {
  readonly seq: number
  readonly hashHex: DigestHex
  readonly time: EventTime
  readonly body: EventBody
}
