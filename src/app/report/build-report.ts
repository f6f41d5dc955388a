import type { Failure } from '#contract/failures.ts'
import type { ReportKind } from '#contract/report-operations.ts'
import type { CaseView, ComplaintView } from '#core/case-file/case-view.ts'
import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import { buildAdvisory } from '#core/documents/advisory.ts'
import { buildCaseReport, type CaseReportOptions } from '#core/documents/case-report.ts'
import { buildComplaintPaper } from '#core/documents/complaint-paper.ts'
import { buildCustodyPaper } from '#core/documents/custody-paper.ts'
import type { DocumentLanguages, DocumentTree } from '#core/documents/document-tree.ts'
import { buildExaminationPaper } from '#core/documents/examination-paper.ts'
import type { ExhibitPhotos } from '#core/documents/exhibit-photos.ts'
import { buildMoneyPaper } from '#core/documents/money-paper.ts'
import { heldOfPaper, reportContextOf } from '#core/documents/paper-context.ts'
import { buildPersonDossier } from '#core/documents/person-dossier.ts'
import { gatherPerson } from '#core/documents/person-facts.ts'
import { buildVictimReceipt } from '#core/documents/victim-receipt.ts'
import type { Wordings } from '#core/documents/wordings.ts'
import type { HeldLedger } from '#core/packages/hub-book.ts'
import { fail, type Result, succeed } from '#core/result.ts'

/** What a report is built from. */
export type ReportSource = {
  readonly view: CaseView
  readonly events: readonly VerifiedEvent[]
  readonly wordings: Wordings
  readonly software: string
  /** Photos among the exhibits, where the report is to show them. */
  readonly photos?: ExhibitPhotos | undefined
  /** How far headquarters holds the ledger, by the receipt that the report names; `null` where it names none. */
  readonly held: HeldLedger | null
}

/** Which report, about whom or what, in which languages. */
export type ReportAsked = {
  readonly kind: ReportKind
  readonly about: string | undefined
  readonly languages: DocumentLanguages
}

type BuildFailure = Failure<'report/about-missing' | 'report/about-not-found'>

/** Builds a report of a case as data. */
export function buildReport(
  source: ReportSource,
  { kind, about, languages }: ReportAsked,
): Result<DocumentTree, BuildFailure> {
  const { view, events, wordings, software, photos, held } = source
  const context = () => reportContextOf(view, software, wordings, held)
  switch (kind) {
    case 'case':
      return succeed(
        buildCaseReport(view, {
          languages,
          software,
          letterhead: wordings.read('letterhead'),
          held: heldOfCase(source),
        }),
      )
    case 'evidence-and-custody':
      return succeed(buildCustodyPaper(view, wordings.read(kind), context(), languages, photos))
    case 'examination':
      return succeed(buildExaminationPaper(view, wordings.read(kind), context(), languages))
    case 'loss-and-money-flow':
      return succeed(buildMoneyPaper(view, wordings.read(kind), context(), languages))
    case 'advisory':
      return succeed(buildAdvisory(view, wordings.read(kind), context(), languages))
    case 'complaint':
    case 'victim-receipt': {
      const complaint = findComplaint(view, about)
      if (!complaint.ok) return complaint
      return succeed(
        kind === 'complaint'
          ? buildComplaintPaper(complaint.value, wordings.read(kind), context(), languages)
          : buildVictimReceipt(complaint.value, wordings.read(kind), context(), languages),
      )
    }
    case 'person-dossier': {
      if (about === undefined) return fail({ code: 'report/about-missing' })
      const person = gatherPerson(view, events, about)
      if (person.mentions.length === 0) return fail({ code: 'report/about-not-found' })
      return succeed(buildPersonDossier(about, person, wordings.read(kind), context(), languages))
    }
  }
}

function heldOfCase({ view, wordings, held }: ReportSource): CaseReportOptions['held'] {
  const of = heldOfPaper(held, view.events)
  return of && { frame: wordings.read('report-frame'), of }
}

/** The complaint that is named by its id or its order in the case, from 1; the only one where nothing is named. */
export function findComplaint(
  { complaints }: Pick<CaseView, 'complaints'>,
  about: string | undefined,
): Result<ComplaintView, BuildFailure> {
  const [first, second] = complaints
  if (about === undefined)
    return first === undefined
      ? fail({ code: 'report/about-not-found' })
      : second === undefined
        ? succeed(first)
        : fail({ code: 'report/about-missing' })
  const order = /^[1-9][0-9]{0,5}$/.test(about) ? Number(about) : 0
  const found = complaints.find(({ complaintId }) => complaintId === about) ?? complaints[order - 1]
  return found === undefined ? fail({ code: 'report/about-not-found' }) : succeed(found)
}
