import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { CANCELLED, type Cancelled } from '#app/ports/byte-source.ts'
import type { SalvageFailure } from '#app/ports/vault-salvage.ts'
import type { OutputOf } from '#contract/operations.ts'
import type { VaultId } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { makeNativeEventCrypto, makeScopeKey, makeSigner } from '../crypto/native-event-crypto.ts'
import { errnoOf } from '../disk/disk-failure.ts'
import {
  createFile,
  ensureFolder,
  fsyncFolder,
  removeIfPresent,
  writeFileDurably,
} from '../disk/durable-file.ts'
import { readUpTo } from '../disk/read-file.ts'
import { storageFailureOf } from '../sqlite/sqlite-failure.ts'
import { HEAD_FILE_BYTES, HeadFile, type HeadRecord, parseHeadFile } from '../vault/head-file.ts'
import {
  DATABASE_FILE,
  HEAD_FILE,
  HEADER_FILES,
  OBJECTS_FOLDER,
  PEOPLE_FOLDER,
} from '../vault/vault-folder.ts'
import { headerFileBytes } from '../vault/vault-header.ts'
import { copyObjects } from './copy-objects.ts'
import { DamagedPages } from './damaged-pages.ts'
import { findEvents } from './find-events.ts'
import { lookAhead, type Salvager } from './look-ahead.ts'
import { SalvageProgress } from './salvage-progress.ts'
import { SavedExhibits } from './saved-exhibits.ts'
import { StagedEvents } from './staged-events.ts'
import { type FillOrder, type Writing, writeDatabase } from './write-database.ts'

type Report = OutputOf<'vault.salvage'>
type Stopped = SalvageFailure | Cancelled

/** Pages read before the rest of the process has its turn. */
const PAGES_AT_ONCE = 64
/** The file in which events are put in order, in a folder that a crashed attempt's leftovers may have. */
const STAGING_FILE = 'salvage'

/** Fills the folder of the new vault, durably; the header comes last. */
export async function fillSalvaged(order: FillOrder): Promise<Result<Report, Stopped>> {
  const { unfinished } = order
  const stagingFolder = join(unfinished, PEOPLE_FOLDER)
  let staged: StagedEvents | null = null
  try {
    for (const name of [OBJECTS_FOLDER, PEOPLE_FOLDER]) await ensureFolder(join(unfinished, name))
    for (const path of [join(stagingFolder, STAGING_FILE), join(unfinished, DATABASE_FILE)])
      await (await createFile(path)).close()
    staged = new StagedEvents(join(stagingFolder, STAGING_FILE))
    return await fillFrom(order, staged)
  } catch (error) {
    return fail(storageFailureOf(error))
  } finally {
    staged?.discard()
    await rm(stagingFolder, { recursive: true, force: true }).catch(errnoOf)
  }
}

async function fillFrom(order: FillOrder, staged: StagedEvents): Promise<Result<Report, Stopped>> {
  const { folder, unlocked, clock, work } = order
  const progress = new SalvageProgress(work)
  const isScanned = await stageFound(order, staged, progress)
  if (!isScanned) return fail(CANCELLED)
  const places = staged.count()
  if (places === 0) return fail({ code: 'salvage/nothing-readable' })
  progress.expect(places)
  const salvager: Salvager = {
    vaultId: unlocked.header.vaultId as VaultId,
    crypto: makeNativeEventCrypto(),
    registerKey: makeScopeKey(new Uint8Array(unlocked.keyring.registerKey)),
    signer: makeSigner(unlocked.keys),
    userId: unlocked.owner.id,
  }
  const ahead = await lookAhead(staged, salvager, () => clock.pause())
  try {
    const head = await readHead(folder, unlocked.keyring.headKey)
    return await write({ order, staged, progress, salvager, ahead, head })
  } finally {
    salvager.registerKey.bytes.fill(0)
    for (const key of ahead.caseKeys.values()) key.bytes.fill(0)
  }
}

/** Reads every page; answers `false` when called off. */
async function stageFound(
  { folder, unlocked, clock, work }: FillOrder,
  staged: StagedEvents,
  progress: SalvageProgress,
): Promise<boolean> {
  const pages = new DamagedPages(join(folder, DATABASE_FILE), unlocked.keyring.databaseKey)
  try {
    progress.expect(pages.count)
    let read = 0
    for (const events of findEvents(pages)) {
      staged.add(events)
      read += 1
      if (read % PAGES_AT_ONCE > 0) continue
      progress.take(PAGES_AT_ONCE)
      await clock.pause()
      if (work.signal.aborted) return false
    }
    progress.take(read % PAGES_AT_ONCE)
    return true
  } finally {
    pages.close()
  }
}

async function write(writing: Writing): Promise<Result<Report, Stopped>> {
  const { order, ahead, progress } = writing
  const { folder, unfinished, unlocked } = order
  const exhibits = new SavedExhibits()
  let written = await writeDatabase(writing, exhibits, ahead.isIntroduced)
  if (written.ok && written.value === null) {
    await emptyDatabase(unfinished)
    written = await writeDatabase(writing, exhibits, false)
  }
  if (!written.ok) return written
  if (written.value === null) return fail({ code: 'salvage/nothing-readable' })
  const { record, ...events } = written.value
  const objects = await copyObjects(
    { from: join(folder, OBJECTS_FOLDER), to: join(unfinished, OBJECTS_FOLDER) },
    exhibits,
    { caseKeys: ahead.caseKeys, signal: order.work.signal, progress },
  )
  if (objects === null) return fail(CANCELLED)
  HeadFile.create(join(unfinished, HEAD_FILE), unlocked.keyring.headKey, record)
  const header = headerFileBytes(unlocked.header)
  await rm(join(unfinished, PEOPLE_FOLDER), { recursive: true, force: true })
  for (const file of HEADER_FILES) await writeFileDurably(join(unfinished, file), header)
  await fsyncFolder(unfinished)
  return succeed({ ...events, objects })
}

async function emptyDatabase(unfinished: string): Promise<void> {
  for (const ending of ['', '-wal']) await removeIfPresent(join(unfinished, DATABASE_FILE + ending))
  await (await createFile(join(unfinished, DATABASE_FILE))).close()
}

async function readHead(folder: string, headKey: Uint8Array): Promise<HeadRecord | null> {
  try {
    const bytes = await readUpTo(join(folder, HEAD_FILE), HEAD_FILE_BYTES)
    return bytes === null ? null : parseHeadFile(headKey, bytes).latest
  } catch (error) {
    // A head file that cannot be read leaves open what the last events were; those that are found are saved all the same.
    errnoOf(error)
    return null
  }
}
