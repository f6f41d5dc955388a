import { closeSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { PersonRow } from '#app/ports/case-store.ts'
import type { Clock } from '#app/ports/clock.ts'
import type { LedgerHead } from '#app/ports/ledger-store.ts'
import type { UnlockFailure } from '#app/ports/vault-keeper.ts'
import type { VaultSession } from '#app/vault-session.ts'
import type { DeviceId, VaultId } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { makeNativeEventCrypto, makeScopeKey, makeSigner } from '../crypto/native-event-crypto.ts'
import type { PersonKeys } from '../crypto/person-keys.ts'
import { equalBytes } from '../crypto/primitives.ts'
import { diskFailureOf, errnoOf } from '../disk/disk-failure.ts'
import { createFolderObjectStore } from '../objects/folder-object-store.ts'
import { migrate } from '../sqlite/migrate.ts'
import { makeSqliteCaseStore } from '../sqlite/sqlite-case-store.ts'
import { sqliteFailureOf } from '../sqlite/sqlite-failure.ts'
import { makeSqliteLedgerStore } from '../sqlite/sqlite-ledger-store.ts'
import { openVaultDatabase, type VaultDatabase } from '../sqlite/vault-database.ts'
import { firstDamagedPage } from './check-pages.ts'
import { HeadFile, type HeadFileContent, type HeadRecord } from './head-file.ts'
import { keepJournal } from './journal-keeping.ts'
import { headerMacHex, type Keyring, openKeyring, wipeKeyring } from './keyring.ts'
import { openPassphraseSlot } from './passphrase-slot.ts'
import { attachFiles, closeFiles, openForPages, releaseFiles, type VaultFiles } from './vault-files.ts'
import { DATABASE_FILE, HEAD_FILE, OBJECTS_FOLDER, readHeader } from './vault-folder.ts'
import type { VaultHeader } from './vault-header.ts'

/** What a passphrase gives: the person's keys and the vault's working keys. */
type Unlocked = {
  readonly header: VaultHeader
  readonly userId: string
  readonly keys: PersonKeys
  readonly keyring: Keyring
}

/** Opens a vault: header, slot, keyring, database, head file, in this order, each believed only once it is verified. */
export async function unlockVault(
  folder: string,
  passphrase: string,
  clock: Clock,
): Promise<Result<VaultSession, UnlockFailure>> {
  const read = await readHeader(folder)
  if (!read.ok) return read
  const unlocked = await openSlots(read.value.header, passphrase)
  if (!unlocked.ok) return unlocked
  const session = await openUnlocked(folder, unlocked.value, clock)
  if (!session.ok) {
    wipeKeyring(unlocked.value.keyring)
    return session
  }
  const discarded = await session.value.objects.discardIncomplete()
  if (discarded.ok) return session
  closeFiles(session.value)
  return discarded
}

async function openSlots(header: VaultHeader, passphrase: string): Promise<Result<Unlocked, UnlockFailure>> {
  for (const slot of header.slots) {
    const opened = await openPassphraseSlot(header.vaultId, slot, passphrase)
    if (opened === null) continue
    const keyring = openKeyring(opened.vaultKey, header.vaultId, Buffer.from(header.sealedKeyringHex, 'hex'))
    opened.vaultKey.fill(0)
    if (keyring === null) return fail({ code: 'vault/header-damaged' })
    if (!macHolds(keyring, header)) {
      wipeKeyring(keyring)
      return fail({ code: 'vault/header-damaged' })
    }
    return succeed({ header, userId: slot.userId, keys: opened.keys, keyring })
  }
  return fail({ code: 'vault/wrong-passphrase' })
}

function macHolds(keyring: Keyring, header: VaultHeader): boolean {
  return equalBytes(Buffer.from(headerMacHex(keyring, header), 'hex'), Buffer.from(header.macHex, 'hex'))
}

async function openUnlocked(
  folder: string,
  unlocked: Unlocked,
  clock: Clock,
): Promise<Result<VaultSession, UnlockFailure>> {
  const missing = await findMissing(folder)
  if (!missing.ok) return missing
  const journal = await keepJournal(folder)
  if (!journal.ok) return journal
  const session = openSession(folder, unlocked, clock)
  if (session.ok || session.failure.code !== 'head/behind-acknowledged') return session
  const putBack = await journal.value.putBack()
  return putBack.ok ? session : putBack
}

async function findMissing(folder: string): Promise<Result<void, UnlockFailure>> {
  for (const file of [DATABASE_FILE, HEAD_FILE]) {
    try {
      // An empty database file would be taken for a new one and an empty head for none: both are a loss, not a default.
      if ((await stat(join(folder, file))).size === 0)
        return fail({ code: 'vault/file-missing', facts: { file } })
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return fail({ code: 'vault/file-missing', facts: { file } })
      return fail(diskFailureOf(error))
    }
  }
  return succeed(undefined)
}

function openSession(folder: string, unlocked: Unlocked, clock: Clock): Result<VaultSession, UnlockFailure> {
  const opened = openFiles(folder, unlocked.keyring)
  if (!opened.ok) return opened
  const { files, content } = opened.value
  let session: Result<VaultSession, UnlockFailure> | null = null
  try {
    session = compose(folder, unlocked, files, content, clock)
    if (session.ok) attachFiles(session.value, { ...files, folder })
    else session = fail(locate(session.failure, files))
  } catch (error) {
    session = fail(locate(sqliteFailureOf(error), files))
  } finally {
    if (session?.ok !== true) releaseFiles(files)
  }
  return session
}

type OpenedFiles = { readonly files: Omit<VaultFiles, 'folder'>; readonly content: HeadFileContent }

function openFiles(folder: string, keyring: Keyring): Result<OpenedFiles, UnlockFailure> {
  let head: ReturnType<typeof HeadFile.open>
  try {
    head = HeadFile.open(join(folder, HEAD_FILE), keyring.headKey)
  } catch (error) {
    return fail(diskFailureOf(error))
  }
  let database: VaultDatabase
  try {
    database = openVaultDatabase(join(folder, DATABASE_FILE), keyring.databaseKey, true)
  } catch (error) {
    head.file.close()
    return fail(locateUnopened(sqliteFailureOf(error), folder, keyring))
  }
  try {
    const databaseDescriptor = openForPages(folder)
    return succeed({
      files: { keyring, database, headFile: head.file, databaseDescriptor },
      content: head.content,
    })
  } catch (error) {
    database.close()
    head.file.close()
    return fail(diskFailureOf(error))
  }
}

/** Adds to a damaged database's failure which page it is, where that shows in the file. */
function locate(
  failure: UnlockFailure,
  files: Pick<VaultFiles, 'keyring' | 'databaseDescriptor'>,
): UnlockFailure {
  if (failure.code !== 'database/damaged') return failure
  try {
    const place = firstDamagedPage(files.databaseDescriptor, files.keyring.databaseKey)
    return place === null ? failure : { ...failure, facts: { ...failure.facts, ...place } }
  } catch (error) {
    // A disk that does not give back every page takes nothing from what was found.
    errnoOf(error)
    return failure
  }
}

// Nobody in this process has the database open (SQLite would have said so), so closing a descriptor of it drops no lock.
function locateUnopened(failure: UnlockFailure, folder: string, keyring: Keyring): UnlockFailure {
  if (failure.code !== 'database/damaged') return failure
  const databaseDescriptor = openForPages(folder)
  try {
    return locate(failure, { keyring, databaseDescriptor })
  } finally {
    closeSync(databaseDescriptor)
  }
}

function compose(
  folder: string,
  { header, userId, keys, keyring }: Unlocked,
  { database, headFile }: { readonly database: VaultDatabase; readonly headFile: HeadFile },
  head: HeadFileContent,
  clock: Clock,
): Result<VaultSession, UnlockFailure> {
  const migrated = migrate(database)
  if (!migrated.ok) return migrated
  if (head.latest === null) return fail({ code: 'head/damaged' })
  const deviceId: DeviceId = head.latest.device
  const ledger = makeSqliteLedgerStore(database, deviceId, headFile)
  const stored = ledger.head()
  if (!stored.ok) return stored
  const held = checkAgainstHead(database, deviceId, stored.value, head.latest)
  if (!held.ok) return held
  const caughtUp = catchUp(database, headFile, head.latest, head.damagedRecords, stored.value)
  if (!caughtUp.ok) return caughtUp
  const cases = makeSqliteCaseStore(database)
  const people = cases.people()
  if (!people.ok) return people
  const person = people.value.find((candidate: PersonRow) => candidate.userId === userId)
  if (person === undefined || person.keyId !== keys.keyId) return fail({ code: 'ledger/signer-unknown' })
  return succeed({
    vaultId: header.vaultId as VaultId,
    deviceId,
    person,
    signer: makeSigner(keys),
    crypto: makeNativeEventCrypto(),
    clock,
    registerKey: makeScopeKey(new Uint8Array(keyring.registerKey)),
    ledger,
    cases,
    objects: createFolderObjectStore({ folder: join(folder, OBJECTS_FOLDER) }),
    caseKeys: new Map(),
  })
}

// The database may be ahead of the head file by what a crash left unacknowledged; it may never be behind.
function checkAgainstHead(
  database: VaultDatabase,
  device: DeviceId,
  stored: LedgerHead | null,
  latest: HeadRecord,
): Result<void, UnlockFailure> {
  const storedSeq = stored?.seq ?? 0
  const facts = { acknowledgedSeq: latest.seq, storedSeq }
  if (storedSeq < latest.seq) return fail({ code: 'head/behind-acknowledged', facts })
  const hash = database
    .prepare('SELECT hash_hex FROM event WHERE device = ? AND seq = ?')
    .pluck()
    .get(device, latest.seq)
  return hash === latest.hashHex ? succeed(undefined) : fail({ code: 'head/behind-acknowledged', facts })
}

// Events that a crash left unacknowledged are shown and built upon from here on, so they count as acknowledged. They may
// be in the journal unsynced; writing it back makes them durable before the head says that they are. A damaged record is
// left for verification to name: the next append, and nothing before it, takes its place.
function catchUp(
  database: VaultDatabase,
  headFile: HeadFile,
  { seq, device }: HeadRecord,
  damagedRecords: readonly number[],
  stored: LedgerHead | null,
): Result<void, UnlockFailure> {
  if (stored === null || stored.seq === seq) return succeed(undefined)
  database.pragma('wal_checkpoint(TRUNCATE)')
  if (damagedRecords.length > 0) return succeed(undefined)
  try {
    headFile.advance({ device, seq: stored.seq, hashHex: stored.hashHex })
    return succeed(undefined)
  } catch (error) {
    return fail({ code: 'head/not-recorded', facts: diskFailureOf(error).facts ?? {} })
  }
}
