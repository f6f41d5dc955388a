import { SEXES } from '#core/casework/vocabularies.ts'
import { IDENTIFIER_KINDS } from '#core/identifiers/identifier.ts'
import { URGENCIES } from '#core/letters/letter.ts'
import { OATHS } from '#core/records/interview-record.ts'
import { PAGE_MARKS } from '#core/records/record-fields.ts'

/** How it was made sure that somebody knows what their record says. */
const READ_BACKS = ['read-by-person', 'read-aloud', 'not-read'] as const
/** How a prosecutor authorises. */
const AUTHORISATION_FORMS = ['written', 'verbal'] as const

/** The lists that choices are made from, by the field. */
export const FIELD_CHOICES = {
  'person.sex': SEXES,
  'authorisation.form': AUTHORISATION_FORMS,
  oath: OATHS,
  readBack: READ_BACKS,
  pagesMarked: PAGE_MARKS,
  urgency: URGENCIES,
  kind: IDENTIFIER_KINDS,
} as const

/** A field that chooses one of a list. */
export type ChoicePath = Exclude<keyof typeof FIELD_CHOICES, 'kind'>

/** Fields that hold one line, by their place in what is recorded. */
export type LinePath =
  | `person.${'name' | 'latinName' | 'nationality' | 'occupation' | 'idDocument' | 'phone' | 'address'}`
  | 'place'
  | 'language'
  | 'lawyer'
  | `interpreter.${'name' | 'language'}`
  | `authorisation.${'by' | 'reference'}`
  | 'timeException'
  | 'authority'
  | `occupant.${'name' | 'standing' | 'idDocument'}`
  | 'refusalNote'
  | `recipient.${'name' | 'department' | 'address' | 'contact'}`
  | 'offence'
  | 'orderReference'
  | `signer.${'name' | 'rank' | 'duty' | 'contact'}`

/** Fields that hold a text of many lines. */
export type StoryPath = 'statement' | 'corrections' | 'course' | 'remarks' | 'message'
/** Fields that hold a day. */
export type DayPath = 'person.birthDate' | 'answerBy'
/** Fields that hold a minute. */
export type TimePath =
  | 'startedAt'
  | 'endedAt'
  | 'seizedAt'
  | 'authorisation.givenAt'
  | 'period.from'
  | 'period.to'
/** Fields that are true or not. */
export type FlagPath =
  | 'needsInterpreter'
  | `interpreter.${'isSworn' | 'isPolice' | 'isInvolved'}`
  | 'toldAccusation'
  | 'toldMaySayNothing'
  | 'toldMayHaveLawyer'
  | 'occupant.isPresent'
  | 'isCopyGiven'

/** The place of a field in what is recorded. */
export type FieldPath = LinePath | StoryPath | DayPath | TimePath | FlagPath | ChoicePath

type FieldPlace = {
  /** Columns of twelve. */
  readonly span: 3 | 4 | 5 | 6 | 12
  readonly isRequired?: boolean
  /** Something is always said: no is an answer, and a choice has one from the beginning. */
  readonly isAlways?: boolean
  /** The flag that the field hangs on. */
  readonly isOnlyWhen?: FlagPath
}

/** One field of a form. */
export type PaperField = FieldPlace &
  (
    | { readonly as: 'line'; readonly path: LinePath }
    | { readonly as: 'story'; readonly path: StoryPath }
    | { readonly as: 'day'; readonly path: DayPath }
    | { readonly as: 'time'; readonly path: TimePath }
    | { readonly as: 'flag'; readonly path: FlagPath }
    | { readonly as: 'choice'; readonly path: ChoicePath }
  )

/** What is picked from lists of the case. */
export type PickList = 'seized' | 'categories' | 'payments'

/** The name of a section. */
export type SectionName =
  | 'person'
  | 'meeting'
  | 'interpreter'
  | 'statement'
  | 'reading'
  | 'place'
  | 'authorisation'
  | 'presence'
  | 'officers'
  | 'course'
  | 'seized'
  | 'remarks'
  | 'marks'
  | 'recipient'
  | 'request'
  | 'accounts'
  | 'data'
  | 'payments'
  | 'message'
  | 'signer'

/** A section of a form: fields, and beneath them rows or picks. */
export type PaperSection = {
  readonly name: SectionName
  readonly fields: readonly PaperField[]
  readonly rows?: RowList
  readonly picks?: PickList
}

/** A field of a row. */
export type RowField =
  | 'name'
  | 'rank'
  | 'duty'
  | 'idDocument'
  | 'address'
  | 'isPoliceOfOperation'
  | 'question'
  | 'answer'
  | 'service'
  | 'kind'
  | 'value'

/** Lists of a form, a row each. */
export const ROW_FIELDS = {
  officers: ['name', 'rank', 'duty'],
  witnesses: ['name', 'idDocument', 'address', 'isPoliceOfOperation'],
  questions: ['question', 'answer'],
  accounts: ['service', 'kind', 'value'],
} as const satisfies { readonly [list: string]: readonly RowField[] }

/** The name of a list of rows. */
export type RowList = keyof typeof ROW_FIELDS
