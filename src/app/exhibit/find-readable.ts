import type { Failure } from '#contract/failures.ts'
import type { ExhibitView } from '#core/case-file/exhibit-view.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { type ReadCaseFailure, readCase } from '../ledger/read-case.ts'
import type { SealedObject } from '../ports/object-store.ts'
import type { FoundCase, VaultSession } from '../vault-session.ts'
import { sealedObjectOfPart } from './collection-parts.ts'
import { findCollection } from './find-collection.ts'
import { findExhibit } from './find-exhibit.ts'

/** Bytes that can be looked at and read: an exhibit of one file, or one file of an exhibit of many. */
export type ReadableFile = {
  readonly exhibit: ExhibitView
  readonly found: FoundCase
  readonly sealed: SealedObject
  /** The file's own name, without folders. */
  readonly fileName: string
  /** Another file beside it, by its name: `null` where there is none, or where the exhibit is one file. */
  sibling(fileName: string): SealedObject | null
}

/** Why there are no bytes of this name. */
export type FindReadableFailure =
  | ReadCaseFailure
  | Failure<'exhibit/not-found' | 'exhibit/part-needed' | 'exhibit/part-not-found' | 'exhibit/is-one-file'>

/** Finds an exhibit of one file, or with `part` the file of that path in an exhibit of many. */
export function findReadable(
  vault: VaultSession,
  name: string,
  part?: string,
): Result<ReadableFile, FindReadableFailure> {
  const collection = findCollection(vault, name)
  if (!collection.ok) return collection
  if (collection.value === null) {
    if (part !== undefined) return fail({ code: 'exhibit/is-one-file' })
    const one = findExhibit(vault, name)
    if (!one.ok) return one
    const { exhibit } = one.value
    return succeed({ ...one.value, fileName: exhibit.sourceName ?? exhibit.name, sibling: () => null })
  }
  if (part === undefined) return fail({ code: 'exhibit/part-needed' })
  const { found, number, collection: collected } = collection.value
  const recorded = collected.parts.find(({ path }) => path === part)
  if (recorded === undefined) return fail({ code: 'exhibit/part-not-found' })
  const read = readCase(vault, found.caseId)
  if (!read.ok) return read
  const exhibit = read.value.view.exhibits.find((one) => one.number === number)
  if (exhibit === undefined) return fail({ code: 'exhibit/not-found' })
  const folder = part.slice(0, part.lastIndexOf('/') + 1)
  return succeed({
    exhibit,
    found,
    sealed: sealedObjectOfPart(recorded),
    fileName: part.slice(folder.length),
    sibling(fileName) {
      const beside = collected.parts.find(({ path }) => path === folder + fileName)
      return beside === undefined ? null : sealedObjectOfPart(beside)
    },
  })
}
