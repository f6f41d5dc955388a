import { fstatSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { countMissingSlots } from '#app/key/missing-slots.ts'
import type { Cancelled, CancelSignal } from '#app/ports/byte-source.ts'
import type { LedgerStoreFailure } from '#app/ports/ledger-store.ts'
import type { CheckProgress, FileCheck } from '#app/ports/vault-keeper.ts'
import type { VaultSession } from '#app/vault-session.ts'
import type { Finding } from '#contract/vault-operations.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { equalBytes } from '../crypto/primitives.ts'
import { errnoOf } from '../disk/disk-failure.ts'
import { readUpTo } from '../disk/read-file.ts'
import { isDraftsName } from '../drafts/person-drafts.ts'
import { checkTables } from '../sqlite/check-tables.ts'
import { sqliteFailureOf, storageFailureOf } from '../sqlite/sqlite-failure.ts'
import { isViewName, viewName } from '../views/view-file.ts'
import { checkPages, countPages } from './check-pages.ts'
import { HEAD_FILE_BYTES, parseHeadFile } from './head-file.ts'
import { isSideCopyName } from './side-copy.ts'
import { filesBehind, type VaultFiles } from './vault-files.ts'
import {
  DATABASE_FILE,
  HEAD_FILE,
  HEADER_FILES,
  KNOWN_NAMES,
  PEOPLE_FOLDER,
  readHeader,
} from './vault-folder.ts'
import { headerFileBytes, ownerOf } from './vault-header.ts'

/** Checks every byte of a vault's files that are not objects, and names what does not hold. */
export async function checkFiles(
  session: VaultSession,
  { signal, onProgress }: { readonly signal: CancelSignal; readonly onProgress: CheckProgress },
): Promise<Result<FileCheck, LedgerStoreFailure | Cancelled>> {
  const files = filesBehind(session)
  try {
    files.database.pragma('wal_checkpoint(TRUNCATE)')
  } catch (error) {
    return fail(sqliteFailureOf(error))
  }
  try {
    const findings: Finding[] = []
    // Locking closes the files, so nothing is asked of them once the work was called off.
    for (const check of [checkHeaders, checkHeadFile, checkDatabaseName]) {
      findings.push(...(await check(files, session)))
      if (signal.aborted) return fail({ code: 'cancelled' })
    }
    const notes = [
      ...(await findUnknownNames(files.folder)),
      ...notesOnView(files, session),
      ...notesOnSlots(files, session),
    ]
    if (signal.aborted) return fail({ code: 'cancelled' })
    const pages = await checkDatabase(files, session, signal, onProgress)
    if (pages === null) return fail({ code: 'cancelled' })
    const view = await checkView(files, session, signal, (done, total) =>
      onProgress(pages.pages + done, pages.pages + total),
    )
    // A view that cannot follow a damaged ledger says nothing that the pages have not said.
    const isSaid = !view.ok && view.failure.code === 'database/damaged' && pages.findings.length > 0
    if (!view.ok && !isSaid) return view
    const ofView = view.ok ? view.value : { findings: [], pages: 0 }
    return succeed({
      findings: [...findings, ...pages.findings, ...ofView.findings],
      notes,
      pages: pages.pages + ofView.pages,
    })
  } catch (error) {
    return fail(storageFailureOf(error))
  }
}

async function checkHeaders({ folder, header }: VaultFiles): Promise<readonly Finding[]> {
  // Between the writing of the two copies they differ, and nothing is wrong.
  const read = await header.inTurn(() => readHeader(folder))
  if (!read.ok) return [{ code: read.failure.code, file: 'vault.json' }]
  const { copies, damaged } = read.value
  const expected = headerFileBytes(header.current)
  return HEADER_FILES.flatMap((file, index): readonly Finding[] => {
    const copy = copies[index] ?? null
    if (copy === null) {
      const code = damaged.find((one) => one.file === file)?.failure.code ?? 'vault/header-damaged'
      return [{ code, file }]
    }
    // One that reads well and is not the header that holds is older, or was exchanged, or somebody's work.
    return equalBytes(headerFileBytes(copy), expected) ? [] : [{ code: 'vault/header-damaged', file }]
  })
}

function notesOnSlots({ header }: VaultFiles, { register }: VaultSession): readonly Finding[] {
  const owners = header.current.slots.map((slot) => ({
    ownerId: ownerOf(slot),
    agreementKeyHex: slot.agreementKeyHex,
  }))
  const missing = countMissingSlots(register, owners)
  // Tables that do not read are a finding of their own.
  return missing.ok && missing.value > 0 ? [{ code: 'vault/slot-missing', file: HEADER_FILES[0] }] : []
}

async function checkHeadFile(
  { folder, keyring }: VaultFiles,
  session: VaultSession,
): Promise<readonly Finding[]> {
  const head = session.ledger.head()
  const bytes = await readIfThere(join(folder, HEAD_FILE))
  if (bytes === 'absent') return [{ code: 'vault/file-missing', file: HEAD_FILE }]
  if (bytes === null) return [{ code: 'head/damaged', file: HEAD_FILE, offsetBytes: HEAD_FILE_BYTES }]
  const { latest, damagedRecords } = parseHeadFile(keyring.headKey, bytes)
  const findings = damagedRecords.map((place): Finding => {
    return { code: 'head/damaged', file: HEAD_FILE, offsetBytes: (place * HEAD_FILE_BYTES) / 2 }
  })
  if (latest !== null && head.ok && (head.value?.seq ?? 0) < latest.seq) {
    findings.push({ code: 'head/behind-acknowledged', file: HEAD_FILE, seq: latest.seq })
  }
  return findings
}

async function readIfThere(path: string): Promise<Uint8Array | null | 'absent'> {
  try {
    return await readUpTo(path, HEAD_FILE_BYTES)
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error
    return 'absent'
  }
}

// SQLite goes on writing to a file that was deleted or replaced under it, and all of that is lost when it closes.
async function checkDatabaseName({ folder, databaseDescriptor }: VaultFiles): Promise<readonly Finding[]> {
  const opened = fstatSync(databaseDescriptor)
  try {
    const named = await stat(join(folder, DATABASE_FILE))
    if (named.ino === opened.ino && named.dev === opened.dev) return []
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error
  }
  return [{ code: 'vault/file-missing', file: DATABASE_FILE }]
}

async function findUnknownNames(folder: string): Promise<readonly Finding[]> {
  const isKnown = (name: string) => KNOWN_NAMES.includes(name) || isSideCopyName(name)
  const own = (await readdir(folder)).filter((name) => !isKnown(name))
  const people = (await namesIn(join(folder, PEOPLE_FOLDER))).filter(
    (name) => !isViewName(name) && !isDraftsName(name),
  )
  return [...own, ...people.map((name) => `${PEOPLE_FOLDER}/${name}`)].map(
    (file): Finding => ({ code: 'vault/unexpected-file', file }),
  )
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error
    return []
  }
}

// It was filled anew, so nothing is lost; a disk that damaged one file may damage others.
function notesOnView({ view }: VaultFiles, session: VaultSession): readonly Finding[] {
  return view.wasDamaged ? [{ code: 'database/damaged', file: viewName(session.person.userId) }] : []
}

/** Checks the projections of the person of the session; nobody else's open with their key. */
async function checkView(
  { view }: VaultFiles,
  session: VaultSession,
  signal: CancelSignal,
  onProgress: CheckProgress,
): Promise<
  Result<{ readonly findings: readonly Finding[]; readonly pages: number }, LedgerStoreFailure | Cancelled>
> {
  const started = view.startCheck()
  if (!started.ok) return started
  const file = viewName(session.person.userId)
  const { totalPages } = started.value
  const findings: Finding[] = []
  let pages = 0
  for (const run of started.value.pages()) {
    pages += run.pages
    for (const place of run.damaged) findings.push({ code: 'database/damaged', file, ...place })
    onProgress(pages, totalPages)
    await session.clock.pause()
    if (signal.aborted) return fail({ code: 'cancelled' })
  }
  for (const isSound of findings.length === 0 ? started.value.tables() : []) {
    if (!isSound) return succeed({ findings: [{ code: 'database/damaged', file }], pages })
    await session.clock.pause()
    if (signal.aborted) return fail({ code: 'cancelled' })
  }
  return succeed({ findings, pages })
}

async function checkDatabase(
  { database, databaseDescriptor, keyring }: VaultFiles,
  session: VaultSession,
  signal: CancelSignal,
  onProgress: CheckProgress,
): Promise<{ readonly findings: readonly Finding[]; readonly pages: number } | null> {
  const total = countPages(databaseDescriptor)
  const findings: Finding[] = []
  let pages = 0
  for (const run of checkPages(databaseDescriptor, keyring.databaseKey)) {
    pages += run.pages
    for (const place of run.damaged)
      findings.push({ code: 'database/damaged', file: DATABASE_FILE, ...place })
    onProgress(pages, total)
    await session.clock.pause()
    if (signal.aborted) return null
  }
  if (findings.length > 0) return { findings, pages }
  // Each page may be authentic and one of them older than the rest: then an index no longer fits its table.
  for (const isSound of checkTables(database)) {
    if (!isSound) return { findings: [{ code: 'database/damaged', file: DATABASE_FILE }], pages }
    await session.clock.pause()
    if (signal.aborted) return null
  }
  return { findings, pages }
}
