import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Failure } from '#contract/failures.ts'
import type { ParsedInputOf } from '#contract/operations.ts'
import { type CaseView, foldCase } from '#core/case-file/case-view.ts'
import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import { contentDigest, type DigestedFile, PACKAGE_PATHS } from '#core/export/package-layout.ts'
import type { WithheldThing } from '#core/export/withheld-list.ts'
import { type ShownCase, showCase } from '#core/export/withhold.ts'
import type { DigestHex, ExhibitId } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { type ReadCaseFailure, readScopeEvents } from '../ledger/read-case.ts'
import type { Cancelled, CancelSignal } from '../ports/byte-source.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { OutgoingPart } from '../ports/outlets.ts'
import { type PackageTools, partOfBytes } from '../ports/package-tools.ts'
import type { FoundCase, VaultSession } from '../vault-session.ts'
import { type ChosenExhibits, chooseExhibits } from './choose-exhibits.ts'
import { type ExhibitProblem, packExhibits } from './exhibit-parts.ts'
import { packageTexts } from './package-documents.ts'
import { drawPackageReports, type ReportTools, withheldReports } from './package-reports.ts'

/** What packages are made with. */
export type ExportTools = ReportTools & { readonly tools: PackageTools }

/** A package that is ready to be recorded and sent, but for the extract of the ledger, which comes after the record. */
export type PreparedPackage = {
  readonly payload: readonly OutgoingPart<ExhibitProblem>[]
  readonly beside: readonly OutgoingPart<ExhibitProblem>[]
  readonly contentDigestHex: DigestHex
  readonly included: readonly ExhibitId[]
  readonly withheld: readonly WithheldThing[]
  /** Events that are shown whole; `null` where all are. */
  readonly shownSeqs: ReadonlySet<number> | null
}

type PrepareFailure =
  | ReadCaseFailure
  | LedgerStoreFailure
  | Cancelled
  | Failure<
      'export/no-such-exhibit' | 'export/verifier-not-built' | 'report/not-drawn' | 'ledger/event-refused'
    >

/** Makes everything that goes into a package but the bytes of its exhibits, which are opened when they are sent. */
export async function preparePackage(
  vault: VaultSession,
  found: FoundCase,
  asked: Pick<ParsedInputOf<'case.export'>, 'variant' | 'exhibits' | 'languages'>,
  exporting: ExportTools,
  work: { readonly signal: CancelSignal; readonly onPages: (done: number) => void },
): Promise<Result<PreparedPackage, PrepareFailure>> {
  const page = await exporting.tools.verifierPage()
  if (page === null) return fail({ code: 'export/verifier-not-built' })
  const read = readScopeEvents(vault, found)
  if (!read.ok) return read
  const events = read.value
  const whole = foldCase(events)
  if (whole === null) return fail({ code: 'ledger/event-refused', facts: { seq: events[0]?.seq ?? 0 } })
  const chosen = chooseExhibits(whole, asked.exhibits, asked.variant)
  if (!chosen.ok) return chosen
  const needed = neededFor(whole, chosen.value)
  const shownCase = showCase(events, asked.variant, (exhibitId) => needed.has(exhibitId))
  const shown = foldCase(shownCase.events)
  if (shown === null) throw new Error('the event that opens a case is always shown')

  const views = { shown, whole, events }
  const exhibits = packExhibits(vault, found, views, chosen.value, work.signal)
  const withheld = listWithheld(whole, chosen.value, shownCase, asked.variant)
  const { software } = exporting
  const setting = { variant: asked.variant, software, station: `vault ${vault.vaultId}` }
  const texts = packageTexts(shown, shownCase, exhibits.listed, withheld, setting)
  const reports = await drawPackageReports(vault, shown, shownCase, asked, exporting, {
    signal: work.signal,
    onProgress: work.onPages,
  })
  if (!reports.ok) return reports
  const made = [
    { path: PACKAGE_PATHS.verifier, bytes: page },
    ...texts.map(({ path, text }) => ({ path, bytes: utf8ToBytes(text) })),
    ...reports.value,
  ]
  const digested: DigestedFile[] = [
    ...made.map(({ path, bytes }) => ({ path, sha256Hex: vault.crypto.digestHex(bytes) })),
    ...exhibits.parts.map(({ part, sha256Hex }) => ({ path: part.path, sha256Hex })),
  ]
  const parts = made.map(({ path, bytes }) => partOfBytes(path, bytes))
  return succeed({
    payload: [
      ...parts.filter(({ path }) => path.startsWith('data/')),
      ...exhibits.parts.map(({ part }) => part),
    ],
    beside: parts.filter(({ path }) => !path.startsWith('data/')),
    contentDigestHex: contentDigest(digested),
    included: [...chosen.value].filter(([, reason]) => reason === null).map(([exhibitId]) => exhibitId),
    withheld,
    shownSeqs: asked.variant === 'full' ? null : seqsShown(events, shownCase),
  })
}

/** Exhibits about which events are shown: those that go, and whatever a copy that goes has its bytes from. */
function neededFor({ exhibits }: CaseView, chosen: ChosenExhibits): ReadonlySet<string> {
  const going = exhibits.filter(({ exhibitId }) => chosen.get(exhibitId) === null)
  return new Set(
    going.flatMap(({ exhibitId, copyOf }) => (copyOf === undefined ? [exhibitId] : [exhibitId, copyOf])),
  )
}

function seqsShown(events: readonly VerifiedEvent[], { withheld }: ShownCase): ReadonlySet<number> {
  const hidden = new Set(withheld.map(({ seq }) => seq))
  return new Set(events.map(({ seq }) => seq).filter((seq) => !hidden.has(seq)))
}

function listWithheld(
  { exhibits }: CaseView,
  chosen: ChosenExhibits,
  { withheld }: ShownCase,
  variant: ParsedInputOf<'case.export'>['variant'],
): readonly WithheldThing[] {
  return [
    ...exhibits.flatMap(({ exhibitId, number }): readonly WithheldThing[] => {
      const reason = chosen.get(exhibitId) ?? null
      return reason === null ? [] : [{ what: 'exhibit', number, reason }]
    }),
    ...withheldReports(variant).map(
      (name): WithheldThing => ({ what: 'report', name, reason: 'names-victims' }),
    ),
    ...withheld.map(({ seq, kind, reason }): WithheldThing => ({ what: 'event', seq, kind, reason })),
  ]
}
