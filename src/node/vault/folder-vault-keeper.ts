import { resolve } from 'node:path'
import type { Clock } from '#app/ports/clock.ts'
import type { VaultKeeper } from '#app/ports/vault-keeper.ts'
import { fail, succeed } from '#core/result.ts'
import type { ChooseKeyDerivation } from '../crypto/calibrate.ts'
import { SignaturePool } from '../crypto/signature-pool.ts'
import type { Migration } from '../sqlite/migrations.ts'
import { CIPHER_NAME } from '../sqlite/vault-database.ts'
import { checkFiles } from './check-files.ts'
import { startProjectionCheck } from './check-projections.ts'
import { createVault } from './create-vault.ts'
import { locateDamage } from './locate-damage.ts'
import type { KeyTools } from './open-keys.ts'
import { unlockVault, unlockVaultForRecovery } from './unlock-vault.ts'
import { closeFiles, filesBehind } from './vault-files.ts'
import { lookAtFolder, readHeader } from './vault-folder.ts'
import { readWaysIn } from './ways-in.ts'

/** Keeps the vault of one folder. */
export function makeFolderVaultKeeper(options: {
  readonly folder: string
  readonly software: string
  /** How new passphrases are stretched. */
  readonly chooseKdf: ChooseKeyDerivation
  readonly clock: Clock
  readonly tools: KeyTools
  /** Steps of the database, where they are not the ones in force. */
  readonly migrations?: readonly Migration[]
}): VaultKeeper {
  const { software, chooseKdf, clock, tools, migrations } = options
  const context = { clock, ...(migrations !== undefined && { migrations }) }
  // Without a trailing separator, so that a name can be put beside the folder's own.
  const folder = options.folder === '' ? '' : resolve(options.folder)
  return {
    async look() {
      const state = await lookAtFolder(folder)
      if (!state.ok) return state
      return succeed(state.value === 'vault' ? 'present' : 'absent')
    },
    async create({ userName, passphrase }) {
      const kdf = await chooseKdf()
      const created = await createVault(folder, { userName, passphrase, kdf, software }, clock)
      return created.ok ? await unlockVault(folder, { passphrase }, context, tools) : created
    },
    unlock: (credentials, work) => unlockVault(folder, credentials, context, tools, work),
    unlockForRecovery: (means) => unlockVaultForRecovery(folder, means, context, tools),
    waysIn: () => readWaysIn(folder, tools.attempts),
    refusedTries: () => tools.attempts.refused(),
    forgetRefusedTries: () => tools.attempts.clear(),
    close: async (session) => closeFiles(session),
    locate: (session, failure) => locateDamage(failure, filesBehind(session)),
    async facts() {
      const read = await readHeader(folder)
      if (!read.ok) return read
      const { v, slots } = read.value.candidates[0]
      const kdfOfFirst = slots.find((slot) => slot.kind === 'passphrase')?.kdf
      if (kdfOfFirst === undefined) return fail({ code: 'vault/header-damaged' })
      const { saltHex: _salt, measuredMs: _measured, ...keyDerivation } = kdfOfFirst
      return succeed({ formatVersion: v, cipher: CIPHER_NAME, keyDerivation })
    },
    checkFiles,
    startProjectionCheck,
    startSignatureChecker: () => new SignaturePool(),
  }
}
