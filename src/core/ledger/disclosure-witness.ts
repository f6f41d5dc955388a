import type { VerifiedEvent } from '../case-file/verified-event.ts'
import type { DigestHex } from '../ids.ts'

/** Who is told what while a disclosure is checked. */
export type DisclosureWitness = {
  /** An event of the case that holds, with what it says. */
  readonly onEvent?: (event: VerifiedEvent) => void
  /** An event of the case that is not shown. With this, whoever calls judges it; without, it is `disclosure/event-missing`. */
  readonly onWithheld?: (seq: number) => void
  /** Any event of the ledger, by its header alone. */
  readonly onHeader?: (seq: number, hashHex: DigestHex) => void
}
