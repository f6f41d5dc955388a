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
import { makeRegisterProjector } from './register-projector.ts'
import { sqliteFailureOf } from './sqlite-failure.ts'
import type { VaultDatabase } from './vault-database.ts'

/** Where the head is recorded a second time, outside the database. */
export type HeadRecorder = {
  /** Records durably how far the ledger has come; throws what the system answers. */
  advance(head: { readonly device: DeviceId; readonly seq: number; readonly hashHex: DigestHex }): void
}

/**
 * Told what was appended, once it is committed and acknowledged, for the projections of cases. The first event stands at
 * `firstPosition`. It must not throw: nothing that comes after a commit may turn it into a failure.
 */
export type AppendFollower = (events: readonly NewEvent[], firstPosition: number) => void

const COLUMNS = 'position, device, seq, header, hash_hex, signature, sealed_body, scope'
/** What stands in {@link COLUMNS}. */
type EventRow = readonly [
  position: number,
  device: string,
  seq: number,
  header: Uint8Array,
  hashHex: string,
  signature: Uint8Array,
  sealedBody: Uint8Array,
  scope: string,
]

/** The ledger of one device in a vault's database. */
export function makeSqliteLedgerStore(
  database: VaultDatabase,
  device: DeviceId,
  headRecorder: HeadRecorder,
  onAppended: AppendFollower = () => {},
): LedgerStore {
  const project = makeRegisterProjector(database)
  const selectHead = prepareHead(database)
  const selectPosition = database.prepare('SELECT coalesce(max(position), 0) FROM event').pluck()
  const insert = database.prepare(`INSERT INTO event (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
  const selectScope = database
    .prepare(`SELECT ${COLUMNS} FROM event WHERE scope = ? AND position > ? ORDER BY position LIMIT ?`)
    .raw()
  const selectAll = database
    .prepare(`SELECT ${COLUMNS} FROM event WHERE position > ? ORDER BY position LIMIT ?`)
    .raw()

  const empty = database.prepare("UPDATE event SET sealed_body = x'' WHERE position = ?")

  const insertAll = database.transaction((events: readonly NewEvent[]): number => {
    const firstPosition = (selectPosition.get() as number) + 1
    for (const [index, event] of events.entries()) {
      const { seq, header, hashHex, signature, sealedBody, scope, changes } = event
      insert.run(firstPosition + index, device, seq, header, hashHex, signature, sealedBody, scope)
      for (const change of changes.register) project(change)
    }
    return firstPosition
  })
  const insertAndEmpty = database.transaction(
    (events: readonly NewEvent[], positions: readonly number[]): number => {
      const firstPosition = insertAll(events)
      for (const position of positions) empty.run(position)
      return firstPosition
    },
  )

  /** Records the head of what was committed and tells whoever follows. */
  function acknowledge(events: readonly NewEvent[], firstPosition: number): Result<void, LedgerStoreFailure> {
    const last = events.at(-1)
    if (last === undefined) return succeed(undefined)
    try {
      headRecorder.advance({ device, seq: last.seq, hashHex: last.hashHex })
    } catch (error) {
      return fail({ code: 'head/not-recorded', facts: diskFailureOf(error).facts ?? {} })
    }
    onAppended(events, firstPosition)
    return succeed(undefined)
  }

  return {
    head: () => attempt(() => toHead(selectHead.get(device) as HeadRow | undefined)),
    append(events) {
      const inserted = attempt(() => insertAll.immediate(events))
      return inserted.ok ? acknowledge(events, inserted.value) : inserted
    },
    readScope: (scope, afterPosition, limit) =>
      attempt(() => (selectScope.all(scope, afterPosition, limit) as EventRow[]).map(toStored)),
    readAll: (afterPosition, limit) =>
      attempt(() => (selectAll.all(afterPosition, limit) as EventRow[]).map(toStored)),
    // Positions have no gaps, and counting a million rows would keep whoever unlocks waiting.
    count: () => attempt(() => selectPosition.get() as number),
    expunge(events, positions) {
      const inserted = attempt(() => insertAndEmpty.immediate(events, positions))
      if (!inserted.ok) return inserted
      const acknowledged = acknowledge(events, inserted.value)
      // Until the journal is written back, the file still holds the bodies; locking tries again if it does not succeed now.
      attempt(() => database.pragma('wal_checkpoint(TRUNCATE)'))
      return acknowledged
    },
  }
}

type HeadRow = { readonly seq: number; readonly header: Uint8Array; readonly hash_hex: string }

/** The last event of a device in a database that may not have taken every step yet. */
export function readHead(
  database: VaultDatabase,
  device: DeviceId,
): Result<LedgerHead | null, LedgerStoreFailure> {
  return attempt(() => toHead(prepareHead(database).get(device) as HeadRow | undefined))
}

function prepareHead(database: VaultDatabase) {
  return database.prepare(
    'SELECT seq, header, hash_hex FROM event WHERE device = ? ORDER BY seq DESC LIMIT 1',
  )
}

function toHead(row: HeadRow | undefined): LedgerHead | null | typeof DAMAGED {
  if (row === undefined) return null
  const header = parseHeader(row.header)
  // A row that the page's authentication let through and that is no header is a damaged database all the same.
  if (!header.ok) return DAMAGED
  return { seq: row.seq, hashHex: row.hash_hex as DigestHex, time: header.value.time }
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
  const [position, device, seq, header, hashHex, signature, sealedBody, scope] = row
  return {
    position,
    device: device as DeviceId,
    seq,
    header,
    hashHex: hashHex as DigestHex,
    signature,
    sealedBody,
    scope,
  }
}
