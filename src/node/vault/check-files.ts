import { fstatSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Cancelled, CancelSignal } from '#app/ports/byte-source.ts'
import type { LedgerStoreFailure } from '#app/ports/ledger-store.ts'
import type { CheckProgress, FileCheck } from '#app/ports/vault-keeper.ts'
import type { VaultSession } from '#app/vault-session.ts'
import type { Finding } from '#contract/vault-operations.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { equalBytes } from '../crypto/primitives.ts'
import { errnoOf } from '../disk/disk-failure.ts'
import { readUpTo } from '../disk/read-file.ts'
import { checkTables } from '../sqlite/check-tables.ts'
import { sqliteFailureOf, storageFailureOf } from '../sqlite/sqlite-failure.ts'
import { checkPages, countPages } from './check-pages.ts'
import { HEAD_FILE_BYTES, parseHeadFile } from './head-file.ts'
import { headerMacHex } from './keyring.ts'
import { filesBehind, type VaultFiles } from './vault-files.ts'
import { DATABASE_FILE, HEAD_FILE, KNOWN_NAMES, readHeader } from './vault-folder.ts'
import { headerFileBytes } from './vault-header.ts'

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
    const notes = await findUnknownNames(files.folder)
    if (signal.aborted) return fail({ code: 'cancelled' })
    const pages = await checkDatabase(files, session, signal, onProgress)
    if (pages === null) return fail({ code: 'cancelled' })
    return succeed({ findings: [...findings, ...pages.findings], notes, pages: pages.pages })
  } catch (error) {
    return fail(storageFailureOf(error))
  }
}

async function checkHeaders({ folder, keyring }: VaultFiles): Promise<readonly Finding[]> {
  const read = await readHeader(folder)
  if (!read.ok) return [{ code: read.failure.code, file: 'vault.json' }]
  const { header, damaged } = read.value
  const findings: Finding[] = damaged.map(({ file, failure }) => ({ code: failure.code, file }))
  const expected = Buffer.from(headerMacHex(keyring, header), 'hex')
  if (!equalBytes(expected, Buffer.from(header.macHex, 'hex'))) {
    findings.push({ code: 'vault/header-damaged', file: 'vault.json' })
  }
  if (damaged.length === 0) {
    // Two copies that both read well and differ: one of them is older or was exchanged.
    const copy = await readUpTo(join(folder, 'vault.copy.json'), headerFileBytes(header).length)
    if (copy === null || !equalBytes(copy, headerFileBytes(header))) {
      findings.push({ code: 'vault/header-damaged', file: 'vault.copy.json' })
    }
  }
  return findings
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
  const names = await readdir(folder)
  return names
    .filter((name) => !KNOWN_NAMES.includes(name))
    .map((file): Finding => ({ code: 'vault/unexpected-file', file }))
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
