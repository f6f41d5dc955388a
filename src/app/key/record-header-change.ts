import type { HolderId, UserId } from '#core/ids.ts'
import type { EventData } from '#core/ledger/event-body.ts'
import { type Result, succeed } from '#core/result.ts'
import { type AppendFailure, appendEvents, type EventDraft } from '../ledger/append-events.ts'
import type { VaultSession } from '../vault-session.ts'

/** A header as it was written: its generation, what was changed, and whose slot where one is concerned. */
export type WrittenHeader = {
  readonly generation: number
  readonly change: EventData<'header-changed'>['change']
  readonly holderId?: UserId | HolderId
}

/** Puts on record that the header was written. Where a crash comes before it, the next unlocking does. */
export function recordHeaderChange(vault: VaultSession, written: WrittenHeader): Result<void, AppendFailure> {
  const recorded = appendEvents(vault, [headerChangedDraft(vault, written)])
  return recorded.ok ? succeed(undefined) : recorded
}

/** The event that {@link recordHeaderChange} appends, to be appended with others. */
export function headerChangedDraft(vault: VaultSession, written: WrittenHeader): EventDraft {
  const { userId, name } = vault.person
  return {
    key: vault.registerKey,
    body: {
      kind: 'header-changed',
      scope: vault.vaultId,
      data: { ...written, changedBy: { userId, name } },
    },
  }
}
