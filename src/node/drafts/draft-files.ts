import type { DraftFile, DraftStore } from '#app/ports/draft-store.ts'
import { MAX_DRAFT_FILES } from '#contract/draft-operations.ts'
import { fail, succeed } from '#core/result.ts'
import type { VaultDatabase } from '../sqlite/vault-database.ts'

/** Keeps a file with a draft. */
export function keepFile(
  database: VaultDatabase,
  draft: string,
  { fileId, name, modifiedAtMs, bytes, caseId }: Parameters<DraftStore['keepFile']>[1],
): ReturnType<DraftStore['keepFile']> {
  return database.transaction((): ReturnType<DraftStore['keepFile']> => {
    const count = database.prepare('SELECT count(*) FROM draft_file WHERE draft = ?').pluck().get(draft)
    if ((count as number) >= MAX_DRAFT_FILES)
      return fail({ code: 'draft/too-many-files', facts: { max: MAX_DRAFT_FILES } })
    database
      .prepare(
        'INSERT INTO draft_file (draft, file_id, name, modified_at_ms, case_id, bytes) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(draft, fileId, name, modifiedAtMs === null ? null : Math.trunc(modifiedAtMs), caseId, bytes)
    return succeed(undefined)
  })()
}

/** Lists the files of a draft in the order in which they came. */
export function listFiles(database: VaultDatabase, draft: string): readonly DraftFile[] {
  return database
    .prepare(
      `SELECT file_id AS fileId, name, length(bytes) AS sizeBytes, modified_at_ms AS modifiedAtMs
       FROM draft_file WHERE draft = ? ORDER BY place`,
    )
    .all(draft) as DraftFile[]
}

/** Reads the bytes of a file of a draft, or answers `null`. */
export function readFile(database: VaultDatabase, draft: string, fileId: string): Uint8Array | null {
  const bytes = database
    .prepare('SELECT bytes FROM draft_file WHERE draft = ? AND file_id = ?')
    .pluck()
    .get(draft, fileId) as Uint8Array | undefined
  return bytes ?? null
}
