import type { RecordDataOf } from '../records/record.ts'
import { sayDay } from './date-phrases.ts'
import type { Block, DocumentLanguages, DocumentTree, Phrase, Signer } from './document-tree.ts'
import {
  facts,
  frameOf,
  part,
  type RecordContext,
  row,
  sayLocalTime,
  sayOfficer,
  signersOf,
  writeCount,
} from './record-parts.ts'
import { fillPhrase, type Template } from './template.ts'

/** The wording of an interview record. */
export const INTERVIEW_KEYS = {
  titleVictim: [],
  titleWitness: [],
  titleSuspect: [],
  subject: [],
  opening: ['place'],
  began: [],
  ended: [],
  heardBy: [],
  language: [],
  interpreter: [],
  interpreterSworn: ['name'],
  interpreterNotSworn: ['name'],
  lawyer: [],
  oath: [],
  oathSworn: [],
  oathExempt: [],
  oathRefused: [],
  toldAccusation: [],
  toldMaySayNothing: [],
  toldMayHaveLawyer: [],
  told: [],
  notTold: [],
  person: [],
  name: [],
  latinName: [],
  sex: [],
  female: [],
  male: [],
  notStated: [],
  birthDate: [],
  nationality: [],
  occupation: [],
  address: [],
  idDocument: [],
  phone: [],
  statement: [],
  questions: [],
  question: ['order'],
  answer: [],
  reading: [],
  readByPerson: [],
  readAloud: [],
  notRead: [],
  corrections: [],
  noCorrections: [],
  refusal: [],
  signing: [],
  signerPerson: [],
  signerOfficer: [],
  signerInterpreter: [],
  signerLawyer: [],
} as const

const TITLES = { victim: 'titleVictim', witness: 'titleWitness', suspect: 'titleSuspect' } as const
const SEXES = { female: 'female', male: 'male', 'not-stated': 'notStated' } as const
const OATH_KEYS = { sworn: 'oathSworn', exempt: 'oathExempt', refused: 'oathRefused' } as const
const READINGS = {
  'read-by-person': 'readByPerson',
  'read-aloud': 'readAloud',
  'not-read': 'notRead',
} as const

/**
 * Writes down an interview as it was held (Code of Criminal Procedure, art. 93): who was heard, where and when, in which language
 * through whom, what was asked and said, and that it was read again. Every page keeps room for the mark of whoever was heard.
 */
export function buildInterviewRecord(
  record: RecordDataOf<'interview'>,
  say: Template<typeof INTERVIEW_KEYS>,
  context: RecordContext,
  languages: DocumentLanguages,
): DocumentTree {
  const title = say[TITLES[record.role]]
  const { letterhead, madeFrom, foot } = frameOf(context, [say.signerPerson])
  return {
    languages,
    info: {
      title: [languages === 'en' ? title.en : title.km, context.recordNumber ?? ''].join(' ').trim(),
      subject: languages === 'en' ? say.subject.en : say.subject.km,
      creator: context.software,
      createdAtMs: context.madeAtMs,
    },
    foot,
    blocks: [
      letterhead,
      { kind: 'title', text: title, about: record.person.name },
      { kind: 'paragraph', text: fillPhrase(say.opening, { place: record.place }) },
      ...holding(record, say),
      ...part(say.person, person(record.person, say)),
      ...part(say.statement, record.statement === undefined ? [] : [quote(record.statement)]),
      ...part(say.questions, questions(record, say)),
      ...part(say.reading, reading(record, say)),
      { kind: 'signatures', intro: say.signing, signers: signers(record, say) },
      madeFrom,
    ],
  }
}

type Say = Template<typeof INTERVIEW_KEYS>
type Interview = RecordDataOf<'interview'>

function holding(record: Interview, say: Say): Block[] {
  const { interpreter, officers } = record
  return facts([
    ...row(say.began, sayLocalTime(record.startedAt)),
    ...row(say.ended, record.endedAt === undefined ? undefined : sayLocalTime(record.endedAt)),
    ...row(say.heardBy, officers.map(sayOfficer)),
    ...row(say.language, record.language),
    ...row(
      say.interpreter,
      interpreter &&
        fillPhrase(interpreter.isSworn ? say.interpreterSworn : say.interpreterNotSworn, {
          name: interpreter.name,
        }),
    ),
    ...row(say.lawyer, record.lawyer),
    ...row(say.oath, record.oath && say[OATH_KEYS[record.oath]]),
    ...row(say.toldAccusation, sayTold(record.toldAccusation, say)),
    ...row(say.toldMaySayNothing, sayTold(record.toldMaySayNothing, say)),
    ...row(say.toldMayHaveLawyer, sayTold(record.toldMayHaveLawyer, say)),
  ])
}

function sayTold(isTold: boolean | undefined, say: Say): Phrase | undefined {
  if (isTold === undefined) return undefined
  return isTold ? say.told : say.notTold
}

function person(heard: Interview['person'], say: Say): Block[] {
  return facts([
    ...row(say.name, heard.name),
    ...row(say.latinName, heard.latinName),
    ...row(say.sex, heard.sex && say[SEXES[heard.sex]]),
    ...row(say.birthDate, heard.birthDate && sayDay(heard.birthDate)),
    ...row(say.nationality, heard.nationality),
    ...row(say.occupation, heard.occupation),
    ...row(say.address, heard.address),
    ...row(say.idDocument, heard.idDocument),
    ...row(say.phone, heard.phone),
  ])
}

function questions({ questions: asked }: Interview, say: Say): Block[] {
  return asked.flatMap(({ question, answer }, index): Block[] => [
    {
      kind: 'paragraph',
      tone: 'strong',
      text: [fillPhrase(say.question, { order: writeCount(index + 1) }), question],
    },
    { kind: 'paragraph', tone: 'quotation', text: [say.answer, answer] },
  ])
}

function reading({ readBack, corrections, refusalNote }: Interview, say: Say): Block[] {
  const said: Block[] = readBack === undefined ? [] : [{ kind: 'paragraph', text: say[READINGS[readBack]] }]
  const changed: Block[] =
    corrections === undefined
      ? [{ kind: 'paragraph', text: say.noCorrections }]
      : [{ kind: 'paragraph', text: say.corrections }, quote(corrections)]
  const refused: Block[] =
    refusalNote === undefined ? [] : facts([{ label: say.refusal, value: refusalNote }])
  return [...said, ...(readBack === undefined ? [] : changed), ...refused]
}

function quote(text: string): Block {
  return { kind: 'paragraph', tone: 'quotation', text }
}

function signers({ person: heard, interpreter, lawyer, officers }: Interview, say: Say): readonly Signer[] {
  return [
    ...signersOf(say.signerPerson, [heard]),
    ...signersOf(say.signerInterpreter, interpreter === undefined ? [] : [interpreter]),
    ...signersOf(say.signerLawyer, lawyer === undefined ? [] : [{ name: lawyer }]),
    ...signersOf(say.signerOfficer, officers),
  ]
}
