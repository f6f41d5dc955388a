import type { LedgerStore, StoredEvent } from '#app/ports/ledger-store.ts'
import type { CaseId, DeviceId, UserId } from '#core/ids.ts'
import type { RegisterChange } from '#core/projections/projection-changes.ts'
import { migrate } from '../sqlite/migrate.ts'
import { makeRegisterProjector } from '../sqlite/register-projector.ts'
import { makeSqliteLedgerStore } from '../sqlite/sqlite-ledger-store.ts'
import { openVaultDatabase, type VaultDatabase } from '../sqlite/vault-database.ts'

/** Whose cases a copy holds: headquarters, in the place of a person of the station. */
export const READER_ID = '0'.repeat(32) as UserId

/** A case that is shared later brings bodies and scopes of events that are there already; an event of a vault never changes. */
const TRIGGERS = ['event_is_only_emptied', 'event_is_never_deleted', 'event_follows_its_predecessor']

/** An event as a copy takes it, with what it changes in the register. */
export type CopiedEvent = { readonly stored: StoredEvent; readonly changes: readonly RegisterChange[] }

/** How far a copy goes. */
export type CopiedUpTo = { readonly position: number; readonly device: DeviceId; readonly hashHex: string }

/**
 * The ledger of one station as headquarters holds it, in a database like a vault's, so that what reads a vault can read it. It follows
 * the hub's store, nobody adds to it, and it is thrown away rather than mended. All functions throw what SQLite answers.
 */
export class CopiedLedger {
  readonly #database: VaultDatabase
  readonly #project: ReturnType<typeof makeRegisterProjector>
  readonly #statements: ReturnType<typeof prepareStatements>

  constructor(path: string, key: Uint8Array) {
    this.#database = openVaultDatabase(path, key, false, 'consistent')
    try {
      const migrated = migrate(this.#database)
      if (!migrated.ok) throw new Error(`a copy refused its schema: ${migrated.failure.code}`)
      for (const trigger of TRIGGERS) this.#database.exec(`DROP TRIGGER IF EXISTS ${trigger}`)
      this.#project = makeRegisterProjector(this.#database)
      this.#statements = prepareStatements(this.#database)
    } catch (error) {
      this.#database.close()
      throw error
    }
  }

  get database(): VaultDatabase {
    return this.#database
  }

  /** The last event of the copy, or `null` while it is empty. */
  get upTo(): CopiedUpTo | null {
    return (this.#statements.last.get() as CopiedUpTo | undefined) ?? null
  }

  /** The cases that headquarters reads in it. */
  get cases(): ReadonlySet<CaseId> {
    return new Set(this.#statements.cases.all(READER_ID) as CaseId[])
  }

  /** Adds the events that follow, all or none. */
  add(events: readonly CopiedEvent[]): void {
    this.#database.transaction(() => {
      for (const { stored, changes } of events) {
        const { position, device, seq, header, hashHex, signature, sealedBody, scope } = stored
        this.#statements.insert.run(position, device, seq, header, hashHex, signature, sealedBody, scope)
        for (const change of changes) this.#project(change)
      }
    })()
  }

  /** Gives events that were copied sealed the bodies and the scope that they turned out to have. All or none. */
  fill(events: readonly StoredEvent[]): void {
    this.#database.transaction(() => {
      for (const { position, scope, sealedBody } of events)
        this.#statements.fill.run(scope, sealedBody, position)
    })()
  }

  /** Says that headquarters reads a case. */
  grant(caseId: CaseId): void {
    this.#statements.grant.run(caseId, READER_ID)
  }

  /** The copy as a ledger to which nobody appends. */
  storeFor(device: DeviceId): LedgerStore {
    const readOnly = () => {
      throw new Error('nobody appends to the copy of a ledger')
    }
    const store = makeSqliteLedgerStore(this.#database, device, { advance: readOnly })
    return { ...store, append: readOnly, expunge: readOnly }
  }

  countScope(scope: string): number {
    return this.#statements.countScope.get(scope) as number
  }

  close(): void {
    this.#database.close()
  }
}

function prepareStatements(database: VaultDatabase) {
  return {
    last: database.prepare(
      'SELECT position, device, hash_hex AS hashHex FROM event ORDER BY position DESC LIMIT 1',
    ),
    cases: database.prepare('SELECT case_id FROM case_key WHERE recipient_id = ?').pluck(),
    insert: database.prepare(
      `INSERT INTO event (position, device, seq, header, hash_hex, signature, sealed_body, scope)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    fill: database.prepare('UPDATE event SET scope = ?, sealed_body = ? WHERE position = ?'),
    // The key itself is not here: it comes from the hub's store each time.
    grant: database.prepare(
      "INSERT OR REPLACE INTO case_key (case_id, recipient_id, sealed_key_hex, granted_seq) VALUES (?, ?, '', 1)",
    ),
    countScope: database.prepare('SELECT count(*) FROM event WHERE scope = ?').pluck(),
  }
}
