import { onTestFinished } from 'vitest'
import type { VaultKeeper } from '#app/ports/vault-keeper.ts'
import type { VaultSession } from '#app/vault-session.ts'
import { makeSystemClock } from '#node/engine/system-clock.ts'
import { Attempts } from '#node/vault/attempts.ts'
import { makeFolderVaultKeeper } from '#node/vault/folder-vault-keeper.ts'
import { CHEAP_KDF, PASSPHRASE } from './make-vault.ts'
import { expectOk } from './results.ts'

/** A keeper of a vault's folder, without an engine around it. */
export function keeperOf(folder: string, counting?: Attempts): VaultKeeper {
  const clock = makeSystemClock()
  const tools = { attempts: counting ?? new Attempts(folder, clock), keychain: null }
  const chooseKdf = async () => CHEAP_KDF
  return makeFolderVaultKeeper({ folder, software: 'samnum test', chooseKdf, clock, tools })
}

/** The session of a vault that is unlocked without an engine, closed after the test. */
export async function openSession(
  folder: string,
): Promise<{ readonly keeper: VaultKeeper; readonly session: VaultSession }> {
  const keeper = keeperOf(folder)
  const session = expectOk(await keeper.unlock({ passphrase: PASSPHRASE }))
  onTestFinished(() => keeper.close(session))
  return { keeper, session }
}
