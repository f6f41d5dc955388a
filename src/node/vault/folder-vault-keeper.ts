import type { Clock } from '#app/ports/clock.ts'
import type { ProjectionCheck, VaultKeeper } from '#app/ports/vault-keeper.ts'
import type { VaultSession } from '#app/vault-session.ts'
import { fail, succeed } from '#core/result.ts'
import type { KeyDerivation } from '../crypto/key-derivation.ts'
import { migrate } from '../sqlite/migrate.ts'
import { sqliteFailureOf } from '../sqlite/sqlite-failure.ts'
import { differingProjection, makeProjector } from '../sqlite/sqlite-projections.ts'
import { CIPHER_NAME, openMemoryDatabase } from '../sqlite/vault-database.ts'
import { checkFiles } from './check-files.ts'
import { createVault } from './create-vault.ts'
import { unlockVault } from './unlock-vault.ts'
import { closeFiles, filesBehind } from './vault-files.ts'
import { lookAtFolder, readHeader } from './vault-folder.ts'

/** Keeps the vault of one folder. */
export function makeFolderVaultKeeper(options: {
  readonly folder: string
  readonly software: string
  readonly kdf: KeyDerivation
  readonly clock: Clock
}): VaultKeeper {
  const { folder, software, kdf, clock } = options
  return {
    async look() {
      const state = await lookAtFolder(folder)
      if (!state.ok) return state
      return succeed(state.value === 'vault' ? 'present' : 'absent')
    },
    async create({ userName, passphrase }) {
      const created = await createVault(folder, { userName, passphrase, kdf, software }, clock)
      return created.ok ? await unlockVault(folder, passphrase, clock) : created
    },
    unlock: (passphrase) => unlockVault(folder, passphrase, clock),
    close: async (session) => closeFiles(session),
    async facts() {
      const read = await readHeader(folder)
      if (!read.ok) return read
      const { v, slots } = read.value.header
      const kdfOfFirst = slots[0]?.kdf
      if (kdfOfFirst === undefined) return fail({ code: 'vault/header-damaged' })
      const { saltHex: _, ...keyDerivation } = kdfOfFirst
      return succeed({ formatVersion: v, cipher: CIPHER_NAME, keyDerivation })
    },
    checkFiles,
    startProjectionCheck,
  }
}

function startProjectionCheck(session: VaultSession): ProjectionCheck {
  const memory = openMemoryDatabase()
  const migrated = migrate(memory)
  if (!migrated.ok) throw new Error(`an empty database refused its schema: ${migrated.failure.code}`)
  const project = makeProjector(memory)
  return {
    apply: (changes) => changes.forEach(project),
    finish() {
      try {
        const table = differingProjection(filesBehind(session).database, memory)
        return succeed(table === null ? [] : [{ code: 'projection/differs' as const, file: 'ledger.db' }])
      } catch (error) {
        return fail(sqliteFailureOf(error))
      } finally {
        memory.close()
      }
    },
  }
}
