import type { OutputOf } from '#contract/operations.ts'
import {
  FIELD_CHOICES,
  type FieldPath,
  type PaperField,
  type PickList,
  ROW_FIELDS,
  type RowField,
  type RowList,
} from './paper-fields.ts'
import { FORM_SECTIONS, fieldsOf, type PaperForm } from './paper-forms.ts'

/** A row of a list while it is written. */
export type PaperRow = { readonly key: number; readonly texts: { readonly [Name in RowField]?: string } }

/** A record or letter while it is written: everything as it was typed. A flag is `yes` or nothing. */
export type PaperEdit = {
  readonly texts: { readonly [Path in FieldPath]?: string }
  readonly rows: { readonly [List in RowList]?: readonly PaperRow[] }
  readonly picks: { readonly [List in PickList]?: readonly string[] }
  readonly nextKey: number
}

/** What stands where a flag is set. */
export const YES = 'yes'

/** A form nobody has written in, save for what is known already. */
export function emptyEdit(form: PaperForm, officer: string): PaperEdit {
  const texts: { [Path in FieldPath]?: string } = { ...firstChoices(form) }
  for (const field of fieldsOf(form)) {
    if (field.path === 'signer.name') texts[field.path] = officer
    if (field.path === 'language') texts[field.path] = 'ខ្មែរ'
  }
  const lists = listsOf(form)
  const rows = {
    ...(lists.includes('officers') && { officers: [{ key: 1, texts: { name: officer } }] }),
    ...(lists.includes('accounts') && { accounts: [{ key: 2, texts: FIRST_ACCOUNT }] }),
  }
  return { texts, rows, picks: form === 'freeze' ? { categories: ['payments'] } : {}, nextKey: 3 }
}

/** What is chosen in fields where something is always chosen, as long as nobody chose. */
export function firstChoices(form: PaperForm): { readonly [Path in FieldPath]?: string } {
  const texts: { [Path in FieldPath]?: string } = {}
  for (const field of fieldsOf(form))
    if (field.as === 'choice' && field.isAlways) texts[field.path] = FIELD_CHOICES[field.path][0]
  return texts
}

const FIRST_ACCOUNT = { kind: FIELD_CHOICES.kind[0] }

/** Writes into a field. */
export function writePaperField(edit: PaperEdit, path: FieldPath, text: string): PaperEdit {
  return { ...edit, texts: { ...edit.texts, [path]: text } }
}

/** Writes whom a letter goes to; what is not known of them is emptied, so that no address of another stays. */
export function writeRecipient(
  edit: PaperEdit,
  { name, department = '', address = '', contact = '' }: OutputOf<'letter.recipients'>['recipients'][number],
): PaperEdit {
  const recipient = {
    'recipient.name': name,
    'recipient.department': department,
    'recipient.address': address,
    'recipient.contact': contact,
  }
  return { ...edit, texts: { ...edit.texts, ...recipient } }
}

/** Writes into a field of a row. */
export function writePaperRow(
  edit: PaperEdit,
  list: RowList,
  { key, field, text }: { readonly key: number; readonly field: RowField; readonly text: string },
): PaperEdit {
  const rows = rowsOf(edit, list).map((row) =>
    row.key === key ? { key, texts: { ...row.texts, [field]: text } } : row,
  )
  return { ...edit, rows: { ...edit.rows, [list]: rows } }
}

/** Adds a row, empty or with what is known of it. */
export function addPaperRow(edit: PaperEdit, list: RowList, texts: PaperRow['texts'] = {}): PaperEdit {
  const known = list === 'accounts' ? { ...FIRST_ACCOUNT, ...texts } : texts
  // A row that nobody wrote in gives way to one that is known.
  const kept = Object.keys(texts).length === 0 ? rowsOf(edit, list) : rowsOf(edit, list).filter(isWrittenRow)
  const rows = [...kept, { key: edit.nextKey, texts: known }]
  return { ...edit, rows: { ...edit.rows, [list]: rows }, nextKey: edit.nextKey + 1 }
}

/** Takes a row away. */
export function removePaperRow(edit: PaperEdit, list: RowList, key: number): PaperEdit {
  const rows = rowsOf(edit, list).filter((row) => row.key !== key)
  return { ...edit, rows: { ...edit.rows, [list]: rows } }
}

/** Picks something, or takes it back. */
export function togglePick(edit: PaperEdit, list: PickList, value: string): PaperEdit {
  const picked = edit.picks[list] ?? []
  const now = picked.includes(value) ? picked.filter((one) => one !== value) : [...picked, value]
  return { ...edit, picks: { ...edit.picks, [list]: now } }
}

/** The rows of a list. */
export function rowsOf(edit: PaperEdit, list: RowList): readonly PaperRow[] {
  return edit.rows[list] ?? []
}

/** Tells whether a row says anything beside what every row begins with. */
export function isWrittenRow({ texts }: PaperRow): boolean {
  return Object.entries(texts).some(
    ([field, text]) => field !== 'kind' && field !== 'isPoliceOfOperation' && text.trim() !== '',
  )
}

/** The lists of rows of a form. */
export function listsOf(form: PaperForm): readonly RowList[] {
  return FORM_SECTIONS[form].flatMap(({ rows }) => (rows === undefined ? [] : [rows]))
}

/** The lists of a form that are picked from. */
export function picksOf(form: PaperForm): readonly PickList[] {
  return FORM_SECTIONS[form].flatMap(({ picks }) => (picks === undefined ? [] : [picks]))
}

/** Tells whether a field is asked for as the form stands. */
export function isAsked({ isOnlyWhen }: PaperField, edit: PaperEdit): boolean {
  return isOnlyWhen === undefined || edit.texts[isOnlyWhen] === YES
}

/** Writes a form as the text of its draft. */
export function paperDraft(edit: PaperEdit, basedOn: string): string {
  return JSON.stringify({ v: 1, basedOn, edit })
}

/** Reads the draft of a form, with what it was begun from; `null` when it is none. */
export function readPaperDraft(text: string): { readonly edit: PaperEdit; readonly basedOn: string } | null {
  try {
    const read = JSON.parse(text) as { v?: unknown; basedOn?: unknown; edit?: Partial<PaperEdit> }
    const { texts, rows, picks, nextKey } = read.edit ?? {}
    const isWhole =
      read.v === 1 &&
      typeof read.basedOn === 'string' &&
      [texts, rows, picks].every((part) => typeof part === 'object' && part !== null) &&
      typeof nextKey === 'number' &&
      Object.keys(rows ?? {}).every((list) => Object.hasOwn(ROW_FIELDS, list))
    return isWhole ? { edit: read.edit as PaperEdit, basedOn: String(read.basedOn) } : null
  } catch {
    return null
  }
}
