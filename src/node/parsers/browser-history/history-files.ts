import { LOG_BYTES_OPTION } from '#core/parsing/parser-names.ts'
import { type ParserTask, ParseStop } from '../parser.ts'
import {
  readZipEntries,
  readZipEntry,
  ZipDamagedError,
  type ZipEntry,
  ZipLimitError,
} from '../zip/open-zip.ts'

/** A database with its write-ahead log, as far as the exhibit holds both. */
export type HistoryFiles = {
  /** Where it lies in the exhibit, or `null` where the exhibit is the database itself. */
  readonly path: string | null
  readonly database: Uint8Array
  readonly wal: Uint8Array | null
}

const MIB = 1_024 * 1_024
/** Histories of years are tens of megabytes. */
const MAX_DATABASE_BYTES = 128 * MIB
/** Databases in a packed profile folder are looked at up to this size together. */
const MAX_PACKED_BYTES = 160 * MIB
const MAX_DATABASES = 32
const MAX_ENTRIES = 100_000
const SQLITE = 'SQLite format 3\0'
/** How the browsers call their databases. */
const NAMES = /(?:^|[/\\])(?:History|Archived History|places\.sqlite)$/

/** Takes the exhibit for a database, or for a ZIP archive of a profile's folder with the databases and their logs in it. */
export async function readHistoryFiles(task: ParserTask): Promise<readonly HistoryFiles[]> {
  const { evidence } = task
  const head = Buffer.from(await evidence.read(0, 16)).toString('latin1')
  if (head === SQLITE) return [await readDatabase(task)]
  if (!head.startsWith('PK\x03\x04')) throw new ParseStop('parse/not-this-kind')
  try {
    return await readPacked(task)
  } catch (cause) {
    if (cause instanceof ZipLimitError)
      throw new ParseStop('parse/too-large', { limit: 'entry', maxBytes: MAX_PACKED_BYTES })
    if (cause instanceof ZipDamagedError) throw new ParseStop('parse/malformed')
    throw cause
  }
}

/** The database, and its log where it stands behind it (`wal-bytes`). */
async function readDatabase({ evidence, options }: ParserTask): Promise<HistoryFiles> {
  const given = options[LOG_BYTES_OPTION]
  if (given === undefined)
    return { path: null, database: await evidence.readAll(MAX_DATABASE_BYTES), wal: null }
  const logBytes = /^[0-9]{1,12}$/.test(given) ? Number(given) : Number.NaN
  if (!(logBytes < evidence.sizeBytes))
    throw new ParseStop('parse/option-wrong', { option: LOG_BYTES_OPTION })
  const both = await evidence.readAll(MAX_PACKED_BYTES)
  const end = both.length - logBytes
  return { path: null, database: both.subarray(0, end), wal: both.subarray(end) }
}

async function readPacked(task: ParserTask): Promise<readonly HistoryFiles[]> {
  const entries = new Map<string, ZipEntry>()
  let count = 0
  for await (const entry of readZipEntries(task.evidence)) {
    count += 1
    if (count > MAX_ENTRIES) throw new ParseStop('parse/too-many-entries', { max: MAX_ENTRIES })
    if (NAMES.test(entry.path.replace(/-wal$/, '')) && !entries.has(entry.path))
      entries.set(entry.path, entry)
  }
  const files: HistoryFiles[] = []
  let left = MAX_PACKED_BYTES
  for (const [path, entry] of entries) {
    if (path.endsWith('-wal') || files.length >= MAX_DATABASES) continue
    const database = await readZipEntry(entry, left)
    const log = entries.get(`${path}-wal`)
    const wal = log === undefined ? null : await readZipEntry(log, left - database.length)
    left -= database.length + (wal?.length ?? 0)
    files.push({ path, database, wal })
  }
  return files
}
