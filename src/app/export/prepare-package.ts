import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Failure } from '#contract/failures.ts'
import type { ParsedInputOf } from '#contract/operations.ts'
import { type CaseView, foldCase } from '#core/case-file/case-view.ts'
import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import { contentDigest, type DigestedFile, PACKAGE_PATHS } from '#core/export/package-layout.ts'
import { writePaperList } from '#core/export/paper-list.ts'
import { trainingText } from '#core/export/read-me.ts'
import type { WithheldThing } from '#core/export/withheld-list.ts'
import type { ShownCase } from '#core/export/withhold.ts'
import type { DigestHex, ExhibitId } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { type ReadCaseFailure, readScopeEvents } from '../ledger/read-case.ts'
import type { Cancelled, CancelSignal } from '../ports/byte-source.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { OutgoingPart } from '../ports/outlets.ts'
import { type PackageTools, partOfBytes } from '../ports/package-tools.ts'
import type { AnnouncedFailure } from '../report/read-departed.ts'
import { isTrainingVault } from '../training/training-vault.ts'
import type { FoundCase, VaultSession } from '../vault-session.ts'
import { certificatesText } from './certificates-text.ts'
import { type AskedContents, chooseContents } from './choose-contents.ts'
import { type ExhibitProblem, packExhibits } from './exhibit-parts.ts'
import { gatherSigned, type SignedTools } from './gather-signed.ts'
import { type PackageText, packageTexts } from './package-documents.ts'
import { drawPackagePapers, type PackagePaper, type ReportTools } from './package-papers.ts'
import { receiptsText } from './receipts-text.ts'

/** What packages are made with. */
export type ExportTools = ReportTools & SignedTools & { readonly tools: PackageTools }

/** A package that is ready to be recorded and sent, but for the extract of the ledger, which comes after the record. */
export type PreparedPackage = {
  readonly payload: readonly OutgoingPart<ExhibitProblem>[]
  readonly beside: readonly OutgoingPart<ExhibitProblem>[]
  readonly contentDigestHex: DigestHex
  readonly included: readonly ExhibitId[]
  readonly papers: readonly PackagePaper[]
  readonly withheld: readonly WithheldThing[]
  /** Events that are shown whole; `null` where all are. */
  readonly shownSeqs: ReadonlySet<number> | null
}

type PrepareFailure =
  | ReadCaseFailure
  | LedgerStoreFailure
  | Cancelled
  | AnnouncedFailure
  | Failure<
      | 'export/no-such-exhibit'
      | 'export/no-such-paper'
      | 'export/report-names-victims'
      | 'export/signed-in-redacted'
      | 'export/verifier-not-built'
      | 'report/not-drawn'
      | 'report/not-of-case'
      | 'ledger/event-refused'
    >

/** What of a package a caller chooses. */
type Asked = AskedContents & Pick<ParsedInputOf<'case.export'>, 'signedPapers' | 'languages'>

/** Makes everything that goes into a package but the bytes of its exhibits, which are opened when they are sent. */
export async function preparePackage(
  vault: VaultSession,
  found: FoundCase,
  asked: Asked,
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
  const { signedPapers = [], variant } = asked
  const chosen = chooseContents(whole, events, asked)
  if (!chosen.ok) return chosen
  const { shownCase, withheld } = chosen.value
  // Nobody looks into a signed document for names.
  if (variant === 'redacted' && signedPapers.length > 0) return fail({ code: 'export/signed-in-redacted' })
  const signed = await gatherSigned(vault, events, signedPapers, exporting, work.signal)
  if (!signed.ok) return signed
  const shown = foldCase(shownCase.events)
  if (shown === null) throw new Error('the event that opens a case is always shown')

  const views = { shown, whole, events }
  const exhibits = packExhibits(vault, found, views, chosen.value.exhibits, work.signal)
  const { software } = exporting
  const setting = { variant, software, station: `vault ${vault.vaultId}` }
  const { papers: chosenPapers, reports } = chosen.value
  const source = { shown, shownCase, whole, events, chosen: chosenPapers, reports }
  const papers = await drawPackagePapers(vault, source, signed.value, asked, exporting, {
    signal: work.signal,
    onProgress: work.onPages,
  })
  if (!papers.ok) return papers
  const receipts = receiptsText(vault, events)
  if (!receipts.ok) return receipts
  const certificates = certificatesText(vault, papers.value)
  if (!certificates.ok) return certificates
  const training = isTrainingVault(vault)
  if (!training.ok) return training
  const texts: readonly PackageText[] = [
    ...packageTexts(shown, shownCase, exhibits.listed, withheld, setting),
    { path: PACKAGE_PATHS.paperList, text: paperListText(shown, papers.value) },
    ...(training.value ? [{ path: PACKAGE_PATHS.training, text: trainingText() }] : []),
    ...(receipts.value === null ? [] : [{ path: PACKAGE_PATHS.receipts, text: receipts.value }]),
    ...(certificates.value === null ? [] : [{ path: PACKAGE_PATHS.certificates, text: certificates.value }]),
  ]
  const made = [
    { path: PACKAGE_PATHS.verifier, bytes: page },
    ...texts.map(({ path, text }) => ({ path, bytes: utf8ToBytes(text) })),
    ...papers.value,
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
    included: [...chosen.value.exhibits]
      .filter(([, reason]) => reason === null)
      .map(([exhibitId]) => exhibitId),
    papers: papers.value,
    withheld,
    shownSeqs: variant === 'full' ? null : seqsShown(events, shownCase),
  })
}

function seqsShown(events: readonly VerifiedEvent[], { withheld }: ShownCase): ReadonlySet<number> {
  const hidden = new Set(withheld.map(({ seq }) => seq))
  return new Set(events.map(({ seq }) => seq).filter((seq) => !hidden.has(seq)))
}

function paperListText({ number: caseNumber }: CaseView, papers: readonly PackagePaper[]): string {
  const listed = papers.map(
    ({ path, what, kind, number, bytes, digestHex, madeFromHeadHex, signatures }) => ({
      ...{ path, what, kind, ...(number !== undefined && { number }) },
      ...{ sizeBytes: bytes.length, digestHex, madeFromHeadHex, signatures },
    }),
  )
  return writePaperList({ caseNumber, papers: listed })
}
