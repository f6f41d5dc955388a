import type {
  LedgerHead,
  LedgerStore,
  LedgerStoreFailure,
  NewEvent,
  StoredEvent,
} from '#app/ports/ledger-store.ts'
import type { DeviceId, DigestHex } from '#core/ids.ts'
import { parseHeader } from '#core/ledger/event-header.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { diskFailureOf } from '../disk/disk-failure.ts'
import { sqliteFailureOf } from './sqlite-failure.ts'
import { makeProjector } from './sqlite-projections.ts'
import type { VaultDatabase } from './vault-database.ts'

/** Where the head is recorded a second time, outside the database. */
export type HeadRecorder = {
  /** Records durably how far the ledger has come; throws what the system answers. */
  advance(head: { readonly device: DeviceId; readonly seq: number; readonly hashHex: DigestHex }): void
}

type EventRow = {
  readonly position: number
  readonly device: string
  readonly seq: number
  readonly header: Uint8Array
  readonly hash_hex: string
  readonly signature: Uint8Array
  readonly sealed_body: Uint8Array
  readonly scope: string
}

/** The ledger of one device in a vault's database. */
export function makeSqliteLedgerStore(
  database: VaultDatabase,
  device: DeviceId,
  headRecorder: HeadRecorder,
): LedgerStore {
  const project = makeProjector(database)
  const selectHead = database.prepare(
    'SELECT seq, header, hash_hex FROM event WHERE device = ? ORDER BY seq DESC LIMIT 1',
  )
  const selectPosition = database.prepare('SELECT coalesce(max(position), 0) FROM event').pluck()
  const insert = database.prepare(
    `INSERT INTO event (position, device, seq, header, hash_hex, signature, sealed_body, scope)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const columns = 'position, device, seq, header, hash_hex, signature, sealed_body, scope'
  const selectScope = database.prepare(
    `SELECT ${columns} FROM event WHERE scope = ? AND position > ? ORDER BY position LIMIT ?`,
  )
  const selectAll = database.prepare(
    `SELECT ${columns} FROM event WHERE position > ? ORDER BY position LIMIT ?`,
  )

  const insertAll = database.transaction((events: readonly NewEvent[]) => {
    let position = selectPosition.get() as number
    for (const { seq, header, hashHex, signature, sealedBody, scope, changes } of events) {
      position += 1
      insert.run(position, device, seq, header, hashHex, signature, sealedBody, scope)
      for (const change of changes) project(change)
    }
  })

  return {
    head: () =>
      attempt((): LedgerHead | null | typeof DAMAGED => {
        const row = selectHead.get(device) as Pick<EventRow, 'seq' | 'header' | 'hash_hex'> | undefined
        if (row === undefined) return null
        const header = parseHeader(row.header)
        // A row that the page's authentication let through and that is no header is a damaged database all the same.
        if (!header.ok) return DAMAGED
        return { seq: row.seq, hashHex: row.hash_hex as DigestHex, time: header.value.time }
      }),
    append(events) {
      const inserted = attempt(() => insertAll.immediate(events))
      if (!inserted.ok) return inserted
      const last = events.at(-1)
      if (last === undefined) return succeed(undefined)
      try {
        headRecorder.advance({ device, seq: last.seq, hashHex: last.hashHex })
        return succeed(undefined)
      } catch (error) {
        return fail({ code: 'head/not-recorded', facts: diskFailureOf(error).facts ?? {} })
      }
    },
    readScope: (scope, afterPosition, limit) =>
      attempt(() => (selectScope.all(scope, afterPosition, limit) as EventRow[]).map(toStored)),
    readAll: (afterPosition, limit) =>
      attempt(() => (selectAll.all(afterPosition, limit) as EventRow[]).map(toStored)),
  }
}

const DAMAGED: unique symbol = Symbol('damaged')

function attempt<T>(work: () => T): Result<Exclude<T, typeof DAMAGED>, LedgerStoreFailure> {
  try {
    const value = work()
    if (value === DAMAGED) return fail({ code: 'database/damaged' })
    return succeed(value as Exclude<T, typeof DAMAGED>)
  } catch (error) {
    return fail(sqliteFailureOf(error))
  }
}

function toStored(row: EventRow): StoredEvent {
  const { position, seq, header, signature, scope } = row
  return {
    position,
    device: row.device as DeviceId,
    seq,
    header,
    hashHex: row.hash_hex as DigestHex,
    signature,
    sealedBody: row.sealed_body,
    scope,
  }
}
