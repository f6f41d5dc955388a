import type { Handler } from '#contract/dispatcher.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { HeaderWriteFailure, NewSlot, SlotKeeper } from '../ports/slot-keeper.ts'
import { lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'
import { credentialsOf } from './credentials-of.ts'
import { recordHeaderChange } from './record-header-change.ts'

/** `key.changePassphrase`. */
export function changePassphrase(session: SessionSource, slots: SlotKeeper): Handler<'key.changePassphrase'> {
  return async ({ current, next, keyFile }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const credentials = credentialsOf({ passphrase: current, keyFile })
    const resealed = await slots.changeOwnPassphrase(vault, credentials, next)
    if (session() !== vault) return lockedFailure()
    return resealed.ok ? await placeOwnSlot(vault, resealed.value) : resealed
  }
}

/** `key.dropKeyFile`. */
export function dropKeyFile(session: SessionSource, slots: SlotKeeper): Handler<'key.dropKeyFile'> {
  return async (input) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const resealed = await slots.changeOwnFactors(vault, credentialsOf(input), 'drop-key-file')
    if (session() !== vault) return lockedFailure()
    return resealed.ok ? await placeOwnSlot(vault, resealed.value) : resealed
  }
}

/** `key.bindMachine`. Whoever binds their slot must have another way in when the machine is lost. */
export function bindMachine(session: SessionSource, slots: SlotKeeper): Handler<'key.bindMachine'> {
  return async ({ isBound, ...input }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    if (isBound) {
      if (!(await slots.hasKeychain())) return fail({ code: 'vault/no-keychain' })
      const known = await slots.slots(vault)
      if (!known.ok) return known
      if (known.value.every(({ kind }) => kind === 'passphrase'))
        return fail({ code: 'vault/recovery-needed-first' })
    }
    const credentials = credentialsOf(input)
    const resealed = isBound
      ? await slots.bindOwnToMachine(vault, credentials)
      : await slots.changeOwnFactors(vault, credentials, 'free-machine')
    if (session() !== vault) return lockedFailure()
    return resealed.ok ? await placeOwnSlot(vault, resealed.value) : resealed
  }
}

/**
 * Puts a person's own slot into the header and the change on record. Where the record fails, the new slot holds all the same, and
 * whoever only heard of a full disk would go on trying what held before.
 */
export async function placeOwnSlot(
  vault: VaultSession,
  slot: NewSlot,
): Promise<Result<Record<string, never>, HeaderWriteFailure>> {
  const generation = await slot.place()
  if (!generation.ok) return generation
  const recorded = recordHeaderChange(vault, {
    generation: generation.value,
    change: 'slot-changed',
    holderId: vault.person.userId,
  })
  if (recorded.ok) return succeed({})
  const { facts } = recorded.failure
  return fail({ code: 'vault/change-may-hold', ...(facts !== undefined && { facts }) })
}
