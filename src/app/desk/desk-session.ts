import type { HubSession } from '../hub/hub-session.ts'
import type { DeskTools } from '../ports/desk-tools.ts'
import type { Accounts } from './accounts.ts'
import type { AuditBook } from './audit-book.ts'
import type { DerivationTurns } from './derivation-turns.ts'

/** What people who work at headquarters in a browser are answered from. */
export type DeskSession = {
  readonly hub: Pick<HubSession, 'identity' | 'tools' | 'store' | 'clock' | 'ledger'>
  readonly desk: DeskTools
  readonly accounts: Accounts
  readonly audit: AuditBook
  readonly turns: DerivationTurns
}
