import type { EventBody } from '#core/ledger/event-body.ts'
import type { Result } from '#core/result.ts'
import { type AppendFailure, appendEvents } from '../ledger/append-events.ts'
import type { LedgerHead } from '../ports/ledger-store.ts'
import type { FoundCase, VaultSession } from '../vault-session.ts'

/** What an event of a case says, without the case. */
export type Saying = {
  [Kind in EventBody['kind']]: Omit<Extract<EventBody, { kind: Kind }>, 'scope'>
}[EventBody['kind']]

/** Appends events to a case, signed by the person of the session; all or none. */
export function appendOfCase(
  vault: VaultSession,
  { caseId, key }: Pick<FoundCase, 'caseId' | 'key'>,
  ...sayings: readonly Saying[]
): Result<LedgerHead, AppendFailure> {
  return appendEvents(
    vault,
    sayings.map((saying) => ({ key, body: { ...saying, scope: caseId } as EventBody })),
  )
}
