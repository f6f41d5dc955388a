import type { VerifiedEvent } from '../case-file/verified-event.ts'

/** Who is told what while a disclosure is checked. */
export type DisclosureWitness = {
  /** An event of the case that holds, with what it says. */
  readonly onEvent?: (event: VerifiedEvent) => void
  /** An event of the case that is not shown. With this, whoever calls judges it; without, it is `disclosure/event-missing`. */
  readonly onWithheld?: (seq: number) => void
}
