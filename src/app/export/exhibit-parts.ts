import type { CaseView } from '#core/case-file/case-view.ts'
import type { ExhibitView } from '#core/case-file/exhibit-view.ts'
import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import type { ListedExhibit, ListedFile } from '#core/export/exhibit-list.ts'
import { PACKAGE_PATHS } from '#core/export/package-layout.ts'
import { payloadName, payloadPaths } from '#core/export/payload-name.ts'
import { collectionsIn, type RecordedCollection, sealedObjectOfPart } from '../exhibit/collection-parts.ts'
import { sealedObjectOf } from '../exhibit/find-exhibit.ts'
import type { Cancelled, CancelSignal } from '../ports/byte-source.ts'
import type { ObjectFinding, SealedObject } from '../ports/object-store.ts'
import type { OutgoingPart } from '../ports/outlets.ts'
import type { FoundCase, VaultSession } from '../vault-session.ts'
import type { ChosenExhibits } from './choose-exhibits.ts'

/** SHA-256 of no bytes. */
const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/** Why the bytes of an exhibit do not come. */
export type ExhibitProblem = ObjectFinding | Cancelled

/** A file of an exhibit on its way into a package, with the digest that its signed event has. */
export type ExhibitPart = { readonly part: OutgoingPart<ExhibitProblem>; readonly sha256Hex: string }

/** The exhibits of a case as a package lists them, and the files of those that go with it. */
export type PackedExhibits = {
  readonly listed: readonly ListedExhibit[]
  readonly parts: readonly ExhibitPart[]
}

type Source = {
  readonly file: ListedFile
  readonly sealed: SealedObject | null
  readonly modifiedAtMs: number | undefined
}

/**
 * Lays out the exhibits of a case. What lies where follows from the events alone; the bytes are opened when their turn comes.
 *
 * @param shown the case as the package shows it, whose names may be withheld.
 * @param events all events of the case, which say where bytes are kept.
 */
export function packExhibits(
  vault: VaultSession,
  { key }: FoundCase,
  {
    shown,
    whole,
    events,
  }: { readonly shown: CaseView; readonly whole: CaseView; readonly events: readonly VerifiedEvent[] },
  chosen: ChosenExhibits,
  signal: CancelSignal,
): PackedExhibits {
  const collections = collectionsIn(events)
  const bytesOf = new Map(whole.exhibits.map((exhibit) => [exhibit.exhibitId as string, exhibit]))
  const parts: ExhibitPart[] = []
  const folders = new Set<string>()
  const listed = shown.items.map(({ itemId, number, name, kind }): ListedExhibit => {
    const exhibit = bytesOf.get(itemId)
    const isIncluded = exhibit !== undefined && chosen.get(exhibit.exhibitId) === null
    const known = { exhibitId: itemId, number, name, kind }
    if (exhibit === undefined) return { ...known, isIncluded, files: [] }
    const facts = { ...known, sizeBytes: exhibit.sizeBytes, digestHex: exhibit.digestHex, isIncluded }
    if (!isIncluded) return { ...facts, files: [] }
    const sources = sourcesOf(exhibit, freeFolder(number, shown.number, folders), collections)
    for (const { file, sealed, modifiedAtMs } of sources) {
      const part: OutgoingPart<ExhibitProblem> = {
        path: file.path,
        sizeBytes: file.sizeBytes,
        modifiedAtMs,
        open: () => (sealed === null ? openEmpty() : vault.objects.read(sealed, key.bytes, { signal })),
      }
      parts.push({ part, sha256Hex: file.digestHex })
    }
    return { ...facts, files: sources.map(({ file }) => file) }
  })
  return { listed, parts }
}

function sourcesOf(
  exhibit: ExhibitView,
  folder: string,
  collections: ReadonlyMap<string, RecordedCollection>,
): readonly Source[] {
  const collection = collections.get(exhibit.copyOf ?? exhibit.exhibitId)
  if (exhibit.collected === undefined || collection === undefined) {
    const { name, sizeBytes, digestHex, sourceModifiedAtMs } = exhibit
    const path = `${folder}/${payloadName(name, 'exhibit')}`
    const sealed = sealedObjectOf(exhibit)
    if (sealed === null) return []
    return [{ file: { path, sizeBytes, digestHex }, sealed, modifiedAtMs: sourceModifiedAtMs }]
  }
  const { parts, collected } = collection
  const emptyFiles = collected?.emptyFiles ?? []
  const paths = payloadPaths(folder, [...parts.map(({ path }) => path), ...emptyFiles])
  return [
    ...parts.map((part, index) => {
      const { path: original, sizeBytes, digestHex, modifiedAtMs } = part
      const file = { path: paths[index] ?? '', original, sizeBytes, digestHex }
      return { file, sealed: sealedObjectOfPart(part), modifiedAtMs }
    }),
    ...emptyFiles.map((original, index) => {
      const path = paths[parts.length + index] ?? ''
      const file = { path, original, sizeBytes: 0, digestHex: EMPTY_SHA256 }
      return { file, sealed: null, modifiedAtMs: undefined }
    }),
  ]
}

/** `data/exhibits/E001`: the part of the number that tells exhibits of one case apart. */
function freeFolder(number: string, caseNumber: string, taken: Set<string>): string {
  const short = number.startsWith(`${caseNumber}-`) ? number.slice(caseNumber.length + 1) : number
  const name = payloadName(short, 'exhibit')
  let free = name
  for (let count = 2; taken.has(free.toLowerCase()); count += 1) free = `${name}~${count}`
  taken.add(free.toLowerCase())
  return `${PACKAGE_PATHS.exhibits}/${free}`
}

async function openEmpty() {
  const value = { nextChunk: async () => ({ ok: true, value: null }) as const, close: async () => {} }
  return { ok: true, value } as const
}
