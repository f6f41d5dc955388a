import type { ComplaintView } from '../case-file/case-view.ts'
import { sumLosses } from '../case-file/loss-totals.ts'
import {
  reportIdentifiers,
  reportIntake,
  reportLosses,
  reportTotals,
  reportVictim,
} from './case-report-complaints.ts'
import { sayDay } from './date-phrases.ts'
import type { DocumentLanguages, DocumentTree } from './document-tree.ts'
import { composeReport, type ReportContext, said } from './report-frame.ts'
import { fillPhrase, type Template } from './template.ts'

/** The wording of a complaint record. */
export const COMPLAINT_KEYS = {
  title: [],
  subject: [],
  opening: ['officer', 'day'],
  identity: [],
  intake: [],
  story: [],
  identifiers: [],
  losses: [],
  totals: [],
  statement: [],
  statementReadAloud: [],
  toldByVictim: [],
  inOwnWords: [],
  sumsKept: [],
  signerVictim: [],
  signerInterpreter: [],
} as const

/**
 * Writes down one complaint for signing: who complains, what happened in their own words, by which identifiers, and each loss. Every
 * page keeps room for the mark of whoever complains.
 */
export function buildComplaintPaper(
  view: ComplaintView,
  say: Template<typeof COMPLAINT_KEYS>,
  context: ReportContext,
  languages: DocumentLanguages,
): DocumentTree {
  const { frame } = context
  const { complaint, takenBy } = view
  return composeReport(
    {
      title: say.title,
      subject: say.subject,
      about: complaint.summary,
      opening: [said(fillPhrase(say.opening, { officer: takenBy, day: sayDay(complaint.receivedOn) }))],
      parts: [
        { heading: say.identity, blocks: [reportVictim(complaint.victim)] },
        { heading: say.intake, blocks: [reportIntake(view)] },
        {
          heading: say.story,
          blocks: [{ kind: 'paragraph', tone: 'quotation', text: complaint.narrative }],
        },
        { heading: say.identifiers, blocks: [reportIdentifiers(complaint.identifiers)] },
        { heading: say.losses, blocks: [reportLosses(complaint.losses, view.details.paymentTimes)] },
        { heading: say.totals, blocks: [reportTotals(sumLosses([], complaint.losses))] },
        { heading: say.statement, blocks: [said(say.statementReadAloud)] },
      ],
      method: [say.inOwnWords, say.sumsKept],
      limits: [say.toldByVictim],
      signers: [
        { role: say.signerVictim, name: complaint.victim.name, mark: 'signature-or-thumb-print' },
        {
          role: say.signerInterpreter,
          ...(view.details.interpreter !== undefined && { name: view.details.interpreter.name }),
          mark: 'signature-or-thumb-print',
        },
        { role: frame.signerOfficer, name: takenBy, mark: 'signature' },
        { role: frame.signerHead, mark: 'signature-and-seal' },
      ],
      everyPageSigners: [say.signerVictim],
    },
    context,
    languages,
  )
}
