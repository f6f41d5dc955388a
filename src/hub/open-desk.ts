import { Accounts } from '#app/desk/accounts.ts'
import { AuditBook } from '#app/desk/audit-book.ts'
import { DerivationTurns } from '#app/desk/derivation-turns.ts'
import type { DeskSession } from '#app/desk/desk-session.ts'
import type { HubSession } from '#app/hub/hub-session.ts'
import { makeDeskTools } from '#node/hub-store/desk-tools.ts'

/** Passphrases that are stretched at once take 64 MiB and a processor each. */
const STRETCHED_AT_ONCE = 2
const STRETCHED_WAITING = 24

/** Puts together what people who work at headquarters are answered from. */
export function openDesk(hub: HubSession): DeskSession {
  const desk = makeDeskTools()
  return {
    ...{ hub, desk },
    accounts: new Accounts(hub, desk),
    audit: new AuditBook(hub),
    turns: new DerivationTurns(STRETCHED_AT_ONCE, STRETCHED_WAITING),
  }
}
