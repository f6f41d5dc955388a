import type { ComplaintView } from '../case-file/case-view.ts'
import { sumLosses } from '../case-file/loss-totals.ts'
import type { ComplaintRecord } from '../casework/complaint-record.ts'
import { TYPOLOGY_LABELS, WISH_LABELS } from '../casework/vocabulary-labels.ts'
import { reportTotals } from './case-report-complaints.ts'
import { sayDay } from './date-phrases.ts'
import type { DocumentLanguages, DocumentTree, Phrase } from './document-tree.ts'
import { facts, row } from './record-parts.ts'
import { composeReport, type ReportContext, said } from './report-frame.ts'
import { fillPhrase, type Template } from './template.ts'

/** The wording of a victim's receipt with the next steps. */
export const VICTIM_RECEIPT_KEYS = {
  title: [],
  subject: [],
  opening: ['name', 'day'],
  received: [],
  caseNumber: [],
  receivedBy: [],
  about: [],
  offence: [],
  wish: [],
  losses: [],
  steps: [],
  stepBank: [],
  stepCrypto: [],
  stepAccounts: [],
  stepIntimate: [],
  stepKeep: [],
  stepNoPayment: [],
  stepTellUs: [],
  stepMayComplain: [],
  stepSupport: [],
  rights: [],
  free: [],
  copy: [],
  contact: [],
  contactLines: [],
  onlyTold: [],
  signerVictim: [],
} as const

type Say = Template<typeof VICTIM_RECEIPT_KEYS>

/** Means by which money moves that an institution can still hold. */
const BANKED_RAILS = ['bank', 'e-wallet', 'khqr', 'card', 'cash-agent'] as const

/**
 * What somebody who reported a crime takes home: that it was received, under which number, what they said they lost, and what to do
 * now. It says nothing of any other person, and leaves out how the victim can be reached safely.
 */
export function buildVictimReceipt(
  { complaint, takenBy }: ComplaintView,
  say: Say,
  context: ReportContext,
  languages: DocumentLanguages,
): DocumentTree {
  const { frame, caseNumber } = context
  const { victim, receivedOn, summary, typologies, wish, losses } = complaint
  return composeReport(
    {
      title: say.title,
      subject: say.subject,
      opening: [said(fillPhrase(say.opening, { name: victim.name, day: sayDay(receivedOn) }))],
      parts: [
        {
          heading: say.received,
          blocks: facts([
            ...row(say.caseNumber, caseNumber),
            ...row(say.receivedBy, takenBy),
            ...row(say.about, summary),
            ...row(
              say.offence,
              typologies.map((typology) => TYPOLOGY_LABELS[typology]),
            ),
            ...row(say.wish, WISH_LABELS[wish]),
          ]),
        },
        { heading: say.losses, blocks: losses.length === 0 ? [] : [reportTotals(sumLosses([], losses))] },
        {
          heading: say.steps,
          blocks: [{ kind: 'list', ordered: true, points: stepsFor(complaint, say) }],
        },
        { heading: say.rights, blocks: [{ kind: 'list', ordered: false, points: [say.free, say.copy] }] },
        { heading: say.contact, blocks: [said(say.contactLines)] },
      ],
      method: [],
      limits: [say.onlyTold],
      signers: [
        { role: say.signerVictim, name: victim.name, mark: 'signature-or-thumb-print' },
        { role: frame.signerOfficer, name: takenBy, mark: 'signature-and-seal' },
      ],
    },
    context,
    languages,
  )
}

/** What is most urgent first: money can be held for hours only. */
function stepsFor({ losses, typologies, wish }: ComplaintRecord, say: Say): Phrase[] {
  const rails = new Set(losses.map(({ rail }) => rail))
  const has = (typology: (typeof typologies)[number]) => typologies.includes(typology)
  return [
    ...(BANKED_RAILS.some((rail) => rails.has(rail)) ? [say.stepBank] : []),
    ...(rails.has('crypto') ? [say.stepCrypto] : []),
    ...(has('account-takeover') || has('identity-theft') || has('mobile-banking-fraud')
      ? [say.stepAccounts]
      : []),
    ...(has('sextortion') ? [say.stepIntimate] : []),
    say.stepKeep,
    say.stepNoPayment,
    say.stepTellUs,
    ...(wish === 'complain' ? [] : [say.stepMayComplain]),
    say.stepSupport,
  ]
}
