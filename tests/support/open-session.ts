import { onTestFinished } from 'vitest'
import type { VaultKeeper } from '#app/ports/vault-keeper.ts'
import type { VaultSession } from '#app/vault-session.ts'
import { makeSystemClock } from '#node/engine/system-clock.ts'
import { makeFolderVaultKeeper } from '#node/vault/folder-vault-keeper.ts'
import { CHEAP_KDF, PASSPHRASE } from './make-vault.ts'
import { expectOk } from './results.ts'

/** A keeper of a vault's folder, without an engine around it. */
export function keeperOf(folder: string): VaultKeeper {
  return makeFolderVaultKeeper({ folder, software: 'samnum test', kdf: CHEAP_KDF, clock: makeSystemClock() })
}

/** The session of a vault that is unlocked without an engine, closed after the test. */
export async function openSession(
  folder: string,
): Promise<{ readonly keeper: VaultKeeper; readonly session: VaultSession }> {
  const keeper = keeperOf(folder)
  const session = expectOk(await keeper.unlock(PASSPHRASE))
  onTestFinished(() => keeper.close(session))
  return { keeper, session }
}
