import type { Failure } from '#contract/failures.ts'
import type { CaseView } from '#core/case-file/case-view.ts'
import type { RecordView } from '#core/records/record-book.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { type ReadCaseFailure, readCase } from '../ledger/read-case.ts'
import type { FoundCase, VaultSession } from '../vault-session.ts'

/** A record with the case it belongs to, as the verified events have it. */
export type FoundRecord = { readonly record: RecordView; readonly view: CaseView; readonly found: FoundCase }

/** How a caller names a record: by its id or by its number. */
type NamedRecord = { readonly case: string; readonly record: string }

/** The record of a case that has this id or number. */
export function recordOf({ records }: CaseView, name: string): RecordView | undefined {
  return records.find(({ recordId, final }) => recordId === name || final?.number === name)
}

/** Finds a record of a case by its id or number. */
export function findRecord(
  vault: VaultSession,
  { case: name, record: wanted }: NamedRecord,
): Result<FoundRecord, ReadCaseFailure | Failure<'record/not-found'>> {
  const read = readCase(vault, name)
  if (!read.ok) return read
  const record = recordOf(read.value.view, wanted)
  return record === undefined ? fail({ code: 'record/not-found' }) : succeed({ record, ...read.value })
}

/** Finds a record that may still be changed. */
export function findDraft(
  vault: VaultSession,
  named: NamedRecord,
): Result<FoundRecord, ReadCaseFailure | Failure<'record/not-found' | 'record/is-final'>> {
  const found = findRecord(vault, named)
  if (!found.ok) return found
  return found.value.record.final === null ? found : fail({ code: 'record/is-final' })
}
