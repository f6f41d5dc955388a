import { join } from 'node:path'
import { CANCELLED, type Cancelled } from '#app/ports/byte-source.ts'
import type { Clock } from '#app/ports/clock.ts'
import type { LedgerHead } from '#app/ports/ledger-store.ts'
import type { Credentials } from '#app/ports/slot-keeper.ts'
import type { RecoverFailure, RecoveryMeans, UnlockFailure, UnlockWork } from '#app/ports/vault-keeper.ts'
import type { VaultSession } from '#app/vault-session.ts'
import type { DeviceId, VaultId } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { deviceKeysFrom } from '../crypto/device-keys.ts'
import { makeNativeEventCrypto, makeScopeKey, makeSigner } from '../crypto/native-event-crypto.ts'
import { SignaturePool } from '../crypto/signature-pool.ts'
import { diskFailureOf } from '../disk/disk-failure.ts'
import { PersonDrafts } from '../drafts/person-drafts.ts'
import { createFolderObjectStore } from '../objects/folder-object-store.ts'
import { pendingSteps } from '../sqlite/migrate.ts'
import { MIGRATIONS, type Migration } from '../sqlite/migrations.ts'
import { sqliteFailureOf } from '../sqlite/sqlite-failure.ts'
import { makeSqliteLedgerStore, readHead } from '../sqlite/sqlite-ledger-store.ts'
import { makeSqliteRegisterStore } from '../sqlite/sqlite-register-store.ts'
import { openVaultDatabase, type VaultDatabase } from '../sqlite/vault-database.ts'
import { PersonView } from '../views/person-view.ts'
import { removeOtherViews, ViewFile } from '../views/view-file.ts'
import { findMissing } from './find-missing.ts'
import { findOwner } from './find-owner.ts'
import { HeadFile, type HeadFileContent, type HeadRecord } from './head-file.ts'
import { HeldHeader } from './held-header.ts'
import { keepJournal } from './journal-keeping.ts'
import { wipeKeyring } from './keyring.ts'
import { locateDamage, locateUnopenedDamage } from './locate-damage.ts'
import { type KeyTools, openKeys, openKeysForRecovery, type Unlocked } from './open-keys.ts'
import { settleFiles } from './settle-files.ts'
import { takeSteps } from './side-copy.ts'
import { draftsKeyFrom } from './slot-keys.ts'
import {
  attachFiles,
  closeFiles,
  filesBehind,
  openForPages,
  releaseFiles,
  type VaultFiles,
} from './vault-files.ts'
import { DATABASE_FILE, HEAD_FILE, OBJECTS_FOLDER, type ReadHeader, readHeader } from './vault-folder.ts'

/** What opening a vault is done with. `migrations` are the database's steps, where they are not the ones in force. */
export type OpeningContext = { readonly clock: Clock; readonly migrations?: readonly Migration[] }

type OpenFiles = Omit<VaultFiles, 'folder' | 'view' | 'drafts' | 'wasUpToDate'>
type Composed = { readonly session: VaultSession } & Pick<VaultFiles, 'view' | 'drafts' | 'wasUpToDate'>

/** Opens a vault for a person: header, slot, keyring, database, head file, in this order, each believed only once it is verified. */
export async function unlockVault(
  folder: string,
  credentials: Credentials,
  context: OpeningContext,
  tools: KeyTools,
  { signal, onProgress }: UnlockWork = {},
): Promise<Result<VaultSession, UnlockFailure | Cancelled>> {
  const session = await unlockWith<UnlockFailure>(folder, context, (read) =>
    openKeys(read, credentials, tools),
  )
  if (!session.ok) return session
  const isOver = () => signal?.aborted === true
  await filesBehind(session.value).view.prepare({ isOver, ...(onProgress !== undefined && { onProgress }) })
  if (!isOver()) return session
  closeFiles(session.value)
  return fail(CANCELLED)
}

/** Opens a vault for a recovery holder, in the same order. */
export async function unlockVaultForRecovery(
  folder: string,
  means: RecoveryMeans,
  context: OpeningContext,
  tools: KeyTools,
): Promise<Result<VaultSession, RecoverFailure>> {
  return await unlockWith<RecoverFailure>(folder, context, (read) => openKeysForRecovery(read, means, tools))
}

async function unlockWith<F extends { readonly code: string }>(
  folder: string,
  context: OpeningContext,
  open: (read: ReadHeader) => Promise<Result<Unlocked, F>>,
): Promise<Result<VaultSession, F | UnlockFailure>> {
  const session = await tryUnlocking(folder, context, open)
  // The header is read before the vault is held: another program may have written a newer one between. Of an old one that was put back the same is said twice.
  const isOlder = !session.ok && session.failure.code === 'vault/header-rolled-back'
  return isOlder ? await tryUnlocking(folder, context, open) : session
}

async function tryUnlocking<F extends { readonly code: string }>(
  folder: string,
  context: OpeningContext,
  open: (read: ReadHeader) => Promise<Result<Unlocked, F>>,
): Promise<Result<VaultSession, F | UnlockFailure>> {
  const read = await readHeader(folder)
  if (!read.ok) return read
  const unlocked = await open(read.value)
  if (!unlocked.ok) return unlocked
  const session = await openUnlocked(folder, unlocked.value, context)
  if (!session.ok) {
    wipeKeyring(unlocked.value.keyring)
    unlocked.value.viewKey.fill(0)
    return session
  }
  const settled = await settleFiles(session.value, read.value)
  if (settled.ok) return session
  const located = locateDamage(settled.failure, filesBehind(session.value))
  closeFiles(session.value)
  return fail(located)
}

async function openUnlocked(
  folder: string,
  unlocked: Unlocked,
  context: OpeningContext,
): Promise<Result<VaultSession, UnlockFailure>> {
  const missing = await findMissing(folder)
  if (!missing.ok) return missing
  const journal = await keepJournal(folder)
  if (!journal.ok) return journal
  const session = openSession(folder, unlocked, context)
  if (session.ok || session.failure.code !== 'head/behind-acknowledged') return session
  const putBack = await journal.value.putBack()
  return putBack.ok ? session : putBack
}

function openSession(
  folder: string,
  unlocked: Unlocked,
  context: OpeningContext,
): Result<VaultSession, UnlockFailure> {
  const opened = openFiles(folder, unlocked)
  if (!opened.ok) return opened
  const { files, content } = opened.value
  let session: Result<VaultSession, UnlockFailure> | null = null
  try {
    const composed = compose(folder, unlocked, files, content, context)
    if (composed.ok) {
      const { session: opened, ...ofSession } = composed.value
      attachFiles(opened, { ...files, folder, ...ofSession })
      session = succeed(opened)
    } else session = fail(locateDamage(composed.failure, files))
  } catch (error) {
    session = fail(locateDamage(sqliteFailureOf(error), files))
  } finally {
    if (session?.ok !== true) releaseFiles(files)
  }
  return session
}

type OpenedFiles = { readonly files: OpenFiles; readonly content: HeadFileContent }

function openFiles(folder: string, { header, keyring }: Unlocked): Result<OpenedFiles, UnlockFailure> {
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
    return fail(locateUnopenedDamage(sqliteFailureOf(error), folder, keyring))
  }
  try {
    const databaseDescriptor = openForPages(folder)
    return succeed({
      files: {
        header: new HeldHeader(folder, header, keyring, head.file),
        keyring,
        database,
        headFile: head.file,
        damagedHeadRecords: head.content.damagedRecords,
        databaseDescriptor,
      },
      content: head.content,
    })
  } catch (error) {
    database.close()
    head.file.close()
    return fail(diskFailureOf(error))
  }
}

function compose(
  folder: string,
  { header, owner, keys, viewKey, keyring }: Unlocked,
  { database, headFile, databaseDescriptor }: OpenFiles,
  head: HeadFileContent,
  { clock, migrations = MIGRATIONS }: OpeningContext,
): Result<Composed, UnlockFailure> {
  const pending = pendingSteps(database, migrations)
  if (!pending.ok) return pending
  if (head.latest === null) return fail({ code: 'head/damaged' })
  const { generation } = header
  const { headerGeneration } = head.latest
  if (generation < headerGeneration)
    return fail({ code: 'vault/header-rolled-back', facts: { generation, recorded: headerGeneration } })
  const deviceId: DeviceId = head.latest.device
  // Before any step is taken: a vault that is refused stays as it was found.
  const isEmpty = pending.value.length === migrations.length
  const stored: Result<LedgerHead | null, UnlockFailure> = isEmpty
    ? succeed(null)
    : readHead(database, deviceId)
  if (!stored.ok) return stored
  const held = checkAgainstHead(database, deviceId, stored.value, head.latest)
  if (!held.ok) return held
  const stepped = takeSteps(folder, { database, databaseDescriptor }, migrations, pending.value)
  if (!stepped.ok) return stepped
  // The view reads the ledger that it follows.
  const follower: { current: PersonView | null } = { current: null }
  const ledger = makeSqliteLedgerStore(database, deviceId, headFile, (events, firstPosition) =>
    follower.current?.follow(events, firstPosition),
  )
  const caughtUp = catchUp(database, headFile, head.latest, head.damagedRecords, stored.value)
  if (!caughtUp.ok) return caughtUp
  const register = makeSqliteRegisterStore(database)
  const person = findOwner(register, { owner, keys })
  if (!person.ok) return person
  const { userId } = person.value
  const drafts = new PersonDrafts(folder, userId, draftsKeyFrom(viewKey))
  const opened = {
    vaultId: header.vaultId as VaultId,
    deviceId,
    person: person.value,
    signer: makeSigner(keys),
    crypto: makeNativeEventCrypto(),
    clock,
    registerKey: makeScopeKey(new Uint8Array(keyring.registerKey)),
    deviceKeys: deviceKeysFrom(keyring.headKey),
    ledger,
    register,
    objects: createFolderObjectStore({ folder: join(folder, OBJECTS_FOLDER) }),
    drafts: drafts.store,
    caseKeys: new Map(),
    notices: [],
  }
  const countScope = database.prepare('SELECT count(*) FROM event WHERE scope = ?').pluck()
  const view = new PersonView({
    file: new ViewFile(folder, userId, viewKey),
    source: { ...opened, countScope: (scope) => countScope.get(scope) as number },
    pause: clock.pause,
    startChecker: () => new SignaturePool(),
    removeOthers: () => removeOtherViews(folder, userId),
  })
  follower.current = view
  const wasUpToDate = pending.value.length === 0
  return succeed({ session: { ...opened, cases: view.cases }, view, drafts, wasUpToDate })
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
