import type { LedgerStoreFailure } from '#app/ports/ledger-store.ts'
import type { ProjectionCheck } from '#app/ports/vault-keeper.ts'
import type { VaultSession } from '#app/vault-session.ts'
import type { Finding } from '#contract/vault-operations.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { differingRegisterTable, hasSameSchema } from '../sqlite/compare-tables.ts'
import { migrate } from '../sqlite/migrate.ts'
import { MIGRATIONS, type Migration } from '../sqlite/migrations.ts'
import { makeRegisterProjector } from '../sqlite/register-projector.ts'
import { isContradiction, sqliteFailureOf } from '../sqlite/sqlite-failure.ts'
import {
  APPLICATION_ID,
  openMemoryDatabase,
  type VaultDatabase,
  VIEW_APPLICATION_ID,
} from '../sqlite/vault-database.ts'
import { CaseFold } from '../views/case-fold.ts'
import { viewName } from '../views/view-file.ts'
import { VIEW_MIGRATIONS } from '../views/view-schema.ts'
import { filesBehind } from './vault-files.ts'
import { DATABASE_FILE } from './vault-folder.ts'

/** Starts comparing the register's tables and this person's with what the events give. */
export function startProjectionCheck(session: VaultSession): ProjectionCheck {
  const register = emptyDatabase(MIGRATIONS, APPLICATION_ID)
  const viewSchema = emptyDatabase(VIEW_MIGRATIONS, VIEW_APPLICATION_ID)
  const project = makeRegisterProjector(register)
  const projectAll = register.transaction((changes: readonly Parameters<typeof project>[0][]) =>
    changes.forEach(project),
  )
  const cases = new CaseFold()
  const letIndex = filesBehind(session).view.holdIndexing()
  return {
    apply(changes) {
      try {
        if (changes.register.length > 0) projectAll(changes.register)
      } catch (error) {
        if (isContradiction(error)) return false
        throw error
      }
      return cases.apply(changes.cases)
    },
    compare() {
      const { database, view } = filesBehind(session)
      const ofRegister = compareRegister(database, register)
      if (!ofRegister.ok) return ofRegister
      const file = viewName(session.person.userId)
      const ofView = view.inspect((held) => {
        const findings: Finding[] = []
        if (!hasSameSchema(held, viewSchema)) findings.push({ code: 'database/not-ours', file })
        if (cases.differingTable(held) !== null) findings.push({ code: 'projection/differs', file })
        return findings
      })
      return ofView.ok ? succeed([...ofRegister.value, ...ofView.value]) : ofView
    },
    discard() {
      letIndex()
      register.close()
      viewSchema.close()
    },
  }
}

function compareRegister(
  database: VaultDatabase,
  fresh: VaultDatabase,
): Result<readonly Finding[], LedgerStoreFailure> {
  try {
    const findings: Finding[] = []
    if (!hasSameSchema(database, fresh)) findings.push({ code: 'database/not-ours', file: DATABASE_FILE })
    if (differingRegisterTable(database, fresh) !== null)
      findings.push({ code: 'projection/differs', file: DATABASE_FILE })
    return succeed(findings)
  } catch (error) {
    return fail(sqliteFailureOf(error))
  }
}

function emptyDatabase(migrations: readonly Migration[], applicationId: number): VaultDatabase {
  const database = openMemoryDatabase()
  const migrated = migrate(database, migrations, applicationId)
  if (!migrated.ok) throw new Error(`an empty database refused its schema: ${migrated.failure.code}`)
  return database
}
