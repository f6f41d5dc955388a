import { Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import { Pool, types } from 'pg'
import type { HubStore, HubStoreFailure } from '#app/ports/hub-store.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { openHubDatabase } from '../sqlite/hub-database.ts'
import { deskWritesOf, lockDesk } from './desk-rows.ts'
import { readsOf } from './hub-reads.ts'
import { addTables, findSchema, HUB_SCHEMA, lockChanges, makeTables } from './hub-tables.ts'
import { writesOf } from './hub-writes.ts'
import { hubStoreFailureOf } from './store-failure.ts'
import type { Dialect, HubDatabase } from './store-tables.ts'

const SQLITE: Dialect = { bytes: 'blob', count: 'integer' }
const POSTGRES: Dialect = { bytes: 'bytea', count: 'bigint' }
/** PostgreSQL's own number of its type `int8`. */
const INT8 = 20

/** What opening a store may answer besides. */
export type OpenStoreFailure = HubStoreFailure | { readonly code: 'hub/store-from-the-future' }

/** Opens, or makes, the embedded store of a hub in one encrypted file. */
export async function openEmbeddedStore(
  path: string,
  key: Uint8Array,
): Promise<Result<HubStore, OpenStoreFailure>> {
  let database: ReturnType<typeof openHubDatabase>
  try {
    database = openHubDatabase(path, key)
  } catch (error) {
    return fail(hubStoreFailureOf(error))
  }
  const db: HubDatabase = new Kysely({
    dialect: new SqliteDialect({
      // One connection has one transaction at a time; what reads waits for its end as well.
      database: {
        close: () => database.close(),
        // An empty body would be bound as nothing where the driver is handed a view of no memory.
        prepare: (sql) => database.prepare(sql === 'begin' ? 'begin immediate' : sql) as never,
      },
    }),
  })
  const copyTo = async (to: string): Promise<Result<void, HubStoreFailure>> => {
    try {
      database.prepare('VACUUM INTO ?').run(to)
      return succeed(undefined)
    } catch (error) {
      return fail(hubStoreFailureOf(error))
    }
  }
  return await open(db, SQLITE, takeTurns(), copyTo)
}

/** Opens, or makes, the store of a hub in a PostgreSQL database (`postgres://…`), which several processes may share. */
export async function openPostgresStore(url: string): Promise<Result<HubStore, OpenStoreFailure>> {
  const pool = new Pool({
    connectionString: url,
    max: 8,
    connectionTimeoutMillis: 10_000,
    // A commit is acknowledged when it is on disk, whatever the server's own setting is.
    options: '-c synchronous_commit=on',
    types: {
      getTypeParser: ((oid: number, format: 'text') =>
        oid === INT8 && format === 'text' ? Number : types.getTypeParser(oid, format)) as never,
    },
  })
  // A connection that breaks while nobody uses it is replaced at the next use.
  pool.on('error', () => {})
  const db: HubDatabase = new Kysely({ dialect: new PostgresDialect({ pool }) })
  return await open(db, POSTGRES, (work) => work(), null)
}

async function open(
  db: HubDatabase,
  dialect: Dialect,
  inTurn: InTurn,
  copyTo: HubStore['copyTo'],
): Promise<Result<HubStore, OpenStoreFailure>> {
  const close = async () => await db.destroy()
  try {
    const schema = await prepareSchema(db, dialect)
    if (schema > HUB_SCHEMA) {
      await close()
      return fail({ code: 'hub/store-from-the-future' })
    }
  } catch (error) {
    await close()
    return fail(hubStoreFailureOf(error))
  }
  const attempt = async <T, F>(
    work: () => Promise<Result<T, F>>,
  ): Promise<Result<T, F | HubStoreFailure>> => {
    try {
      return await inTurn(work)
    } catch (error) {
      return fail(hubStoreFailureOf(error))
    }
  }
  return succeed({
    read: (work) => attempt(async () => succeed(await work(readsOf(db)))),
    change: (work) => attempt(() => inTransaction(db, lockChanges, writesOf, work)),
    apart: (work) => attempt(() => inTransaction(db, lockDesk, deskWritesOf, work)),
    copyTo,
    close,
  })
}

/** Carries a failure through kysely's transaction, which is undone only by what is thrown. */
class Undone<F> extends Error {
  readonly failure: F

  constructor(failure: F) {
    super('undone')
    this.failure = failure
  }
}

async function inTransaction<Writes, T, F>(
  db: HubDatabase,
  lock: (db: HubDatabase) => Promise<void>,
  writesIn: (db: HubDatabase) => Writes,
  work: (writes: Writes) => Promise<Result<T, F>>,
): Promise<Result<T, F>> {
  try {
    return await db.transaction().execute(async (transaction) => {
      await lock(transaction)
      const done = await work(writesIn(transaction))
      if (!done.ok) throw new Undone(done.failure)
      return done
    })
  } catch (error) {
    if (error instanceof Undone) return fail(error.failure as F)
    throw error
  }
}

async function prepareSchema(db: HubDatabase, dialect: Dialect): Promise<number> {
  const known = await findSchema(db)
  if (known === 1) {
    await db.transaction().execute((transaction) => addTables(transaction, dialect))
    return HUB_SCHEMA
  }
  if (known !== null) return known
  try {
    await db.transaction().execute((transaction) => makeTables(transaction, dialect))
    return HUB_SCHEMA
  } catch (error) {
    // Another process may have made them meanwhile.
    const made = await findSchema(db)
    if (made !== null) return made
    throw error
  }
}

type InTurn = <T>(work: () => Promise<T>) => Promise<T>

// One connection: what is asked while a transaction is open would see what it has not yet written.
function takeTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work, work)
    last = next.catch(() => {})
    return next
  }
}
