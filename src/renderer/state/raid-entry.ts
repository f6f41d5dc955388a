import type { InputOf } from '#contract/operations.ts'
import { EXHIBIT_CATEGORIES, type ExhibitCategory } from '#core/custody/custody-vocabularies.ts'
import { readIccid } from '#core/identifiers/iccid.ts'
import { parseIdentifier } from '#core/identifiers/identifier.ts'
import { toLatinDigits } from '#core/khmer/digits.ts'
import {
  EMPTY_THING,
  splitList,
  THING_FIELDS,
  type ThingField,
  type ThingTexts,
  thingFieldsOf,
  thingInput,
} from './thing-edit.ts'

/** One thing of a raid while it is being entered. Category, room and person stay until they are changed. */
export type RaidEntry = {
  /** Counts the entries of this window. */
  readonly key: number
  /** What stands in the line that takes scans and words. */
  readonly line: string
  readonly category: ExhibitCategory
  /** Codes of the room and the person; empty where there is none. */
  readonly room: string
  readonly person: string
  readonly texts: ThingTexts
  /** Numbers of photographs that were sealed for this entry. */
  readonly photos: readonly string[]
}

/** What is known of the raid that the line may name. */
export type RaidCodes = { readonly rooms: readonly string[]; readonly people: readonly string[] }

/** What is wrong with what was scanned. */
export type LineProblem = 'imei-check-wrong' | 'imei-wrong' | 'iccid-wrong' | 'category-unknown'

/** What became of the line: it was taken in, it cannot be, or it asks for the entry to be saved. */
export type TakenLine =
  | {
      readonly kind: 'taken'
      readonly entry: RaidEntry
      readonly field: ThingField | 'room' | 'person' | 'category'
    }
  | { readonly kind: 'wrong'; readonly problem: LineProblem }
  | { readonly kind: 'save' }

/** An entry nobody has written in yet. */
export function emptyEntry(): RaidEntry {
  return { key: 1, line: '', category: 'phone', room: '', person: '', texts: EMPTY_THING, photos: [] }
}

/** Writes into a field of the thing. */
export function writeEntry(entry: RaidEntry, field: ThingField, text: string): RaidEntry {
  return { ...entry, texts: { ...entry.texts, [field]: text } }
}

/**
 * Takes what was scanned or typed into the line to where it belongs: an IMEI by its digits, a SIM card by its 89, a seal
 * by the shape of the last one or a leading `#`, a room or a person by their code; `/2` chooses the second category,
 * `=` leads a serial number, `*` a quantity, `$` and `៛` an amount. Anything else is the thing's name. Nothing that is
 * wrong is thrown away, and an empty line saves the entry.
 */
export function takeLine(entry: RaidEntry, scanned: string, codes: RaidCodes): TakenLine {
  const typed = scanned.trim()
  if (typed === '') return { kind: 'save' }
  const plain = toLatinDigits(typed.normalize('NFKC'))
  const done = (next: RaidEntry, field: Extract<TakenLine, { kind: 'taken' }>['field']): TakenLine => ({
    kind: 'taken',
    entry: { ...next, line: '' },
    field,
  })
  const write = (field: ThingField, text: string) => done(writeEntry(entry, field, text), field)
  const isCode = (code: string) => code.toUpperCase() === plain.toUpperCase()
  const room = codes.rooms.find(isCode)
  if (room !== undefined) return done({ ...entry, room }, 'room')
  const person = codes.people.find(isCode)
  if (person !== undefined) return done({ ...entry, person }, 'person')
  const lead = plain.charAt(0)
  const rest = plain.slice(1).trim()
  if (lead === '/') return takeCategory(entry, rest, done)
  if (lead === '#') return write('sealNumber', rest)
  if (lead === '=') return write('serialNumber', rest)
  if (lead === '*') return write('quantity', rest)
  if (lead === '$' || lead === '៛') {
    const priced = writeEntry(entry, 'currency', lead === '$' ? 'USD' : 'KHR')
    return done(writeEntry(priced, 'amount', rest), 'amount')
  }
  return takeNumber(entry, plain, write) ?? takeSealOrName(entry, typed, plain, write)
}

/** Category, room, person and the roll of seals go on; everything else begins anew. */
export function nextEntry(entry: RaidEntry, usedSeal: string): RaidEntry {
  const { key, category, room, person, texts } = entry
  return {
    key: key + 1,
    line: '',
    category,
    room,
    person,
    texts: { ...EMPTY_THING, currency: texts.currency, sealNumber: nextSealNumber(usedSeal) },
    photos: [],
  }
}

/** The number that follows on a roll: its last digits counted up in their width. Empty where there is none to count. */
export function nextSealNumber(seal: string): string {
  const match = /^(.*?)([0-9]{1,15})([^0-9]*)$/su.exec(seal.trim())
  if (match === null) return ''
  const [, head = '', digits = '', tail = ''] = match
  return head + String(Number(digits) + 1).padStart(digits.length, '0') + tail
}

/** Tells whether anything of the thing itself was entered; what stays from one to the next is not. */
export function isEntered({ texts, photos, line }: RaidEntry): boolean {
  const own = THING_FIELDS.filter((field) => field !== 'sealNumber' && field !== 'currency')
  return line.trim() !== '' || photos.length > 0 || own.some((field) => texts[field].trim() !== '')
}

/** Gives an entry as the contract takes it; a thing without a name is called after its make, or its category. */
export function entryInput(
  entry: RaidEntry,
  categoryName: string,
): Omit<InputOf<'raid.addItem'>, 'case' | 'raid'> {
  const { category, room, person, texts, photos } = entry
  const makeAndModel = [texts.make, texts.model].map((text) => text.trim()).filter((text) => text !== '')
  const name = texts.name.trim() || makeAndModel.join(' ') || categoryName
  return {
    ...thingInput(category, { ...texts, name }),
    photos: [...photos],
    ...(room !== '' && { room }),
    ...(person !== '' && { person }),
  }
}

/** Writes an entry as the text of its draft. */
export function entryDraft(entry: RaidEntry): string {
  return JSON.stringify(entry)
}

/** Reads the draft of an entry; `null` when it is none, or one of another version. */
export function readEntryDraft(text: string): RaidEntry | null {
  try {
    const read = JSON.parse(text) as Partial<RaidEntry>
    const { key, line, category, room, person, texts, photos } = read
    const areTexts = THING_FIELDS.every((field) => typeof texts?.[field] === 'string')
    const isWhole =
      typeof key === 'number' &&
      [line, room, person].every((part) => typeof part === 'string') &&
      EXHIBIT_CATEGORIES.some((known) => known === category) &&
      Array.isArray(photos)
    return isWhole && areTexts ? (read as RaidEntry) : null
  } catch {
    return null
  }
}

function takeCategory(
  entry: RaidEntry,
  rest: string,
  done: (next: RaidEntry, field: 'category') => TakenLine,
): TakenLine {
  const category = EXHIBIT_CATEGORIES[rest === '0' ? 9 : Number(rest) - 1]
  return category === undefined
    ? { kind: 'wrong', problem: 'category-unknown' }
    : done({ ...entry, category }, 'category')
}

/** Long numbers are those of devices: told wrong rather than taken for a name. */
function takeNumber(
  entry: RaidEntry,
  plain: string,
  write: (field: ThingField, text: string) => TakenLine,
): TakenLine | null {
  const digits = plain.replace(/^(?:IMEI|ICCID)\s*[0-9]?\s*:\s*/i, '').replaceAll(/[\s\-/]/g, '')
  if (!/^[0-9]{14,22}[A-Z]?$/i.test(digits)) return null
  if (digits.startsWith('89') && digits.length >= 18) {
    const iccid = readIccid(digits)
    return iccid.ok ? write('iccid', iccid.value) : { kind: 'wrong', problem: 'iccid-wrong' }
  }
  const imei = parseIdentifier('imei', digits)
  if (!imei.ok) {
    const isCheck = imei.failure.code === 'identifier/check-digit-wrong'
    return { kind: 'wrong', problem: isCheck ? 'imei-check-wrong' : 'imei-wrong' }
  }
  const known = splitList(entry.texts.imeis)
  const { normalised } = imei.value
  return write('imeis', known.includes(normalised) ? entry.texts.imeis : [...known, normalised].join(' '))
}

function takeSealOrName(
  entry: RaidEntry,
  typed: string,
  plain: string,
  write: (field: ThingField, text: string) => TakenLine,
): TakenLine {
  const { sealNumber, name } = entry.texts
  const isOfRoll = sealNumber !== '' && shapeOf(sealNumber) === shapeOf(plain)
  if (isOfRoll) return write('sealNumber', plain)
  if (entry.category === 'vehicle' && name !== '' && thingFieldsOf('vehicle').includes('plate'))
    return write('plate', typed)
  return write('name', typed)
}

/** Two numbers of one roll differ in their digits only. */
function shapeOf(seal: string): string {
  return seal.trim().toUpperCase().replaceAll(/[0-9]/g, '9')
}
