import type { Failure } from '#contract/failures.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { type ReadCaseFailure, readScopeEvents } from '../ledger/read-case.ts'
import { type FoundCase, findCase, type VaultSession } from '../vault-session.ts'
import { collectionsIn, type RecordedCollection } from './collection-parts.ts'

/** An exhibit of many files as its signed events describe it. */
export type FoundCollection = {
  readonly found: FoundCase
  readonly collection: RecordedCollection
  /** As lists show it: the copy's own, where it shares the parts of another. */
  readonly number: string
  readonly name: string
}

/** Finds an exhibit of many files by id or number; `null` when the exhibit is one with an object of its own. */
export function findCollection(
  vault: VaultSession,
  name: string,
): Result<FoundCollection | null, ReadCaseFailure | Failure<'exhibit/not-found'>> {
  const row = vault.cases.findExhibit(name)
  if (!row.ok) return row
  if (row.value === null) return fail({ code: 'exhibit/not-found' })
  const { exhibit, caseId } = row.value
  if (exhibit.collected === undefined) return succeed(null)
  const found = findCase(vault, caseId)
  if (!found.ok) return found
  const events = readScopeEvents(vault, found.value)
  if (!events.ok) return events
  const collection = collectionsIn(events.value).get(exhibit.copyOf ?? exhibit.exhibitId)
  if (collection?.collected == null) return fail({ code: 'exhibit/not-found' })
  return succeed({ found: found.value, collection, number: exhibit.number, name: exhibit.name })
}
