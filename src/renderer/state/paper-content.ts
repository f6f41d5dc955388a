import type { InputOf, OutputOf } from '#contract/operations.ts'
import { readDayEntry, writeDayEntry } from './day-entry.ts'
import {
  firstChoices,
  isAsked,
  isWrittenRow,
  listsOf,
  type PaperEdit,
  type PaperRow,
  picksOf,
  rowsOf,
  YES,
} from './paper-edit.ts'
import {
  type FieldPath,
  type PaperField,
  type PickList,
  ROW_FIELDS,
  type RowField,
  type RowList,
} from './paper-fields.ts'
import { fieldsOf, isLetterForm, type PaperForm, type RecordForm } from './paper-forms.ts'
import { readTimeEntry, writeTimeEntry } from './time-entry.ts'

type RecordContent = OutputOf<'record.show'>['content']
type LetterContent = OutputOf<'letter.show'>['content']
/** What one form says, as plain data. */
type Plain = { [name: string]: unknown }

/** Parts that are left out as long as nothing is written in them. */
const OPTIONAL_PARTS: readonly string[] = ['authorisation', 'interpreter', 'period']
const FLAG_ROWS: readonly RowField[] = ['isPoliceOfOperation']

/** Gives a record as the contract takes it. What is missing or wrong in it the engine says, field by field. */
export function recordContentOf(form: RecordForm, edit: PaperEdit): InputOf<'record.draft'>['content'] {
  const data = dataOf(form, edit)
  const [kind, role] = form.split('-')
  if (role !== undefined) data.role = role
  return { kind, data } as never
}

/** Gives a letter as the contract takes it. What is missing or wrong in it the engine says, field by field. */
export function letterContentOf(
  form: Exclude<PaperForm, RecordForm>,
  edit: PaperEdit,
): InputOf<'letter.issue'>['content'] {
  const payments = (edit.picks.payments ?? []).map((name) => {
    const [complaintId, lossIndex] = name.split(':')
    return { complaintId, lossIndex: Number(lossIndex) }
  })
  const lists = { accounts: [], categories: [...(edit.picks.categories ?? [])] }
  return { ...lists, ...dataOf(form, edit), kind: form, payments } as never
}

/** The form with which a record is written. */
export function formOfRecord(content: RecordContent): RecordForm {
  return content.kind === 'interview' ? `interview-${content.data.role}` : content.kind
}

/** Writes what was recorded into its form. */
export function editOfContent(form: PaperForm, content: RecordContent['data'] | LetterContent): PaperEdit {
  const plain = content as unknown as Plain
  const texts: { [Path in FieldPath]?: string } = { ...firstChoices(form) }
  for (const field of fieldsOf(form)) {
    const text = textOf(field, valueAt(plain, field.path))
    if (text !== '') texts[field.path] = text
  }
  let nextKey = 1
  const rows: { [List in RowList]?: readonly PaperRow[] } = {}
  for (const list of listsOf(form)) {
    rows[list] = ((plain[list] ?? []) as readonly Plain[]).map((row) => ({
      key: nextKey++,
      texts: Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, value === true ? YES : value || '']),
      ),
    }))
  }
  const picks: { [List in PickList]?: readonly string[] } = {}
  for (const list of picksOf(form)) {
    picks[list] =
      list === 'payments'
        ? (plain as unknown as LetterContent).payments.map(
            ({ complaintId, lossIndex }) => `${complaintId}:${lossIndex}`,
          )
        : (plain[list] as readonly string[])
  }
  return { texts, rows, picks, nextKey }
}

/**
 * Names the field of a form that the engine found something wrong with: `content.data.officers.0.name` is a field of the first written
 * row of officers. Anything unknown stays as it is.
 */
export function editPathOf(form: PaperForm, edit: PaperEdit, field: string): string {
  const path = field.replace(isLetterForm(form) ? /^content\.?/ : /^content\.(?:data\.?)?/, '')
  const [list = '', place = '', ...rest] = path.split('.')
  if (!Object.hasOwn(ROW_FIELDS, list) || !/^[0-9]+$/.test(place)) return path
  const row = rowsOf(edit, list as RowList).filter(isWrittenRow)[Number(place)]
  return row === undefined ? path : [list, row.key, ...rest].join('.')
}

function dataOf(form: PaperForm, edit: PaperEdit): Plain {
  const data: Plain = {}
  const asked = fieldsOf(form).filter((field) => isAsked(field, edit))
  const isWritten = ({ path, as }: PaperField) =>
    as !== 'flag' && as !== 'choice' && (edit.texts[path] ?? '').trim() !== ''
  for (const field of asked) {
    const [part = ''] = field.path.split('.')
    const isLeftOut =
      OPTIONAL_PARTS.includes(part) && !asked.some((one) => one.path.startsWith(`${part}.`) && isWritten(one))
    if (isLeftOut) continue
    const value = writtenValue(field, edit.texts[field.path] ?? '')
    if (value !== undefined) putAt(data, field.path, value)
  }
  for (const list of listsOf(form)) data[list] = rowsOf(edit, list).filter(isWrittenRow).map(rowValue(list))
  for (const list of picksOf(form)) if (list === 'seized') data[list] = [...(edit.picks[list] ?? [])]
  return data
}

const rowValue =
  (list: RowList) =>
  ({ texts }: PaperRow): Plain => {
    const row: Plain = {}
    for (const field of ROW_FIELDS[list]) {
      const text = (texts[field] ?? '').trim()
      if (FLAG_ROWS.includes(field)) row[field] = text === YES
      else if (text !== '' || ALWAYS_IN_ROWS.includes(field)) row[field] = text
    }
    return row
  }

/** Left empty, these are told to be empty rather than missing. */
const ALWAYS_IN_ROWS: readonly RowField[] = ['name', 'question', 'answer', 'service', 'value']

function writtenValue(field: PaperField, typed: string): string | boolean | undefined {
  const text = typed.trim()
  if (field.as === 'flag') return text === YES ? true : field.isAlways ? false : undefined
  if (text === '') return field.isRequired || isNeededInPart(field) ? '' : undefined
  if (field.as === 'day') return readDayEntry(text)
  return field.as === 'time' ? readTimeEntry(text) : text
}

/** What a part cannot do without once it is there. */
function isNeededInPart({ path }: PaperField): boolean {
  return [
    'authorisation.by',
    'authorisation.givenAt',
    'interpreter.name',
    'period.from',
    'period.to',
  ].includes(path)
}

function textOf(field: PaperField, value: unknown): string {
  if (value === true) return YES
  if (typeof value !== 'string') return ''
  if (field.as === 'day') return writeDayEntry(value)
  return field.as === 'time' ? writeTimeEntry(value) : value
}

function valueAt(plain: Plain, path: string): unknown {
  return path.split('.').reduce<unknown>((at, step) => (at as Plain | undefined)?.[step], plain)
}

function putAt(plain: Plain, path: string, value: unknown): void {
  const steps = path.split('.')
  const last = steps.pop() ?? ''
  let at = plain
  for (const step of steps) {
    at[step] ??= {}
    at = at[step] as Plain
  }
  at[last] = value
}
