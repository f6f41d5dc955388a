import { backUpVault, listBackupMedia, restoreVault, showLastBackup } from '#app/vault/backup-vault.ts'
import { salvageVault } from '#app/vault/salvage-vault.ts'
import { createVault, lockVault, showInfo, showStatus, unlockVault } from '#app/vault/vault-access.ts'
import { verifyVault } from '#app/vault/verify-vault.ts'
import type { Handlers } from '#contract/dispatcher.ts'
import type { EngineParts } from '../engine-parts.ts'

type VaultOperation =
  | 'vault.status'
  | 'vault.create'
  | 'vault.unlock'
  | 'vault.lock'
  | 'vault.info'
  | 'vault.verify'
  | 'backup.media'
  | 'backup.last'
  | 'backup.write'
  | 'backup.restore'
  | 'vault.salvage'

/** What operations on vaults as a whole, their backups and their salvage do. */
export function vaultHandlers({
  current,
  sessions,
  keeper,
  backup,
  salvage,
  watch,
  software,
  slots,
  updates,
}: EngineParts): Pick<Handlers, VaultOperation> {
  const access = { keeper, slots, watch }
  // A version that opens a vault came up.
  const unlock = unlockVault(sessions, access)
  const create = createVault(sessions, access)
  const healthy = async <Done extends object | symbol>(done: Done): Promise<Done> => {
    if (typeof done === 'object' && 'ok' in done && done.ok === true) await updates.markHealthy()
    return done
  }
  return {
    'vault.status': showStatus(sessions, keeper, software),
    'vault.create': async (...asked) => healthy(await create(...asked)),
    'vault.unlock': async (...asked) => healthy(await unlock(...asked)),
    'vault.lock': lockVault(sessions),
    'vault.info': showInfo(sessions, keeper, software),
    'vault.verify': verifyVault(current, keeper, watch),
    'backup.media': listBackupMedia(backup),
    'backup.last': showLastBackup(current, backup),
    'backup.write': backUpVault(current, backup),
    'backup.restore': restoreVault(sessions, backup),
    'vault.salvage': salvageVault(sessions, salvage),
  }
}
