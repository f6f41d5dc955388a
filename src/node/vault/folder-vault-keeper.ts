import { resolve } from 'node:path'
import type { Clock } from '#app/ports/clock.ts'
import type { ProjectionCheck, VaultKeeper } from '#app/ports/vault-keeper.ts'
import type { VaultSession } from '#app/vault-session.ts'
import type { Finding } from '#contract/vault-operations.ts'
import { fail, succeed } from '#core/result.ts'
import type { KeyDerivation } from '../crypto/key-derivation.ts'
import { migrate } from '../sqlite/migrate.ts'
import { isContradiction, sqliteFailureOf } from '../sqlite/sqlite-failure.ts'
import { differingProjection, hasSameSchema, makeProjector } from '../sqlite/sqlite-projections.ts'
import { CIPHER_NAME, openMemoryDatabase } from '../sqlite/vault-database.ts'
import { checkFiles } from './check-files.ts'
import { createVault } from './create-vault.ts'
import { unlockVault } from './unlock-vault.ts'
import { closeFiles, filesBehind } from './vault-files.ts'
import { DATABASE_FILE, lookAtFolder, readHeader } from './vault-folder.ts'

/** Keeps the vault of one folder. */
export function makeFolderVaultKeeper(options: {
  readonly folder: string
  readonly software: string
  readonly kdf: KeyDerivation
  readonly clock: Clock
}): VaultKeeper {
  const { software, kdf, clock } = options
  // Without a trailing separator, so that a name can be put beside the folder's own.
  const folder = options.folder === '' ? '' : resolve(options.folder)
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
    apply(changes) {
      try {
        changes.forEach(project)
        return true
      } catch (error) {
        if (isContradiction(error)) return false
        throw error
      }
    },
    compare() {
      const { database } = filesBehind(session)
      try {
        const findings: Finding[] = []
        if (!hasSameSchema(database, memory))
          findings.push({ code: 'database/not-ours', file: DATABASE_FILE })
        if (differingProjection(database, memory) !== null)
          findings.push({ code: 'projection/differs', file: DATABASE_FILE })
        return succeed(findings)
      } catch (error) {
        return fail(sqliteFailureOf(error))
      }
    },
    discard: () => void memory.close(),
  }
}
