import { partsListDigest } from '../case-file/parts-list.ts'
import type { VerifiedEvent } from '../case-file/verified-event.ts'
import type { DigestHex } from '../ids.ts'
import type { ExhibitList, ListedExhibit } from './exhibit-list.ts'
import { PACKAGE_PATHS } from './package-layout.ts'
import type { PackageFinding, ReportedExhibit } from './package-report.ts'

/** A digital exhibit as the signed events have it. */
type SealedExhibit = { readonly number: string; readonly digestHex: string; readonly isCollected: boolean }

/** What came of holding a list of exhibits against the events and the files. */
export type CheckedExhibits = {
  readonly findings: readonly PackageFinding[]
  readonly exhibits: readonly ReportedExhibit[]
}

/**
 * Holds a package's exhibits against the signed events: each that is listed is one of the case with this number and digest, each file of it is
 * there with the bytes that were sealed, and no file lies among them that is no exhibit's.
 *
 * @param digestOf the SHA-256 of a file as it was read, `undefined` where there is none.
 * @param isWithheld whether events may be missing, so that an exhibit nobody knows is not held against the package.
 */
export function checkExhibits(
  list: ExhibitList,
  events: readonly VerifiedEvent[],
  files: Iterable<string>,
  digestOf: (path: string) => string | undefined,
  isWithheld: boolean,
): CheckedExhibits {
  const sealed = sealedExhibits(events)
  const findings: PackageFinding[] = []
  const known = new Set<string>()
  const exhibits = list.exhibits.map((exhibit): ReportedExhibit => {
    const { number, name, kind } = exhibit
    for (const { path } of exhibit.files) known.add(path)
    const state = stateOf(exhibit, sealed.get(exhibit.exhibitId), digestOf, isWithheld)
    if (state === 'differs') findings.push({ code: 'package/exhibit-differs', number })
    if (state === 'missing') findings.push({ code: 'package/exhibit-missing', number })
    if (state === 'unknown') findings.push({ code: 'package/exhibit-unknown', number })
    return { number, name, kind, state: state === 'unknown' ? 'differs' : state }
  })
  const listed = new Set(list.exhibits.map(({ exhibitId }) => exhibitId))
  for (const [id, { number }] of sealed)
    if (!listed.has(id)) findings.push({ code: 'package/exhibit-missing', number })
  for (const path of files)
    if (path.startsWith(`${PACKAGE_PATHS.exhibits}/`) && !known.has(path))
      findings.push({ code: 'package/exhibit-unknown', path })
  return { findings, exhibits }
}

function stateOf(
  { kind, number, digestHex, isIncluded, files }: ListedExhibit,
  sealed: SealedExhibit | undefined,
  digestOf: (path: string) => string | undefined,
  isWithheld: boolean,
): ReportedExhibit['state'] | 'unknown' {
  if (kind !== 'digital') return 'no-bytes'
  if (sealed === undefined) return isWithheld && !isIncluded ? 'not-included' : 'unknown'
  if (sealed.number !== number || sealed.digestHex !== digestHex) return 'differs'
  if (!isIncluded) return 'not-included'
  if (files.some(({ path }) => digestOf(path) === undefined)) return 'missing'
  if (files.some((file) => digestOf(file.path) !== file.digestHex)) return 'differs'
  if (!sealed.isCollected) return files.length === 1 && files[0]?.digestHex === digestHex ? 'same' : 'differs'
  const parts = files.flatMap(({ original, sizeBytes, digestHex: digest }) =>
    // Files without bytes have no part of the list: they were never sealed.
    original === undefined || sizeBytes === 0 ? [] : [{ path: original, digestHex: digest as DigestHex }],
  )
  return partsListDigest(parts) === digestHex ? 'same' : 'differs'
}

function sealedExhibits(events: readonly VerifiedEvent[]): ReadonlyMap<string, SealedExhibit> {
  const sealed = new Map<string, SealedExhibit>()
  for (const { body } of events) {
    if (body.kind === 'exhibit-sealed' || body.kind === 'exhibit-collected') {
      const { exhibitId, number, digestHex } = body.data
      sealed.set(exhibitId, { number, digestHex, isCollected: body.kind === 'exhibit-collected' })
    }
    if (body.kind === 'exhibit-copied') {
      const original = sealed.get(body.data.ofExhibitId)
      if (original !== undefined) sealed.set(body.data.exhibitId, { ...original, number: body.data.number })
    }
  }
  return sealed
}
