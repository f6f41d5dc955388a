import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import { fail } from '#core/result.ts'
import { credentialsOf } from '../key/credentials-of.ts'
import type { VaultSalvage } from '../ports/vault-salvage.ts'
import type { SessionHolder } from './vault-access.ts'

/** `vault.salvage`. In turn with whatever else may open the vault of this folder. */
export function salvageVault(holder: SessionHolder, salvage: VaultSalvage): Handler<'vault.salvage'> {
  return ({ folderId, ...credentials }, { signal, onProgress }) =>
    holder.inTurn(async () => {
      if (holder.current() !== null) return fail({ code: 'vault/already-open' })
      const salvaged = await salvage.salvage(
        { folderId, credentials: credentialsOf(credentials) },
        { signal, onProgress: (done, total) => onProgress({ stage: 'salvaging', done, total }) },
      )
      if (salvaged.ok) return salvaged
      return salvaged.failure.code === 'cancelled' ? CANCELLED : fail(salvaged.failure)
    })
}
