import type { Failure } from '#contract/failures.ts'
import { type Result, succeed } from '#core/result.ts'
import { countMissingSlots } from '../key/missing-slots.ts'
import { recordHeaderChange } from '../key/record-header-change.ts'
import { type AppendFailure, appendEvents } from '../ledger/append-events.ts'
import { settleGrants } from '../people/settle-grants.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { HeaderWriteFailure, SlotKeeper } from '../ports/slot-keeper.ts'
import type { RefusedTries, VaultKeeper } from '../ports/vault-keeper.ts'
import type { VaultSession } from '../vault-session.ts'

/** What settling needs beside the session. */
export type SettleTools = {
  readonly keeper: Pick<VaultKeeper, 'refusedTries' | 'forgetRefusedTries'>
  readonly slots: Pick<SlotKeeper, 'slots' | 'generation' | 'remove'>
}

/**
 * Brings a vault that was just opened to where crashes and other people left it: refused tries go into the ledger and then out of
 * their file, slots of suspended people and of ended recovery holders go, a header that no event names is put on record, and keys of cases go to whoever is
 * owed them.
 *
 * What cannot be settled now, on a full disk or under a clock that cannot be right, is settled the next time and keeps nobody out.
 * A head file that could not follow its ledger does: the vault must be closed.
 */
export async function settleVault(
  vault: VaultSession,
  tools: SettleTools,
): Promise<Result<void, Failure<'head/not-recorded'>>> {
  const steps = [
    () => settleRefusedTries(vault, tools),
    () => settleEnded(vault, tools),
    () => tellMissingSlots(vault, tools),
    () => settleHeader(vault, tools),
    async () => settleGrants(vault),
  ]
  for (const step of steps) {
    const settled = await step()
    if (!settled.ok && settled.failure.code === 'head/not-recorded')
      return { ok: false, failure: { ...settled.failure, code: 'head/not-recorded' } }
  }
  return succeed(undefined)
}

async function settleRefusedTries(
  vault: VaultSession,
  { keeper }: SettleTools,
): Promise<Result<void, AppendFailure>> {
  const refused = await keeper.refusedTries()
  if (refused === null) return succeed(undefined)
  vault.notices.push({ code: 'vault/unlock-was-refused', facts: { ...refused } })
  const recorded = recordRefusedTries(vault, refused)
  return recorded.ok ? await keeper.forgetRefusedTries() : recorded
}

function recordRefusedTries(vault: VaultSession, refused: RefusedTries): Result<void, AppendFailure> {
  const { tries, firstAtMs, lastAtMs } = refused
  const recorded = appendEvents(vault, [
    {
      key: vault.registerKey,
      body: { kind: 'unlock-refused', scope: vault.vaultId, data: { tries, firstAtMs, lastAtMs } },
    },
  ])
  return recorded.ok ? succeed(undefined) : recorded
}

// A crash came between the event that ended somebody's way in and the header without their slot.
async function settleEnded(
  vault: VaultSession,
  { slots }: SettleTools,
): Promise<Result<void, LedgerStoreFailure | HeaderWriteFailure>> {
  const people = vault.register.people()
  if (!people.ok) return people
  const holders = vault.register.holders()
  if (!holders.ok) return holders
  const inForce = new Set<string>([
    ...people.value.filter(({ state }) => state === 'active').map(({ userId }) => userId),
    ...holders.value.map(({ holderId }) => holderId),
  ])
  const known = await slots.slots(vault)
  if (!known.ok) return known
  const ended = known.value.map(({ holderId }) => holderId).filter((holderId) => !inForce.has(holderId))
  const removed = await slots.remove(vault, ended)
  return removed.ok ? succeed(undefined) : removed
}

// A crash came before the header, or somebody took a way in out of it: whoever is there can mend it.
async function tellMissingSlots(
  vault: VaultSession,
  { slots }: SettleTools,
): Promise<Result<void, LedgerStoreFailure | HeaderWriteFailure>> {
  const known = await slots.slots(vault)
  if (!known.ok) return known
  const owners = known.value.map(({ holderId, agreementKeyHex }) => ({ ownerId: holderId, agreementKeyHex }))
  const missing = countMissingSlots(vault.register, owners)
  if (!missing.ok) return missing
  if (missing.value > 0) vault.notices.push({ code: 'vault/slot-missing', facts: { slots: missing.value } })
  return succeed(undefined)
}

// Also a slot that was removed just now: whoever is there need not be somebody who may remove one.
async function settleHeader(
  vault: VaultSession,
  { slots }: SettleTools,
): Promise<Result<void, AppendFailure | HeaderWriteFailure>> {
  const generation = await slots.generation(vault)
  if (!generation.ok) return generation
  const recorded = vault.register.note('header-generation')
  if (!recorded.ok) return recorded
  if (generation.value <= (recorded.value ?? FIRST_GENERATION)) return succeed(undefined)
  return recordHeaderChange(vault, { generation: generation.value, change: 'unrecorded' })
}

/** The header with which a vault begins; the event that founds the vault stands for it. */
const FIRST_GENERATION = 1
