import type { InputOf } from '#contract/operations.ts'
import type { ExhibitCategory } from '#core/custody/custody-vocabularies.ts'
import { readIccid } from '#core/identifiers/iccid.ts'
import { parseIdentifier } from '#core/identifiers/identifier.ts'
import { toLatinDigits } from '#core/khmer/digits.ts'
import { parseMoney } from '#core/money/parse-money.ts'

/** The fields of a thing that hold one text. */
export const THING_FIELDS = [
  'name',
  'imeis',
  'iccid',
  'serialNumber',
  'make',
  'model',
  'colour',
  'plate',
  'noteSerials',
  'quantity',
  'amount',
  'currency',
  'sealNumber',
  'description',
] as const

/** One of {@link THING_FIELDS}. */
export type ThingField = (typeof THING_FIELDS)[number]
/** A thing while it is being written: what stands in each field, right or wrong. */
export type ThingTexts = { readonly [Name in ThingField]: string }

/** A thing nobody has written in yet. */
export const EMPTY_THING: ThingTexts = {
  name: '',
  imeis: '',
  iccid: '',
  serialNumber: '',
  make: '',
  model: '',
  colour: '',
  plate: '',
  noteSerials: '',
  quantity: '',
  amount: '',
  currency: 'USD',
  sealNumber: '',
  description: '',
}

const FIELDS: { readonly [Category in ExhibitCategory]: readonly ThingField[] } = {
  phone: ['imeis', 'iccid', 'serialNumber', 'make', 'model', 'colour'],
  sim: ['iccid', 'serialNumber'],
  computer: ['serialNumber', 'make', 'model', 'colour'],
  'storage-medium': ['serialNumber', 'make', 'model'],
  cash: ['amount', 'currency', 'noteSerials', 'quantity'],
  document: ['quantity'],
  'counterfeit-note': ['amount', 'currency', 'noteSerials', 'quantity'],
  'bank-card': ['serialNumber', 'make'],
  vehicle: ['plate', 'serialNumber', 'make', 'model', 'colour'],
  other: ['serialNumber', 'make', 'model', 'colour', 'quantity'],
}

/** The fields by which things of a category are told apart; the others are left out of the form. */
export function thingFieldsOf(category: ExhibitCategory): readonly ThingField[] {
  return FIELDS[category]
}

/** What is said of a field that cannot stay as it is. */
export type ThingWords = {
  readonly imeiWrong: string
  readonly imeiCheckWrong: string
  readonly iccidWrong: string
  readonly amountWrong: string
  readonly quantityWrong: string
}

/** What is wrong with each field, before anything is sent. Fields that a category does not show are not judged. */
export function thingProblems(
  category: ExhibitCategory,
  texts: ThingTexts,
  words: ThingWords,
): { readonly [Name in ThingField]: string | undefined } {
  const shown = new Set(FIELDS[category])
  const of = (field: ThingField, problem: () => string | undefined) =>
    shown.has(field) && texts[field].trim() !== '' ? problem() : undefined
  const none = Object.fromEntries(THING_FIELDS.map((field) => [field, undefined])) as {
    [Name in ThingField]: string | undefined
  }
  return {
    ...none,
    imeis: of('imeis', () => imeiProblem(texts.imeis, words)),
    iccid: of('iccid', () => (readIccid(texts.iccid).ok ? undefined : words.iccidWrong)),
    amount: of('amount', () => (parseMoney(texts.currency, texts.amount).ok ? undefined : words.amountWrong)),
    quantity: of('quantity', () => (readQuantity(texts.quantity) === null ? words.quantityWrong : undefined)),
  }
}

/** What is wrong with the first wrong IMEI of a list. */
function imeiProblem(list: string, words: ThingWords): string | undefined {
  for (const text of splitList(list)) {
    const read = parseIdentifier('imei', text)
    if (!read.ok)
      return read.failure.code === 'identifier/check-digit-wrong' ? words.imeiCheckWrong : words.imeiWrong
  }
  return undefined
}

type ThingInput = Omit<InputOf<'exhibit.register'>, 'case' | 'seized'>

/** Gives a thing as the contract takes it: only the fields that its category shows. */
export function thingInput(category: ExhibitCategory, texts: ThingTexts): ThingInput {
  const shown = new Set<ThingField>([...FIELDS[category], 'sealNumber', 'description'])
  const kept = (field: ThingField) =>
    shown.has(field) && texts[field].trim() !== '' ? texts[field].trim() : undefined
  const text = <Name extends ThingField>(name: Name) => {
    const value = kept(name)
    return value === undefined ? {} : ({ [name]: value } as { [Key in Name]: string })
  }
  const imeis = splitList(kept('imeis') ?? '')
  const noteSerials = splitList(kept('noteSerials') ?? '')
  const quantity = readQuantity(kept('quantity') ?? '')
  const amount = kept('amount')
  const cash = amount === undefined ? null : parseMoney(texts.currency, amount)
  const marks = {
    ...(imeis.length > 0 && { imeis }),
    ...text('iccid'),
    ...text('serialNumber'),
    ...text('make'),
    ...text('model'),
    ...text('colour'),
    ...text('plate'),
    ...(noteSerials.length > 0 && { noteSerials }),
  }
  return {
    category,
    name: texts.name.trim(),
    ...text('description'),
    ...(Object.keys(marks).length > 0 && { marks }),
    ...(quantity !== null && { quantity }),
    ...(cash?.ok && { cash: cash.value }),
    ...text('sealNumber'),
  }
}

/** Words of a list between spaces, commas or line ends. */
export function splitList(text: string): string[] {
  return text.split(/[\s,;]+/u).filter((part) => part !== '')
}

function readQuantity(text: string): number | null {
  const digits = toLatinDigits(text.trim())
  return /^[1-9][0-9]{0,8}$/.test(digits) ? Number(digits) : null
}
