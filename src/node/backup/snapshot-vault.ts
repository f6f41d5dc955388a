import { fstatSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { CANCELLED, type Cancelled, type CancelSignal } from '#app/ports/byte-source.ts'
import type { DiskFailure } from '#app/ports/disk-failure.ts'
import type { LedgerStoreFailure } from '#app/ports/ledger-store.ts'
import type { ObjectRow } from '#app/ports/thing-store.ts'
import type { VaultSession } from '#app/vault-session.ts'
import type { Failure } from '#contract/failures.ts'
import type { DigestHex } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { makePageCheck, PAGE_SALT_BYTES } from '../crypto/page-authentication.ts'
import { equalBytes, startSha256 } from '../crypto/primitives.ts'
import { diskFailureOf, errnoOf } from '../disk/disk-failure.ts'
import { sqliteFailureOf } from '../sqlite/sqlite-failure.ts'
import { PAGE_BYTES } from '../sqlite/vault-database.ts'
import type { DamagedPage } from '../vault/check-pages.ts'
import { HEAD_FILE_BYTES, parseHeadFile } from '../vault/head-file.ts'
import { headerMacHex, type Keyring } from '../vault/keyring.ts'
import { filesBehind, type VaultFiles } from '../vault/vault-files.ts'
import { HEAD_FILE, HEADER_FILES } from '../vault/vault-folder.ts'
import {
  type HeaderFileFailure,
  headerFileBytes,
  parseHeaderFile,
  type VaultHeader,
} from '../vault/vault-header.ts'
import type { Manifest } from './backup-format.ts'

/** Bytes read and authenticated at once: 64 pages, about a millisecond. */
const CHUNK_BYTES = 64 * PAGE_BYTES
/** How often the database may change under the copy before the backup gives up. */
const MOST_ATTEMPTS = 3

/** A vault's files at one moment, between two events. */
export type VaultSnapshot = {
  readonly head: Manifest['head']
  readonly headerBytes: Uint8Array
  readonly headBytes: Uint8Array
  /** Bytes of the database file, which is not in memory: {@link copyDatabase} reads it. */
  readonly databaseBytes: number
  /** The objects that were recorded by that moment. */
  readonly objects: readonly ObjectRow[]
}

/** Why a vault's own files cannot be backed up. */
export type SnapshotFailure =
  | LedgerStoreFailure
  | HeaderFileFailure
  | Failure<'head/damaged' | 'backup/vault-busy'>

/**
 * Keeps the database file as it is while work runs: everything committed is written back into it once, and from then on
 * commits go to the journal only. The rest of the engine goes on working meanwhile.
 */
export async function whileFrozen<T, F>(
  session: VaultSession,
  work: (snapshot: VaultSnapshot) => Promise<Result<T, F>>,
): Promise<Result<T, F | SnapshotFailure>> {
  const files = filesBehind(session)
  let limit: unknown
  // All of this is synchronous, so no event comes between the parts.
  let snapshot: Result<VaultSnapshot, SnapshotFailure>
  try {
    limit = files.database.pragma('wal_autocheckpoint', { simple: true })
    files.database.pragma('wal_autocheckpoint=0')
    snapshot = takeSnapshot(session, files)
  } catch (error) {
    return fail(sqliteFailureOf(error))
  }
  try {
    return snapshot.ok ? await work(snapshot.value) : snapshot
  } finally {
    if (files.database.open) files.database.pragma(`wal_autocheckpoint=${Number(limit)}`)
  }
}

function takeSnapshot(session: VaultSession, files: VaultFiles): Result<VaultSnapshot, SnapshotFailure> {
  const [written] = files.database.pragma('wal_checkpoint(TRUNCATE)') as readonly { busy: number }[]
  if (written?.busy !== 0) return fail({ code: 'backup/vault-busy' })
  const head = session.ledger.head()
  if (!head.ok) return head
  if (head.value === null) throw new Error('an open vault has at least the event that made it')
  const objects = session.cases.allObjects()
  if (!objects.ok) return objects
  const header = readHeaderNow(files)
  if (!header.ok) return header
  const headBytes = readHeadNow(files)
  if (!headBytes.ok) return headBytes
  return succeed({
    head: { device: session.deviceId, seq: head.value.seq, hashHex: head.value.hashHex },
    headerBytes: header.value,
    headBytes: headBytes.value,
    databaseBytes: fstatSync(files.databaseDescriptor).size,
    objects: objects.value,
  })
}

/** The header from whichever copy is whole and authentic. */
function readHeaderNow({ folder, keyring }: VaultFiles): Result<Uint8Array, SnapshotFailure> {
  const failures: SnapshotFailure[] = []
  for (const file of HEADER_FILES) {
    const bytes = readNow(join(folder, file))
    if (!bytes.ok) return bytes
    const parsed = parseHeaderFile(bytes.value)
    if (!parsed.ok) failures.push(parsed.failure)
    else if (macHolds(keyring, parsed.value)) return succeed(headerFileBytes(parsed.value))
  }
  return fail(failures[0] ?? { code: 'vault/header-damaged' })
}

function macHolds(keyring: Keyring, header: VaultHeader): boolean {
  return equalBytes(Buffer.from(headerMacHex(keyring, header), 'hex'), Buffer.from(header.macHex, 'hex'))
}

function readHeadNow({ folder, keyring }: VaultFiles): Result<Uint8Array, SnapshotFailure> {
  const bytes = readNow(join(folder, HEAD_FILE))
  if (!bytes.ok) return bytes
  const isUsable =
    bytes.value.length === HEAD_FILE_BYTES && parseHeadFile(keyring.headKey, bytes.value).latest !== null
  return isUsable ? bytes : fail({ code: 'head/damaged' })
}

/** A small file of the vault; one that is missing is an empty one, which whoever parses it refuses. */
function readNow(path: string): Result<Uint8Array, DiskFailure> {
  try {
    return succeed(readFileSync(path))
  } catch (error) {
    return errnoOf(error) === 'ENOENT' ? succeed(new Uint8Array(0)) : fail(diskFailureOf(error))
  }
}

/** Where the bytes of the database go; begins anew when the database changed while it was read. */
export type DatabaseTarget = {
  begin(sizeBytes: number): Promise<void>
  append(bytes: Uint8Array): Promise<void>
  finish(): Promise<void>
}

/**
 * Copies the database file as it is and answers its size and SHA-256. Each page is authenticated on the way, so nothing is
 * copied that the vault's key did not write. Whatever writes the journal back meanwhile (verifying does) changes the file;
 * it is read a second time to see that nothing did, and copied again if something did.
 *
 * Everything is read through the vault's own descriptor: closing another would drop SQLite's locks. The signal is looked
 * at before each read, because locking the vault, which aborts it first, closes the descriptor.
 */
export async function copyDatabase(
  session: VaultSession,
  target: DatabaseTarget,
  { signal, onBytes }: { readonly signal: CancelSignal; readonly onBytes: (count: number) => void },
): Promise<
  Result<{ readonly sizeBytes: number; readonly digestHex: DigestHex }, SnapshotFailure | Cancelled>
> {
  const { databaseDescriptor: descriptor, keyring } = filesBehind(session)
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    if (signal.aborted) return fail(CANCELLED)
    const sizeBytes = fstatSync(descriptor).size
    const authenticate = startPageCheck(descriptor, keyring.databaseKey)
    await target.begin(sizeBytes)
    const copied = startSha256()
    for (let offset = 0; offset < sizeBytes; offset += CHUNK_BYTES) {
      if (signal.aborted) return fail(CANCELLED)
      const bytes = readPages(descriptor, offset, sizeBytes)
      const place = authenticate(bytes, offset)
      if (place !== null) return fail({ code: 'database/damaged', facts: place })
      copied.update(bytes)
      await target.append(bytes)
      onBytes(attempt === 1 ? bytes.length : 0)
    }
    await target.finish()
    const digestHex = copied.digest('hex')
    const again = startSha256()
    for (let offset = 0; offset < sizeBytes; offset += CHUNK_BYTES) {
      await session.clock.pause()
      if (signal.aborted) return fail(CANCELLED)
      again.update(readPages(descriptor, offset, sizeBytes))
    }
    if (signal.aborted) return fail(CANCELLED)
    const isSame = fstatSync(descriptor).size === sizeBytes && again.digest('hex') === digestHex
    if (isSame) return succeed({ sizeBytes, digestHex: digestHex as DigestHex })
  }
  return fail({ code: 'backup/vault-busy' })
}

function readPages(descriptor: number, offsetBytes: number, sizeBytes: number): Uint8Array {
  const bytes = Buffer.alloc(Math.min(CHUNK_BYTES, sizeBytes - offsetBytes))
  return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, offsetBytes))
}

/** Makes the check of a run of whole pages; it answers the first that is not authentic, or `null`. */
function startPageCheck(
  descriptor: number,
  databaseKey: Uint8Array,
): (bytes: Uint8Array, offsetBytes: number) => DamagedPage | null {
  const salt = Buffer.alloc(PAGE_SALT_BYTES)
  readSync(descriptor, salt, 0, salt.length, 0)
  const isAuthentic = makePageCheck(databaseKey, salt)
  return (bytes, offsetBytes) => {
    for (let at = 0; at < bytes.length; at += PAGE_BYTES) {
      const page = (offsetBytes + at) / PAGE_BYTES + 1
      const content = bytes.subarray(at, at + PAGE_BYTES)
      if (content.length < PAGE_BYTES || !isAuthentic(page, content)) {
        return { page, offsetBytes: offsetBytes + at }
      }
    }
    return null
  }
}

/** Tells whether the ledger has an event of this device, number and hash. */
export function hasEvent(
  session: VaultSession,
  { device, seq, hashHex }: Manifest['head'],
): Result<boolean, LedgerStoreFailure> {
  try {
    const { database } = filesBehind(session)
    const select = database.prepare('SELECT hash_hex FROM event WHERE device = ? AND seq = ?').pluck()
    return succeed(select.get(device, seq) === hashHex)
  } catch (error) {
    return fail(sqliteFailureOf(error))
  }
}
