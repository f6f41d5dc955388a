import type { Handler } from '#contract/dispatcher.ts'
import type { HolderId } from '#core/ids.ts'
import type { HolderRecord } from '#core/ledger/event-fields.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { type AppendFailure, appendEvents } from '../ledger/append-events.ts'
import { settleGrants } from '../people/settle-grants.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { HeaderWriteFailure, NewSlot, SlotKeeper } from '../ports/slot-keeper.ts'
import { lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'
import { recordHeaderChange } from './record-header-change.ts'

type ChangeFailure = HeaderWriteFailure | AppendFailure

/** `key.makeRecoveryCode`. The code before it ends only once the new one is in the header. */
export function makeRecoveryCode(session: SessionSource, slots: SlotKeeper): Handler<'key.makeRecoveryCode'> {
  return async ({ label }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const before = vault.register.holders()
    if (!before.ok) return before
    const holderId = vault.crypto.newId() as HolderId
    const made = await slots.newRecoveryCode(vault, holderId)
    if (!made.ok) return made
    if (session() !== vault) return lockedFailure()
    const added = await addHolder(vault, made.value, { holderId, kind: 'recovery-code', label })
    if (!added.ok) return added
    for (const old of before.value.filter(({ kind }) => kind === 'recovery-code')) {
      const removed = await removeHolder(vault, slots, old.holderId)
      if (!removed.ok) return removed
    }
    return succeed({ holderId, code: made.value.code })
  }
}

/** `key.checkRecoveryCode`. */
export function checkRecoveryCode(
  session: SessionSource,
  slots: SlotKeeper,
): Handler<'key.checkRecoveryCode'> {
  return async ({ code }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const checked = await slots.checkRecoveryCode(vault, code)
    if (!checked.ok) return checked
    if (session() !== vault) return lockedFailure()
    const holders = vault.register.holders()
    if (!holders.ok) return holders
    const { holderId, agreementKeyHex } = checked.value
    const holder = holders.value.find((each) => each.holderId === holderId)
    if (holder === undefined) return fail({ code: 'vault/wrong-recovery-code' })
    // The header can be written by everybody who can open it; a slot that gives other keys than the ledger has would let nobody in.
    if (holder.agreementKeyHex !== agreementKeyHex) return fail({ code: 'vault/header-damaged' })
    const recorded = recordCheck(vault, holderId)
    return recorded.ok ? succeed({}) : recorded
  }
}

/** `key.addEscrow`. */
export function addEscrow(session: SessionSource, slots: SlotKeeper): Handler<'key.addEscrow'> {
  return async ({ recipient, label }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const holderId = vault.crypto.newId() as HolderId
    const made = await slots.newEscrow(vault, holderId, recipient)
    if (!made.ok) return made
    if (session() !== vault) return lockedFailure()
    const added = await addHolder(vault, made.value, { holderId, kind: 'escrow', label })
    return added.ok ? succeed({ holderId }) : added
  }
}

/** `key.removeRecovery`. */
export function removeRecovery(session: SessionSource, slots: SlotKeeper): Handler<'key.removeRecovery'> {
  return async ({ holderId }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const holders = vault.register.holders()
    if (!holders.ok) return holders
    if (holders.value.every((holder) => holder.holderId !== holderId))
      return fail({ code: 'vault/recovery-not-found' })
    const removed = await removeHolder(vault, slots, holderId)
    return removed.ok ? succeed({}) : removed
  }
}

/** `key.rotate`. */
export function rotateVaultKey(session: SessionSource, slots: SlotKeeper): Handler<'key.rotate'> {
  return async () => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const generation = await slots.rotate(vault, [])
    if (!generation.ok) return generation
    const recorded = recordHeaderChange(vault, { generation: generation.value, change: 'vault-key-rotated' })
    return recorded.ok ? succeed({ generation: generation.value }) : recorded
  }
}

function recordCheck(vault: VaultSession, holderId: HolderId): Result<void, AppendFailure> {
  const recorded = appendEvents(vault, [
    {
      key: vault.registerKey,
      body: {
        kind: 'recovery-checked',
        scope: vault.vaultId,
        data: { holderId, how: 'read-back', checkedBy: whoIsThere(vault) },
      },
    },
  ])
  return recorded.ok ? succeed(undefined) : recorded
}

/** The ledger first, so that there is no slot of which nobody knows whose it is. */
async function addHolder(
  vault: VaultSession,
  slot: NewSlot,
  holder: Pick<HolderRecord, 'holderId' | 'kind' | 'label'>,
): Promise<Result<void, ChangeFailure>> {
  const { holderId } = holder
  const introduced = appendEvents(vault, [
    {
      key: vault.registerKey,
      body: {
        kind: 'recovery-added',
        scope: vault.vaultId,
        data: { holder: { ...holder, ...slot.keys }, addedBy: whoIsThere(vault) },
      },
    },
  ])
  if (!introduced.ok) return introduced
  const generation = await slot.place()
  if (!generation.ok) return generation
  const recorded = recordHeaderChange(vault, { generation: generation.value, change: 'slot-added', holderId })
  if (!recorded.ok) return recorded
  return grantCases(vault)
}

/** Also the ledger first: from the event on nothing that the holder signs stands, whether or not their slot is there. */
async function removeHolder(
  vault: VaultSession,
  slots: SlotKeeper,
  holderId: HolderId,
): Promise<Result<void, ChangeFailure>> {
  const ended = appendEvents(vault, [
    {
      key: vault.registerKey,
      body: {
        kind: 'recovery-removed',
        scope: vault.vaultId,
        data: { holderId, removedBy: whoIsThere(vault) },
      },
    },
  ])
  if (!ended.ok) return ended
  const generation = await slots.remove(vault, [holderId])
  if (!generation.ok) return generation
  return recordHeaderChange(vault, { generation: generation.value, change: 'slot-removed', holderId })
}

// The holder is in the ledger and in the header by now; what they are owed and could not be given is given at the next unlock.
function grantCases(vault: VaultSession): Result<void, LedgerStoreFailure> {
  const granted = settleGrants(vault)
  if (granted.ok || granted.failure.code !== 'head/not-recorded') return succeed(undefined)
  return fail({ ...granted.failure, code: 'head/not-recorded' })
}

function whoIsThere({ person }: VaultSession): Pick<VaultSession['person'], 'userId' | 'name'> {
  return { userId: person.userId, name: person.name }
}
