import type { Handler } from '#contract/dispatcher.ts'
import { fail, succeed } from '#core/result.ts'
import { appendEvents } from '../ledger/append-events.ts'
import { findEventBySeq } from '../ledger/find-event.ts'
import { knownSigners } from '../ledger/known-signers.ts'
import { readCaseEvent } from '../ledger/read-case.ts'
import { openSecondPerson } from '../people/second-person.ts'
import type { SlotKeeper } from '../ports/slot-keeper.ts'
import { findCase, lockedFailure, type SessionSource } from '../vault-session.ts'
import { sessionActor } from './occurrence.ts'

/** `custody.receive`. The hand-over is verified before it is signed for. */
export function receiveItems(
  session: SessionSource,
  slots: Pick<SlotKeeper, 'openPerson'>,
): Handler<'custody.receive'> {
  return async ({ case: name, seq, hashHex, note, secondPerson }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const second = secondPerson === undefined ? null : await openSecondPerson(vault, slots, secondPerson)
    if (session() !== vault) return lockedFailure()
    if (second !== null && !second.ok) return second
    const found = findCase(vault, name)
    if (!found.ok) return found
    const { caseId, key } = found.value
    const stored = findEventBySeq(vault.ledger, seq)
    if (!stored.ok) return stored
    if (stored.value === null || stored.value.scope !== caseId || stored.value.hashHex !== hashHex)
      return fail({ code: 'event/not-found' })
    const signers = knownSigners(vault.register)
    if (!signers.ok) return signers
    const event = readCaseEvent(vault, key, stored.value, signers.value)
    if (!event.ok) return event
    const { body } = event.value
    if (body.kind !== 'custody-moved' || body.data.to.kind !== 'person')
      return fail({ code: 'event/not-found' })
    const confirmedBy =
      second === null
        ? sessionActor(vault)
        : { userId: second.value.person.userId, name: second.value.person.name }
    if (body.data.to.userId !== confirmedBy.userId) return fail({ code: 'custody/receiver-wrong' })
    const waiting = vault.cases.waiting({ receiverId: confirmedBy.userId, caseId })
    if (!waiting.ok) return waiting
    if (!waiting.value.some((move) => move.seq === seq)) return fail({ code: 'custody/not-awaited' })
    const data = {
      seq,
      hashHex,
      purpose: 'hand-over' as const,
      ...(note !== undefined && { note }),
      confirmedBy,
    }
    const confirmed = appendEvents(vault, [
      {
        key,
        ...(second !== null && { signer: second.value.signer }),
        body: { kind: 'event-confirmed', scope: caseId, data },
      },
    ])
    return confirmed.ok ? succeed({ seq: confirmed.value.seq, confirmedBy }) : confirmed
  }
}
