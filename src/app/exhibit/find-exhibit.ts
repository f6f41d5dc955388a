import type { Failure } from '#contract/failures.ts'
import type { ExhibitView } from '#core/case-file/exhibit-view.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { type ReadCaseFailure, readCase } from '../ledger/read-case.ts'
import type { SealedObject } from '../ports/object-store.ts'
import type { FoundCase, VaultSession } from '../vault-session.ts'

/** An exhibit as its signed event describes it, with the case it belongs to. */
export type FoundExhibit = {
  readonly exhibit: ExhibitView
  readonly found: FoundCase
  readonly sealed: SealedObject
}

/**
 * Finds an exhibit by id or number. What its object must be comes from the verified event, not from the projection that
 * found it.
 */
export function findExhibit(
  vault: VaultSession,
  name: string,
): Result<FoundExhibit, ReadCaseFailure | Failure<'exhibit/not-found'>> {
  const row = vault.cases.findExhibit(name)
  if (!row.ok) return row
  if (row.value === null) return fail({ code: 'exhibit/not-found' })
  const read = readCase(vault, row.value.caseId)
  if (!read.ok) return read
  const { exhibitId } = row.value.exhibit
  const exhibit = read.value.view.exhibits.find((candidate) => candidate.exhibitId === exhibitId)
  if (exhibit === undefined) return fail({ code: 'exhibit/not-found' })
  return succeed({ exhibit, found: read.value.found, sealed: sealedObjectOf(exhibit) })
}

/** The facts by which an exhibit's stored object is judged. */
export function sealedObjectOf(exhibit: ExhibitView): SealedObject {
  const { objectId, sizeBytes, digestHex, sealDigestHex, segmentSizeBytes } = exhibit
  return { objectId, sizeBytes, digestHex, sealDigestHex, segmentSizeBytes }
}
