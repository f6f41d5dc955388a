import type { TYPOLOGIES } from '#core/casework/vocabularies.ts'

/** The fields of a complaint that hold one text or one choice, named as problems name them. */
export const TEXT_FIELDS = [
  'channel',
  'wish',
  'receivedOn',
  'victim.name',
  'victim.latinName',
  'victim.sex',
  'victim.birthDate',
  'victim.nationality',
  'victim.phone',
  'victim.address',
  'victim.idDocument',
  'victim.safeContact',
  'summary',
  'narrative',
  'happenedFrom',
  'happenedTo',
  'place',
  'details.language',
  'details.wishReason',
  'details.interpreter.name',
  'details.interpreter.language',
  'details.interpreter.isSworn',
  'details.interpreter.isIndependent',
  'details.interpreter.relation',
  'details.firstContact.on',
  'details.firstContact.clock',
  'details.discovered.on',
  'details.discovered.clock',
  'details.readBack.how',
  'details.readBack.isRight',
  'details.readBack.note',
] as const
/** The fields of one identifier. */
export const IDENTIFIER_FIELDS = ['kind', 'value', 'note'] as const
/** The fields of one loss line. */
export const LOSS_FIELDS = [
  'state',
  'level',
  'currency',
  'amount',
  'on',
  'clock',
  'rail',
  'reference',
  'payer',
  'payee',
  'note',
] as const

/** One of {@link TEXT_FIELDS}. */
export type TextField = (typeof TEXT_FIELDS)[number]
/** One of {@link IDENTIFIER_FIELDS}. */
export type IdentifierField = (typeof IDENTIFIER_FIELDS)[number]
/** One of {@link LOSS_FIELDS}. */
export type LossField = (typeof LOSS_FIELDS)[number]
/** The lists of a complaint. */
export type RowList = 'identifiers' | 'losses'

/** A line of a list. Its key stays while lines above it come and go. */
export type Row<Field extends string> = {
  readonly key: number
  readonly texts: { readonly [Name in Field]: string }
}

/** A complaint while it is being written: what stands in each field, right or wrong. */
export type ComplaintEdit = {
  readonly texts: { readonly [Name in TextField]: string }
  readonly typologies: readonly (typeof TYPOLOGIES)[number][]
  readonly identifiers: readonly Row<IdentifierField>[]
  readonly losses: readonly Row<LossField>[]
  readonly nextKey: number
}

const FREE_IDENTIFIER_FIELDS: readonly IdentifierField[] = ['value', 'note']
const FREE_LOSS_FIELDS: readonly LossField[] = [
  'amount',
  'on',
  'clock',
  'reference',
  'payer',
  'payee',
  'note',
]

/** A complaint nobody has written in yet: the usual channel and wish, and one empty line in each list. */
export function emptyEdit(): ComplaintEdit {
  const blank = Object.fromEntries(TEXT_FIELDS.map((field) => [field, ''])) as Record<TextField, string>
  const edit: ComplaintEdit = {
    texts: { ...blank, channel: 'walk-in', wish: 'complain' },
    typologies: [],
    identifiers: [],
    losses: [],
    nextKey: 1,
  }
  return addRow(addRow(edit, 'identifiers'), 'losses')
}

/** Writes into a field. */
export function writeField(edit: ComplaintEdit, field: TextField, text: string): ComplaintEdit {
  return { ...edit, texts: { ...edit.texts, [field]: text } }
}

/** Chooses a kind of crime, or takes the choice back. */
export function toggleTypology(
  edit: ComplaintEdit,
  typology: ComplaintEdit['typologies'][number],
): ComplaintEdit {
  const typologies = edit.typologies.includes(typology)
    ? edit.typologies.filter((chosen) => chosen !== typology)
    : [...edit.typologies, typology]
  return { ...edit, typologies }
}

/** Adds a line. It repeats what usually stays the same from one line to the next: kind, currency, state, level and rail. */
export function addRow(edit: ComplaintEdit, list: RowList): ComplaintEdit {
  const key = edit.nextKey
  if (list === 'identifiers') {
    const kind = edit.identifiers.at(-1)?.texts.kind ?? 'phone'
    const row: Row<IdentifierField> = { key, texts: { kind, value: '', note: '' } }
    return { ...edit, identifiers: [...edit.identifiers, row], nextKey: key + 1 }
  }
  const { state = 'paid', level = 'claimed', currency = 'USD', rail = '' } = edit.losses.at(-1)?.texts ?? {}
  const blank = { amount: '', on: '', clock: '', reference: '', payer: '', payee: '', note: '' }
  return {
    ...edit,
    losses: [...edit.losses, { key, texts: { state, level, currency, rail, ...blank } }],
    nextKey: key + 1,
  }
}

/** Takes a line away. */
export function removeRow(edit: ComplaintEdit, list: RowList, key: number): ComplaintEdit {
  if (list === 'identifiers')
    return { ...edit, identifiers: edit.identifiers.filter((row) => row.key !== key) }
  return { ...edit, losses: edit.losses.filter((row) => row.key !== key) }
}

/** Puts a line that was taken away back where it stood, with what was written in it. */
export function putBackRow(
  edit: ComplaintEdit,
  list: RowList,
  row: Row<IdentifierField> | Row<LossField>,
  index: number,
): ComplaintEdit {
  if (edit[list].some(({ key }) => key === row.key)) return edit
  return { ...edit, [list]: edit[list].toSpliced(index, 0, row as never) }
}

/** Writes into a field of a line. */
export function writeRowField(
  edit: ComplaintEdit,
  list: RowList,
  key: number,
  field: IdentifierField | LossField,
  text: string,
): ComplaintEdit {
  const write = <Field extends string>(row: Row<Field>): Row<Field> =>
    row.key === key ? { key, texts: { ...row.texts, [field]: text } } : row
  if (list === 'identifiers') return { ...edit, identifiers: edit.identifiers.map(write) }
  return { ...edit, losses: edit.losses.map(write) }
}

/** Puts the lines of a pasted list into the identifiers: the first into the line it was pasted in, the others into new ones. */
export function pasteIdentifiers(edit: ComplaintEdit, key: number, pasted: string): ComplaintEdit {
  const values = pasted
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const place = edit.identifiers.findIndex((row) => row.key === key)
  const kind = edit.identifiers[place]?.texts.kind
  if (kind === undefined || values.length === 0) return edit
  const [first = '', ...rest] = values
  const added = rest.map((value, index) => ({ key: edit.nextKey + index, texts: { kind, value, note: '' } }))
  const written = writeRowField(edit, 'identifiers', key, 'value', first).identifiers
  const identifiers = [...written.slice(0, place + 1), ...added, ...written.slice(place + 1)]
  return { ...edit, identifiers, nextKey: edit.nextKey + added.length }
}

/** Tells whether nothing was written into a line; such lines are left out of the complaint. */
export function isBlankIdentifier(row: Row<IdentifierField>): boolean {
  return FREE_IDENTIFIER_FIELDS.every((field) => row.texts[field].trim() === '')
}

/** Tells whether nothing was written into a loss line; such lines are left out of the complaint. */
export function isBlankLoss(row: Row<LossField>): boolean {
  return FREE_LOSS_FIELDS.every((field) => row.texts[field].trim() === '')
}

/** Tells whether there is anything that would be lost. */
export function isWritten(edit: ComplaintEdit): boolean {
  const empty = emptyEdit()
  return (
    TEXT_FIELDS.some((field) => edit.texts[field].trim() !== empty.texts[field]) ||
    edit.typologies.length > 0 ||
    !edit.identifiers.every(isBlankIdentifier) ||
    !edit.losses.every(isBlankLoss)
  )
}
