import { LETTER_KINDS } from '#core/letters/letter.ts'
import type { PaperField, PaperSection } from './paper-fields.ts'

/** What a person begins a record with: an interview is one form for each role. */
export const RECORD_FORMS = [
  'interview-victim',
  'interview-witness',
  'interview-suspect',
  'search',
  'seizure',
] as const

/** One of {@link RECORD_FORMS}. */
export type RecordForm = (typeof RECORD_FORMS)[number]
/** A kind of letter. */
export type LetterForm = (typeof LETTER_KINDS)[number]
/** Every form that a paper is written with. */
export const PAPER_FORMS = [...RECORD_FORMS, ...LETTER_KINDS] as const
/** One of {@link PAPER_FORMS}. */
export type PaperForm = (typeof PAPER_FORMS)[number]

const PERSON: readonly PaperField[] = [
  { path: 'person.name', as: 'line', span: 6, isRequired: true },
  { path: 'person.latinName', as: 'line', span: 6 },
  { path: 'person.sex', as: 'choice', span: 3 },
  { path: 'person.birthDate', as: 'day', span: 5 },
  { path: 'person.nationality', as: 'line', span: 4 },
  { path: 'person.occupation', as: 'line', span: 4 },
  { path: 'person.idDocument', as: 'line', span: 4 },
  { path: 'person.phone', as: 'line', span: 4 },
  { path: 'person.address', as: 'line', span: 12 },
]

const PRESENCE: PaperSection = {
  name: 'presence',
  fields: [
    { path: 'occupant.isPresent', as: 'flag', span: 12, isAlways: true },
    { path: 'occupant.name', as: 'line', span: 4 },
    { path: 'occupant.standing', as: 'line', span: 4 },
    { path: 'occupant.idDocument', as: 'line', span: 4 },
  ],
  rows: 'witnesses',
}

const OFFICERS: PaperSection = { name: 'officers', fields: [], rows: 'officers' }

const MARKS: PaperSection = {
  name: 'marks',
  fields: [
    { path: 'pagesMarked', as: 'choice', span: 6 },
    { path: 'refusalNote', as: 'line', span: 6 },
  ],
}

const SEIZED: PaperSection = { name: 'seized', fields: [], picks: 'seized' }

const SEARCH: readonly PaperSection[] = [
  {
    name: 'place',
    fields: [
      { path: 'place', as: 'line', span: 12, isRequired: true },
      { path: 'startedAt', as: 'time', span: 6, isRequired: true },
      { path: 'endedAt', as: 'time', span: 6 },
    ],
  },
  {
    name: 'authorisation',
    fields: [
      { path: 'authorisation.by', as: 'line', span: 6 },
      { path: 'authorisation.form', as: 'choice', span: 6, isAlways: true },
      { path: 'authorisation.givenAt', as: 'time', span: 6 },
      { path: 'authorisation.reference', as: 'line', span: 6 },
      { path: 'timeException', as: 'line', span: 12 },
    ],
  },
  PRESENCE,
  OFFICERS,
  { name: 'course', fields: [{ path: 'course', as: 'story', span: 12 }] },
  SEIZED,
  { name: 'remarks', fields: [{ path: 'remarks', as: 'story', span: 12 }] },
  MARKS,
]

const SEIZURE: readonly PaperSection[] = [
  {
    name: 'place',
    fields: [
      { path: 'place', as: 'line', span: 12, isRequired: true },
      { path: 'seizedAt', as: 'time', span: 6, isRequired: true },
      { path: 'authority', as: 'line', span: 6 },
    ],
  },
  PRESENCE,
  OFFICERS,
  SEIZED,
  {
    name: 'remarks',
    fields: [
      { path: 'remarks', as: 'story', span: 12 },
      { path: 'isCopyGiven', as: 'flag', span: 12 },
    ],
  },
  MARKS,
]

function interview(told: readonly PaperField[]): readonly PaperSection[] {
  return [
    { name: 'person', fields: PERSON },
    {
      name: 'meeting',
      fields: [
        { path: 'place', as: 'line', span: 12, isRequired: true },
        { path: 'startedAt', as: 'time', span: 6, isRequired: true },
        { path: 'endedAt', as: 'time', span: 6 },
        { path: 'language', as: 'line', span: 6, isRequired: true },
        { path: 'lawyer', as: 'line', span: 6 },
        ...told,
      ],
    },
    {
      name: 'interpreter',
      fields: [
        { path: 'needsInterpreter', as: 'flag', span: 12, isAlways: true },
        { path: 'interpreter.name', as: 'line', span: 6, isOnlyWhen: 'needsInterpreter' },
        { path: 'interpreter.language', as: 'line', span: 6, isOnlyWhen: 'needsInterpreter' },
        {
          path: 'interpreter.isSworn',
          as: 'flag',
          span: 12,
          isAlways: true,
          isOnlyWhen: 'needsInterpreter',
        },
        {
          path: 'interpreter.isPolice',
          as: 'flag',
          span: 12,
          isAlways: true,
          isOnlyWhen: 'needsInterpreter',
        },
        {
          path: 'interpreter.isInvolved',
          as: 'flag',
          span: 12,
          isAlways: true,
          isOnlyWhen: 'needsInterpreter',
        },
      ],
    },
    OFFICERS,
    { name: 'statement', fields: [{ path: 'statement', as: 'story', span: 12 }], rows: 'questions' },
    {
      name: 'reading',
      fields: [
        { path: 'readBack', as: 'choice', span: 12 },
        { path: 'corrections', as: 'story', span: 12 },
      ],
    },
    MARKS,
  ]
}

const RECIPIENT: PaperSection = {
  name: 'recipient',
  fields: [
    { path: 'recipient.name', as: 'line', span: 6, isRequired: true },
    { path: 'recipient.department', as: 'line', span: 6 },
    { path: 'recipient.address', as: 'line', span: 6 },
    { path: 'recipient.contact', as: 'line', span: 6 },
  ],
}

const REQUEST: PaperSection = {
  name: 'request',
  fields: [
    { path: 'urgency', as: 'choice', span: 6, isAlways: true },
    { path: 'answerBy', as: 'day', span: 6 },
    { path: 'offence', as: 'line', span: 12, isRequired: true },
    { path: 'authority', as: 'line', span: 6 },
    { path: 'orderReference', as: 'line', span: 6 },
  ],
}

const PERIOD: readonly PaperField[] = [
  { path: 'period.from', as: 'time', span: 6 },
  { path: 'period.to', as: 'time', span: 6 },
]

const DATA: readonly PaperSection[] = [
  { name: 'accounts', fields: [], rows: 'accounts' },
  { name: 'data', fields: PERIOD, picks: 'categories' },
]

const PAYMENTS: PaperSection = { name: 'payments', fields: [], picks: 'payments' }

const CLOSING: readonly PaperSection[] = [
  { name: 'message', fields: [{ path: 'message', as: 'story', span: 12 }] },
  {
    name: 'signer',
    fields: [
      { path: 'signer.name', as: 'line', span: 6, isRequired: true },
      { path: 'signer.rank', as: 'line', span: 6 },
      { path: 'signer.duty', as: 'line', span: 6 },
      { path: 'signer.contact', as: 'line', span: 6 },
    ],
  },
]

const TOLD: readonly PaperField[] = [
  { path: 'toldAccusation', as: 'flag', span: 12 },
  { path: 'toldMaySayNothing', as: 'flag', span: 12 },
  { path: 'toldMayHaveLawyer', as: 'flag', span: 12 },
]

/** The sections of each form, in the order in which they stand. */
export const FORM_SECTIONS: { readonly [Form in PaperForm]: readonly PaperSection[] } = {
  'interview-victim': interview([]),
  'interview-witness': interview([{ path: 'oath', as: 'choice', span: 6 }]),
  'interview-suspect': interview(TOLD),
  search: SEARCH,
  seizure: SEIZURE,
  preservation: [RECIPIENT, ...DATA, REQUEST, ...CLOSING],
  disclosure: [RECIPIENT, ...DATA, REQUEST, ...CLOSING],
  freeze: [RECIPIENT, PAYMENTS, ...DATA.slice(0, 1), REQUEST, ...CLOSING],
  transmission: [RECIPIENT, REQUEST, ...CLOSING],
  'mutual-assistance': [RECIPIENT, ...DATA, PAYMENTS, REQUEST, ...CLOSING],
}

/** Tells whether a form is that of a letter. */
export function isLetterForm(form: PaperForm): form is LetterForm {
  return LETTER_KINDS.some((kind) => kind === form)
}

/** Every field of a form, in its order. */
export function fieldsOf(form: PaperForm): readonly PaperField[] {
  return FORM_SECTIONS[form].flatMap(({ fields }) => fields)
}
