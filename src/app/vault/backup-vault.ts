import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import { fail, succeed } from '#core/result.ts'
import { credentialsOf } from '../key/credentials-of.ts'
import type { VaultBackup } from '../ports/vault-backup.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import type { SessionHolder } from './vault-access.ts'

/** `backup.media`. */
export function listBackupMedia(backup: VaultBackup): Handler<'backup.media'> {
  return async () => succeed({ media: await backup.media() })
}

/** `backup.last`. */
export function showLastBackup(session: SessionSource, backup: VaultBackup): Handler<'backup.last'> {
  return async () => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const head = vault.ledger.head()
    if (!head.ok) return head
    return succeed({ last: await backup.last(vault), headSeq: head.value?.seq ?? 0 })
  }
}

/** `backup.write`. Locking the vault calls it off; what was there before stays. */
export function backUpVault(session: SessionSource, backup: VaultBackup): Handler<'backup.write'> {
  return async (order, { signal, onProgress }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const written = await backup.write(vault, order, {
      signal,
      onProgress: (stage, done, total) => onProgress({ stage, done, total }),
    })
    if (written.ok) return written
    return written.failure.code === 'cancelled' ? CANCELLED : fail(written.failure)
  }
}

/** `backup.restore`. In turn with whatever else may make or open the vault of this folder. */
export function restoreVault(holder: SessionHolder, backup: VaultBackup): Handler<'backup.restore'> {
  return ({ folderId, generation = null, passphrase, userNumber, keyFile }, { signal, onProgress }) =>
    holder.inTurn(async () => {
      if (holder.current() !== null) return fail({ code: 'vault/already-open' })
      const restored = await backup.restore(
        {
          folderId,
          generation,
          credentials: passphrase === undefined ? null : credentialsOf({ passphrase, userNumber, keyFile }),
        },
        { signal, onProgress: (stage, done, total) => onProgress({ stage, done, total }) },
      )
      if (restored.ok) return restored
      return restored.failure.code === 'cancelled' ? CANCELLED : fail(restored.failure)
    })
}
