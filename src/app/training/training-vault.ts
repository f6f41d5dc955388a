import type { Failure } from '#contract/failures.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { type AppendFailure, appendEvents } from '../ledger/append-events.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { VaultSession } from '../vault-session.ts'

/** Whether everything in a vault is invented. */
export function isTrainingVault({
  register,
}: Pick<VaultSession, 'register'>): Result<boolean, LedgerStoreFailure> {
  const since = register.note('training-since-ms')
  return since.ok ? succeed(since.value !== null) : since
}

/** Says of a vault that was just made that everything in it is invented. */
export function declareTraining(vault: VaultSession): Result<void, AppendFailure> {
  const { userId, name } = vault.person
  const data = { declaredBy: { userId, name } }
  const appended = appendEvents(vault, [
    { key: vault.registerKey, body: { kind: 'training-declared', scope: vault.vaultId, data } },
  ])
  return appended.ok ? succeed(undefined) : appended
}

/** Refuses what only real cases are for. */
export function refuseTraining(
  vault: VaultSession,
): Result<void, LedgerStoreFailure | Failure<'training/only-invented'>> {
  const training = isTrainingVault(vault)
  if (!training.ok) return training
  return training.value ? fail({ code: 'training/only-invented' }) : succeed(undefined)
}
