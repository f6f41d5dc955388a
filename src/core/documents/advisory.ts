import type { CaseView } from '../case-file/case-view.ts'
import { RAILS, TYPOLOGIES } from '../casework/vocabularies.ts'
import { RAIL_LABELS, TYPOLOGY_LABELS } from '../casework/vocabulary-labels.ts'
import type { Block, DocumentLanguages, DocumentTree, Phrase } from './document-tree.ts'
import { writeCount } from './record-parts.ts'
import { composeReport, type ReportContext, said } from './report-frame.ts'
import { fillPhrase, type Template } from './template.ts'

/** The wording of a public advisory. */
export const ADVISORY_KEYS = {
  title: [],
  subject: [],
  opening: [],
  happening: [],
  nothingKnown: [],
  reports: [],
  fewReports: [],
  manyReports: ['count'],
  means: [],
  protect: [],
  protectPause: [],
  protectVerify: [],
  protectCodes: [],
  protectPay: [],
  act: [],
  actBank: [],
  actKeep: [],
  actReport: [],
  actShame: [],
  methodNoPersons: [],
  limitOneCase: [],
  'online-shopping-scam': [],
  'romance-scam': [],
  sextortion: [],
  'identity-theft': [],
  'fake-site': [],
  'account-takeover': [],
  'mobile-banking-fraud': [],
  'investment-fraud': [],
  'counterfeit-currency': [],
  'online-gambling': [],
  'mule-account': [],
  'scam-compound': [],
  other: [],
} as const

type Say = Template<typeof ADVISORY_KEYS>

/** With fewer reports than this their number could tell whose they are, and is not said. */
export const FEWEST_REPORTS_NAMED = 5

/**
 * Writes a warning to the public about a kind of crime. Of the case it takes entries of closed vocabularies and one rounded number, and
 * no text that anybody typed: there is no way from a person's data into it. The title, amounts, days and identifiers stay out too.
 */
export function buildAdvisory(
  { complaints }: Pick<CaseView, 'complaints'>,
  say: Say,
  context: ReportContext,
  languages: DocumentLanguages,
): DocumentTree {
  const known = new Set(complaints.flatMap(({ complaint }) => complaint.typologies))
  const used = new Set(
    complaints.flatMap(({ complaint }) => complaint.losses.flatMap(({ rail }) => rail ?? [])),
  )
  const typologies = TYPOLOGIES.filter((typology) => known.has(typology))
  const rails = RAILS.filter((rail) => used.has(rail))
  return composeReport(
    {
      title: say.title,
      subject: say.subject,
      opening: [said(say.opening)],
      parts: [
        { heading: say.happening, blocks: happening(typologies, say) },
        {
          heading: say.means,
          blocks: rails.length === 0 ? [] : [listOf(rails.map((rail) => RAIL_LABELS[rail]))],
        },
        { heading: say.reports, blocks: [said(sayReports(complaints.length, say))] },
        {
          heading: say.protect,
          blocks: [listOf([say.protectPause, say.protectVerify, say.protectCodes, say.protectPay])],
        },
        {
          heading: say.act,
          blocks: [
            { kind: 'list', ordered: true, points: [say.actBank, say.actKeep, say.actReport, say.actShame] },
          ],
        },
      ],
      method: [say.methodNoPersons],
      limits: [say.limitOneCase],
      signers: [{ role: context.frame.signerHead, mark: 'signature-and-seal' }],
    },
    context,
    languages,
  )
}

function happening(typologies: readonly (typeof TYPOLOGIES)[number][], say: Say): Block[] {
  if (typologies.length === 0) return [said(say.nothingKnown)]
  return typologies.flatMap((typology): Block[] => [
    { kind: 'heading', level: 2, text: TYPOLOGY_LABELS[typology] },
    said(say[typology]),
  ])
}

/** Rounded down to whole fives, so that one report more or less does not show. */
function sayReports(reports: number, say: Say): Phrase {
  if (reports < FEWEST_REPORTS_NAMED) return say.fewReports
  const rounded = Math.floor(reports / FEWEST_REPORTS_NAMED) * FEWEST_REPORTS_NAMED
  return fillPhrase(say.manyReports, { count: writeCount(rounded) })
}

function listOf(list: readonly Phrase[]): Block {
  return { kind: 'list', ordered: false, points: list }
}
