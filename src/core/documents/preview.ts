import { buildAdvisory } from './advisory.ts'
import { buildComplaintPaper } from './complaint-paper.ts'
import { buildCustodyPaper } from './custody-paper.ts'
import type { DocumentLanguages, DocumentTree } from './document-tree.ts'
import { buildExaminationPaper } from './examination-paper.ts'
import { buildInterviewRecord } from './interview-record.ts'
import { buildLetter } from './letter.ts'
import { buildMoneyPaper } from './money-paper.ts'
import { contextOf, reportContextOf } from './paper-context.ts'
import { buildPersonDossier } from './person-dossier.ts'
import { gatherPerson } from './person-facts.ts'
import {
  SAMPLE_COMPLAINT,
  SAMPLE_INTERVIEW,
  SAMPLE_LETTER,
  SAMPLE_NAME,
  SAMPLE_SEARCH,
  SAMPLE_SEIZURE,
  SAMPLE_VIEW,
} from './preview-sample.ts'
import type { RecordContext } from './record-parts.ts'
import { buildSearchRecord } from './search-record.ts'
import { buildSeizureRecord } from './seizure-record.ts'
import { StatisticsCount } from './statistics-facts.ts'
import { buildStatisticsPaper } from './statistics-paper.ts'
import { buildVictimReceipt } from './victim-receipt.ts'
import type { WordingName, Wordings } from './wordings.ts'

/** In which languages a preview is drawn, and by which program. */
export type PreviewOptions = { readonly languages: DocumentLanguages; readonly software: string }

/**
 * Builds a document of made-up facts that uses a wording, so that whoever changes the wording sees it on paper. Each page says that it is
 * a draft; nothing on it is of any case.
 */
export function buildPreview(name: WordingName, wordings: Wordings, options: PreviewOptions): DocumentTree {
  const tree = draw(name, wordings, options)
  const { documentNumber: _, ...foot } = tree.foot
  return { ...tree, foot: { ...foot, isDraft: true } }
}

function draw(name: WordingName, wordings: Wordings, { languages, software }: PreviewOptions): DocumentTree {
  const view = SAMPLE_VIEW
  const report = () => reportContextOf(view, software, wordings)
  const paper = (): RecordContext =>
    contextOf(view, { madeFrom: view.head, software, number: null, wordings, held: null })
  switch (name) {
    case 'letterhead':
    case 'report-frame':
    case 'complaint':
      return buildComplaintPaper(SAMPLE_COMPLAINT, wordings.read('complaint'), report(), languages)
    case 'evidence-and-custody':
      return buildCustodyPaper(view, wordings.read(name), report(), languages)
    case 'examination':
      return buildExaminationPaper(view, wordings.read(name), report(), languages)
    case 'loss-and-money-flow':
      return buildMoneyPaper(view, wordings.read(name), report(), languages)
    case 'victim-receipt':
      return buildVictimReceipt(SAMPLE_COMPLAINT, wordings.read(name), report(), languages)
    case 'advisory':
      return buildAdvisory(view, wordings.read(name), report(), languages)
    case 'person-dossier': {
      const person = gatherPerson(view, [], SAMPLE_NAME)
      return buildPersonDossier(SAMPLE_NAME, person, wordings.read(name), report(), languages)
    }
    case 'statistics': {
      const count = new StatisticsCount({})
      count.take(view)
      const order = { statistics: count.result(), period: {}, unreadableCases: 0 }
      return buildStatisticsPaper(order, wordings.read(name), report(), languages)
    }
    case 'interview':
      return buildInterviewRecord(SAMPLE_INTERVIEW, wordings.read(name), paper(), languages)
    case 'search':
      return buildSearchRecord(SAMPLE_SEARCH, wordings.read(name), paper(), languages)
    case 'seizure':
      return buildSeizureRecord(SAMPLE_SEIZURE, [], wordings.read(name), paper(), languages)
    case 'golden-hour': {
      const { offence, message } = wordings.read(name)
      const letter = { ...SAMPLE_LETTER, kind: 'freeze', offence: offence.km, message: message.km } as const
      return buildLetter(letter, NOTHING_ENCLOSED, wordings.read('freeze'), paper(), languages)
    }
    case 'preservation':
    case 'disclosure':
    case 'freeze':
    case 'transmission':
    case 'mutual-assistance': {
      const letter = { ...SAMPLE_LETTER, kind: name }
      return buildLetter(letter, NOTHING_ENCLOSED, wordings.read(name), paper(), languages)
    }
  }
}

const NOTHING_ENCLOSED = { payments: [], enclosed: { records: [], exhibits: [] } } as const
