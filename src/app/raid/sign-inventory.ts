import type { Handler } from '#contract/dispatcher.ts'
import type { ParsedInputOf } from '#contract/operations.ts'
import type { EventBody, EventData } from '#core/ledger/event-body.ts'
import { fail, succeed } from '#core/result.ts'
import { occurrence, sessionActor } from '../custody/occurrence.ts'
import { appendEvents, type EventDraft } from '../ledger/append-events.ts'
import { isCurrent } from '../people/find-person.ts'
import { openSecondPerson } from '../people/second-person.ts'
import type { LedgerHead } from '../ports/ledger-store.ts'
import type { SlotKeeper } from '../ports/slot-keeper.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import { findRaid, readInventory } from './find-raid.ts'

/**
 * `raid.sign`. What is signed is what was shown: the inventory's digest must be the one that the caller read. A second person must
 * hold the case's key themselves, since they sign what they read.
 */
export function signInventory(
  session: SessionSource,
  slots: Pick<SlotKeeper, 'openPerson'>,
): Handler<'raid.sign'> {
  return async (input) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const second =
      input.secondPerson === undefined ? null : await openSecondPerson(vault, slots, input.secondPerson)
    if (session() !== vault) return lockedFailure()
    if (second !== null && !second.ok) return second
    const target = findRaid(vault, input)
    if (!target.ok) return target
    const { found, raid } = target.value
    const inventory = readInventory(vault, raid)
    if (!inventory.ok) return inventory
    const { items, digestHex } = inventory.value
    if (items.length === 0) return fail({ code: 'raid/inventory-empty' })
    if (digestHex !== input.inventoryDigestHex) return fail({ code: 'raid/inventory-changed' })
    const when = occurrence(vault, { atMs: input.signedAtMs, zone: input.zone })
    if (!when.ok) return when
    if (second !== null) {
      const grants = vault.register.grantsOf(found.caseId)
      if (!grants.ok) return grants
      const { person } = second.value
      const mayRead = grants.value.some(({ recipientId, grantedSeq }) => {
        return recipientId === person.userId && isCurrent(grantedSeq, person)
      })
      if (!mayRead) return fail({ code: 'people/second-person-not-allowed' })
    }
    const data: EventData<'raid-inventory-signed'> = {
      raidId: raid.raidId,
      rooms: raid.rooms.size,
      people: raid.people.size,
      items: items.length,
      inventoryDigestHex: digestHex,
      signedAtMs: when.value.atMs,
      zone: when.value.zone,
      witnesses: input.witnesses.map(witnessOf),
      ...(input.note !== undefined && { note: input.note }),
      signedBy: sessionActor(vault),
    }
    const { caseId, key } = found
    let signedAt: LedgerHead | null = null
    const drafts: EventDraft[] = [{ key, body: { kind: 'raid-inventory-signed', scope: caseId, data } }]
    const confirmedBy =
      second === null ? null : { userId: second.value.person.userId, name: second.value.person.name }
    if (second !== null && confirmedBy !== null) {
      drafts.push({
        key,
        signer: second.value.signer,
        body: (before): EventBody => {
          signedAt = before
          const { seq, hashHex } = before
          return {
            kind: 'event-confirmed',
            scope: caseId,
            data: { seq, hashHex, purpose: 'review', confirmedBy },
          }
        },
      })
    }
    const appended = appendEvents(vault, drafts)
    if (!appended.ok) return appended
    const { seq, hashHex } = (signedAt as LedgerHead | null) ?? appended.value
    return succeed({ seq, hashHex, ...(confirmedBy !== null && { confirmedBy }) })
  }
}

function witnessOf({
  name,
  capacity,
  document,
  signed,
  reason,
}: ParsedInputOf<'raid.sign'>['witnesses'][number]) {
  return {
    name,
    ...(capacity !== undefined && { capacity }),
    ...(document !== undefined && { document }),
    signed,
    ...(reason !== undefined && { reason }),
  }
}
