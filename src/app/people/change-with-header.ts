import type { Failure } from '#contract/failures.ts'
import type { HolderId, UserId } from '#core/ids.ts'
import type { Result } from '#core/result.ts'
import { recordHeaderChange, type WrittenHeader } from '../key/record-header-change.ts'
import { type AppendFailure, appendEvents, type EventDraft } from '../ledger/append-events.ts'
import type { HeaderWriteFailure } from '../ports/slot-keeper.ts'
import { lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'

/** Why a change of people did not come to its end; what the register already says of it holds. */
export type ChangeFailure = AppendFailure | HeaderWriteFailure | Failure<'vault/locked'>

/**
 * Appends what the register says about a change of people, then writes the header, then appends that it was written. A crash after
 * the first leaves a person without a slot, which a reset mends; a crash after the second is found at the next unlock.
 */
export async function changeWithHeader(
  source: SessionSource,
  vault: VaultSession,
  order: {
    readonly drafts: readonly EventDraft[]
    readonly write: () => Promise<Result<number, HeaderWriteFailure>>
    readonly change: WrittenHeader['change']
    readonly holderId: UserId | HolderId
  },
): Promise<Result<void, ChangeFailure>> {
  if (source() !== vault) return lockedFailure()
  const recorded = appendEvents(vault, order.drafts)
  if (!recorded.ok) return recorded
  const generation = await order.write()
  if (!generation.ok) return generation
  if (source() !== vault) return lockedFailure()
  const { change, holderId } = order
  return recordHeaderChange(vault, { generation: generation.value, change, holderId })
}
