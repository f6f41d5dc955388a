import type { Handler } from '#contract/dispatcher.ts'
import { succeed } from '#core/result.ts'
import type { SlotKeeper } from '../ports/slot-keeper.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'

/** `key.list`. */
export function listSlots(session: SessionSource, slots: SlotKeeper): Handler<'key.list'> {
  return async () => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const people = vault.register.people()
    if (!people.ok) return people
    const holders = vault.register.holders()
    if (!holders.ok) return holders
    const labels = new Map<string, string>([
      ...people.value.map(({ userId, name }) => [userId, name] as const),
      ...holders.value.map(({ holderId, label }) => [holderId, label] as const),
    ])
    const checks = new Map<string, number | null>(
      holders.value.map(({ holderId, checkedAtMs }) => [holderId, checkedAtMs]),
    )
    const generation = await slots.generation(vault)
    if (!generation.ok) return generation
    const known = await slots.slots(vault)
    if (!known.ok) return known
    return succeed({
      generation: generation.value,
      slots: known.value.map(({ slotId: _, agreementKeyHex: __, ...slot }) => ({
        ...slot,
        label: labels.get(slot.holderId) ?? '',
        checkedAtMs: checks.get(slot.holderId) ?? null,
      })),
      hasKeychain: await slots.hasKeychain(),
    })
  }
}
