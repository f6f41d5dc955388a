import type { Handler } from '#contract/dispatcher.ts'
import { succeed } from '#core/result.ts'
import { itemLines } from '../custody/item-lines.ts'
import { findEventBySeq } from '../ledger/find-event.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import { findRaid, readInventory } from './find-raid.ts'

/** `raid.show`. */
export function showRaid(session: SessionSource): Handler<'raid.show'> {
  return async ({ limit, offset, ...named }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const target = findRaid(vault, named)
    if (!target.ok) return target
    const { raid } = target.value
    const inventory = readInventory(vault, raid)
    if (!inventory.ok) return inventory
    const counts = vault.cases.countRaid(raid.raidId)
    if (!counts.ok) return counts
    const lines = itemLines(vault, inventory.value.items.slice(offset, offset + limit))
    if (!lines.ok) return lines
    const signatures = []
    for (const { seq, signedAtMs, signedBy, items, inventoryDigestHex, witnesses, note } of raid.signatures) {
      const stored = findEventBySeq(vault.ledger, seq)
      if (!stored.ok) return stored
      if (stored.value === null) continue
      signatures.push({
        seq,
        hashHex: stored.value.hashHex,
        signedAtMs,
        signedBy: signedBy.name,
        items,
        inventoryDigestHex,
        witnesses,
        ...(note !== undefined && { note }),
      })
    }
    const { openedBy, ...opened } = raid.opened
    const itemsOf = (id: string) => counts.value.get(id) ?? 0
    return succeed({
      raid: { ...opened, openedBy: openedBy.name, items: inventory.value.items.length },
      rooms: [...raid.rooms.values()].map((room) => ({ ...room, items: itemsOf(room.roomId) })),
      people: [...raid.people.values()].map((person) => ({ ...person, items: itemsOf(person.personId) })),
      items: lines.value,
      inventoryDigestHex: inventory.value.digestHex,
      signatures,
    })
  }
}
