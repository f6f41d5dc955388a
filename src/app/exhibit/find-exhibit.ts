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
 * Finds an exhibit by id or number that has an object with its bytes: one of many files has none, and its parts are asked for by
 * themselves (`partsOf`). What its object must be comes from the verified event, not from the projection that
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
  const sealed = exhibit === undefined ? null : sealedObjectOf(exhibit)
  if (exhibit === undefined || sealed === null) return fail({ code: 'exhibit/not-found' })
  return succeed({ exhibit, found: read.value.found, sealed })
}

/** The facts by which an exhibit's stored object is judged; `null` for an exhibit of many files. */
export function sealedObjectOf(exhibit: ExhibitView): SealedObject | null {
  const { objectId, sizeBytes, digestHex, sealDigestHex, segmentSizeBytes } = exhibit
  if (objectId === undefined || sealDigestHex === undefined || segmentSizeBytes === undefined) return null
  return { objectId, sizeBytes, digestHex, sealDigestHex, segmentSizeBytes }
}
