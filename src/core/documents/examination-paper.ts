import type { CaseView } from '../case-file/case-view.ts'
import type { ExaminationView } from '../custody/case-custody.ts'
import { sayInstant } from './date-phrases.ts'
import type { Block, Content, DocumentLanguages, DocumentTree } from './document-tree.ts'
import { facts, row, writeCount } from './record-parts.ts'
import { composeReport, type ReportContext, said } from './report-frame.ts'
import { fillPhrase, type Template } from './template.ts'

/** The wording of an examination report. */
export const EXAMINATION_KEYS = {
  title: [],
  subject: [],
  competence: [],
  competenceLines: [],
  examinations: [],
  examination: ['order'],
  none: [],
  tool: [],
  command: [],
  began: [],
  ended: [],
  by: [],
  inputs: [],
  outputs: [],
  noOutputs: [],
  note: [],
  event: [],
  interpretationLines: [],
  methodCopies: [],
  methodRepeat: [],
  limitTools: [],
  limitSelection: [],
} as const

type Say = Template<typeof EXAMINATION_KEYS>

/**
 * Writes down with which tools which exhibits were examined, and what came of it, each by the digest of its bytes, so that somebody
 * else can repeat it. What it means is the examiner's to write, apart from the facts (ISO/IEC 27042).
 */
export function buildExaminationPaper(
  view: CaseView,
  say: Say,
  context: ReportContext,
  languages: DocumentLanguages,
): DocumentTree {
  const { frame } = context
  const names = new Map<string, string>(
    view.exhibits.map(({ exhibitId, number, name }) => [exhibitId, `${number} ${name}`]),
  )
  return composeReport(
    {
      title: say.title,
      subject: say.subject,
      about: view.title,
      parts: [
        { heading: say.examinations, blocks: examinations(view.examinations, names, say) },
        { heading: say.competence, blocks: [said(say.competenceLines)] },
      ],
      interpretation: [said(say.interpretationLines)],
      method: [say.methodCopies, say.methodRepeat],
      limits: [say.limitTools, say.limitSelection],
      signers: [
        { role: frame.signerExaminer, mark: 'signature' },
        { role: frame.signerHead, mark: 'signature-and-seal' },
      ],
    },
    context,
    languages,
  )
}

function examinations(
  all: readonly ExaminationView[],
  names: ReadonlyMap<string, string>,
  say: Say,
): Block[] {
  if (all.length === 0) return [said(say.none)]
  return all.flatMap((examination, index): Block[] => {
    const { tool, version, command, startedAtMs, endedAtMs, recordedBy, note, seq, hashHex } = examination
    const listed = (exhibits: ExaminationView['inputs']): Content =>
      exhibits.flatMap(({ exhibitId, digestHex }) => [names.get(exhibitId) ?? exhibitId, { digestHex }])
    return [
      { kind: 'heading', level: 2, text: fillPhrase(say.examination, { order: writeCount(index + 1) }) },
      ...facts([
        ...row(say.tool, `${tool} ${version}`),
        ...row(say.command, { code: command }),
        ...row(say.began, sayInstant(startedAtMs)),
        ...row(say.ended, sayInstant(endedAtMs)),
        ...row(say.by, recordedBy.name),
        ...row(say.inputs, listed(examination.inputs)),
        ...row(say.outputs, examination.outputs.length === 0 ? say.noOutputs : listed(examination.outputs)),
        ...row(say.note, note),
        ...row(say.event, [String(seq), { digestHex: hashHex }]),
      ]),
    ]
  })
}
