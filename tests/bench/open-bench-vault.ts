import type { VaultKeeper } from '#app/ports/vault-keeper.ts'
import type { VaultSession } from '#app/vault-session.ts'
import type { Result } from '#core/result.ts'
import type { KeyDerivation } from '#node/crypto/key-derivation.ts'
import { makeSystemClock } from '#node/engine/system-clock.ts'
import { Attempts } from '#node/vault/attempts.ts'
import { makeFolderVaultKeeper } from '#node/vault/folder-vault-keeper.ts'

/** What opens the vaults that benches make. */
export const BENCH_PASSPHRASE = 'a passphrase that only benches use'
/** The least that the format allows: what is measured is not how long a passphrase takes. */
export const BENCH_KDF: KeyDerivation = { name: 'argon2id', memoryKiB: 65_536, passes: 1, lanes: 1 }

/** A keeper of a vault's folder. */
function keeperOf(folder: string): VaultKeeper {
  const clock = makeSystemClock()
  const tools = { attempts: new Attempts(folder, clock), keychain: null }
  return makeFolderVaultKeeper({
    folder,
    software: 'samnum bench',
    chooseKdf: async () => BENCH_KDF,
    clock,
    tools,
  })
}

/** Opens the vault in a folder as the person who founded it, and closes it after the work. */
export async function withVault<T>(
  folder: string,
  work: (session: VaultSession, keeper: VaultKeeper) => T | Promise<T>,
): Promise<T> {
  const keeper = keeperOf(folder)
  const session = expectValue(await keeper.unlock({ passphrase: BENCH_PASSPHRASE, userNumber: 1 }))
  try {
    return await work(session, keeper)
  } finally {
    await keeper.close(session)
  }
}

/** The value of what must have succeeded. */
export function expectValue<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.failure)}`)
  return result.value
}

/**
 * Takes texts into the index of words, which otherwise goes on in the background of what is measured, and answers how many are left:
 * none, unless fewer steps are asked for.
 */
export function indexWords(session: VaultSession, mostSteps = Number.POSITIVE_INFINITY): number {
  let left = expectValue(session.cases.indexWords())
  for (let steps = 1; left > 0 && steps < mostSteps; steps += 1)
    left = expectValue(session.cases.indexWords())
  return left
}
