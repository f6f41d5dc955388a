import type { InputOf } from '#contract/operations.ts'
import type { PartyLine } from '#contract/party-operations.ts'
import type { DOCUMENT_KINDS, PartyForm, PartyRole } from '#core/parties/party-vocabularies.ts'
import { readBirthEntry, readDayEntry, writeBirthEntry, writeDayEntry } from './day-entry.ts'

type Content = InputOf<'party.add'>['content']

/** A party as a form holds it. */
export type PartyEdit = {
  readonly form: PartyForm
  readonly role: PartyRole | ''
  readonly khmerName: string
  readonly latinName: string
  readonly alias: string
  readonly sex: 'female' | 'male' | ''
  readonly birth: string
  readonly nationality: string
  readonly languages: string
  readonly occupation: string
  readonly documentKind: (typeof DOCUMENT_KINDS)[number]
  readonly documentNumber: string
  readonly expiresOn: string
  readonly country: string
  readonly mrz: string
  readonly address: string
  readonly code: string
  readonly safeContact: string
  readonly note: string
}

/** A form in which nothing is written. */
export const EMPTY_PARTY: PartyEdit = {
  form: 'person',
  role: '',
  khmerName: '',
  latinName: '',
  alias: '',
  sex: '',
  birth: '',
  nationality: '',
  languages: '',
  occupation: '',
  documentKind: 'identity-card',
  documentNumber: '',
  expiresOn: '',
  country: '',
  mrz: '',
  address: '',
  code: '',
  safeContact: '',
  note: '',
}

/** The form of a party as it stands. */
export function editOfParty({ form, content }: PartyLine): PartyEdit {
  const { names = [], documents = [], addresses = [], sex, birth } = content
  const official = (script: string) =>
    names.find((name) => name.script === script && name.use !== 'alias')?.text ?? ''
  const [document] = documents
  const [address] = addresses
  return {
    ...EMPTY_PARTY,
    form,
    khmerName: official('khmer'),
    latinName: official('latin'),
    alias: names.find(({ use }) => use === 'alias')?.text ?? '',
    sex: sex === 'female' || sex === 'male' ? sex : '',
    birth: birth === undefined ? '' : writeBirthEntry(birth),
    nationality: content.nationality ?? '',
    languages: content.languages ?? '',
    occupation: content.occupation ?? '',
    documentKind: document?.kind ?? 'identity-card',
    documentNumber: document?.number ?? '',
    expiresOn: writeDayEntry(document?.expiresOn ?? ''),
    country: document?.country ?? '',
    mrz: document?.mrz?.join(' ') ?? '',
    address: address?.text ?? '',
    code: address?.code ?? '',
    safeContact: content.safeContact ?? '',
    note: content.note ?? '',
  }
}

/** What a form says of a party; `before` keeps names, documents and addresses that the form has no field for. */
export function partyContentOf(edit: PartyEdit, before: PartyLine['content'] = {}): Content {
  const { khmerName, latinName, alias, sex, birth, documentNumber, address } = edit
  const names = [
    ...named(khmerName, 'khmer', 'official'),
    ...named(latinName, 'latin', 'official'),
    ...named(alias, /[\u1780-\u17ff]/.test(alias) ? 'khmer' : 'latin', 'alias'),
    ...(before.names ?? []).filter(({ text }) => !isOf(editOfParty(asLine(before)), text)),
  ]
  const documents = [
    ...(documentNumber.trim() === '' ? [] : [documentOf(edit)]),
    ...(before.documents ?? [])
      .slice(1)
      .map(({ mrz, ...rest }) => ({ ...rest, ...(mrz !== undefined && { mrz: mrz.join(' ') }) })),
  ]
  const addresses = [
    ...(address.trim() === ''
      ? []
      : [{ ...(before.addresses?.[0] ?? {}), text: address, ...kept('code', edit.code) }]),
    ...(before.addresses ?? []).slice(1),
  ]
  return {
    ...(names.length > 0 && { names }),
    ...(sex !== '' && { sex }),
    ...(birth.trim() !== '' && { birth: readBirthEntry(birth) }),
    ...kept('nationality', edit.nationality),
    ...kept('languages', edit.languages),
    ...kept('occupation', edit.occupation),
    ...(documents.length > 0 && { documents }),
    ...(addresses.length > 0 && { addresses }),
    ...kept('safeContact', edit.safeContact),
    ...kept('note', edit.note),
  }
}

/** What a change says: the members that differ from what stood there, and those that say nothing any more. */
export function partyChangeOf(
  edit: PartyEdit,
  before: PartyLine,
): Pick<InputOf<'party.change'>, 'set' | 'cleared'> {
  const now = partyContentOf(edit, before.content)
  const then = partyContentOf(editOfParty(before), before.content)
  const fields = [
    'names',
    'sex',
    'birth',
    'nationality',
    'languages',
    'occupation',
    'documents',
    'addresses',
    'safeContact',
    'note',
  ] as const
  const differing = fields.filter((field) => JSON.stringify(now[field]) !== JSON.stringify(then[field]))
  return {
    set: Object.fromEntries(
      differing.filter((field) => now[field] !== undefined).map((field) => [field, now[field]]),
    ),
    cleared: differing.filter((field) => now[field] === undefined),
  }
}

function asLine(content: PartyLine['content']): PartyLine {
  return { form: 'person', content } as PartyLine
}

function isOf({ khmerName, latinName, alias }: PartyEdit, text: string): boolean {
  return text === khmerName || text === latinName || text === alias
}

function named(text: string, script: 'khmer' | 'latin', use: 'official' | 'alias') {
  return text.trim() === '' ? [] : [{ text, script, use }]
}

function documentOf({ documentKind, documentNumber, country, expiresOn, mrz }: PartyEdit) {
  return {
    kind: documentKind,
    number: documentNumber,
    ...kept('country', country),
    ...kept('expiresOn', readDayEntry(expiresOn)),
    ...kept('mrz', mrz),
  }
}

function kept<Name extends string>(name: Name, text: string): { readonly [Key in Name]?: string } {
  return text.trim() === '' ? {} : ({ [name]: text.trim() } as { readonly [Key in Name]?: string })
}
