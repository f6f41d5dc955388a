import { CANCELLED, type CallContext, type Handler } from '#contract/dispatcher.ts'
import type { ParsedInputOf } from '#contract/operations.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { agreementDraft, openSecondPerson, type SecondPerson } from '../people/second-person.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { SlotKeeper } from '../ports/slot-keeper.ts'
import {
  type FoundCase,
  findCase,
  isStillHeld,
  lockedFailure,
  type SessionSource,
  type VaultSession,
} from '../vault-session.ts'
import { type AppendFailure, type EventDraft, makeEvents } from './append-events.ts'
import { CaseTraces } from './find-case-traces.ts'
import { removeObjects } from './finish-expungement.ts'

/**
 * `case.expunge`. Projections of others are dropped first, because they can be filled again; then, in one transaction, the order and the
 * second person's agreement enter the ledger and the bodies go, and with them every grant of the key; the objects, which nothing opens
 * any more, follow. A crash leaves the case whole or the order on record, and opening the vault finishes the rest.
 *
 * `onExpunged` is told before the objects are removed, so that whatever else holds something of the case in memory lets go of it.
 */
export function expungeCase(
  session: SessionSource,
  slots: Pick<SlotKeeper, 'openPerson'>,
  onExpunged: (caseId: FoundCase['caseId']) => void,
): Handler<'case.expunge'> {
  return async (input, context) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findCase(vault, input.case)
    if (!found.ok) return found
    const { caseId, number } = found.value
    if (input.confirmNumber !== number) return fail({ code: 'case/number-differs', facts: { number } })
    const second = await openSecondPerson(vault, slots, input.secondPerson)
    if (session() !== vault) return lockedFailure()
    if (!second.ok) return second
    const isHere = () => session() === vault && isStillHeld(vault, found.value)
    const traces = await gather(vault, found.value, isHere, context)
    if (!traces.ok) return traces
    if (traces.value === null) return context.signal.aborted ? CANCELLED : goneFailure(session, vault)

    const destroyed = destroy(vault, found.value, input.order, second.value, traces.value)
    if (!destroyed.ok) return destroyed
    onExpunged(caseId)
    const total = traces.value.objectIds.size
    const removed = await removeObjects(vault, traces.value.objectIds, (done) =>
      context.onProgress({ stage: 'expunging', done, total }),
    )
    if (!removed.ok) return removed
    const { userId, name } = second.value.person
    return succeed({
      emptiedEvents: traces.value.positions.length,
      removedObjects: removed.value,
      agreedBy: { userId, name },
    })
  }
}

/** Finds everything that is to go, or answers `null` when the case or the vault went meanwhile, or the caller gave up. */
async function gather(
  vault: VaultSession,
  found: FoundCase,
  isHere: () => boolean,
  { signal }: CallContext,
): Promise<Result<CaseTraces | null, LedgerStoreFailure>> {
  const traces = new CaseTraces(vault, found)
  for (;;) {
    await vault.clock.pause()
    if (signal.aborted || !isHere()) return succeed(null)
    const read = traces.readOn()
    if (!read.ok) return read
    // Nothing is waited for after this, so no event of the case can come in between.
    if (read.value === 'done') return succeed(traces)
  }
}

function destroy(
  vault: VaultSession,
  { caseId, number }: FoundCase,
  order: ParsedInputOf<'case.expunge'>['order'],
  second: SecondPerson,
  traces: CaseTraces,
): Result<void, AppendFailure> {
  const { userId, name } = vault.person
  const emptied = traces.ranges.map(({ from, to }) => ({ from, to }))
  const objects = [...traces.objectIds]
  const expungedBy = { userId, name }
  const drafts: readonly EventDraft[] = [
    {
      key: vault.registerKey,
      body: {
        kind: 'case-expunged',
        scope: vault.vaultId,
        data: { caseId, number, order, emptied, objects, expungedBy },
      },
    },
    agreementDraft(vault, second, 'review'),
  ]
  const made = makeEvents(vault, drafts)
  if (!made.ok) return made
  const dropped = vault.cases.dropOthers()
  if (!dropped.ok) return dropped
  const expunged = vault.ledger.expunge(made.value.events, traces.positions)
  if (!expunged.ok) return expunged
  vault.caseKeys.get(caseId)?.bytes.fill(0)
  vault.caseKeys.delete(caseId)
  // Once more: this person's own projections let go of the case only now.
  return vault.cases.dropOthers()
}

function goneFailure(session: SessionSource, vault: VaultSession) {
  return session() === vault ? fail({ code: 'case/not-found' as const }) : lockedFailure()
}
