import { IDENTIFIER_KIND_LABELS } from '#core/casework/vocabulary-labels.ts'
import { PARSE_WARNING_LABELS } from '#core/parsing/parse-labels.ts'
import type { EntryList, EntryOf, FoundParty, FoundTime, Position } from '#core/parsing/parsed-evidence.ts'
import type { Tongue } from '../../text/text-context.tsx'

/** One entry of a result in words: what it is, and what else is known of it. All but the labels comes from the evidence. */
export type FindingWords = {
  readonly title: string
  /** What kind of thing it is, in the language of the screen. */
  readonly kind?: string
  readonly lines: readonly (readonly [label: string, value: string])[]
}

type Lines = readonly (readonly [string, string | undefined])[]

const TELLERS: { readonly [List in EntryList]: (entry: EntryOf<List>, tongue: Tongue) => FindingWords } = {
  facts: ({ name, label, value, raw, time }, tongue) =>
    told(tongue, value, label ?? name, [
      [tongue.text.reading.words.written, raw === value ? undefined : raw],
      ['', time === undefined ? undefined : sayTime(time, tongue)],
    ]),
  files: ({ path, sizeBytes, digestHex, mediaType, isEncrypted, isFolder, modifiedAt }, tongue) => {
    const { words } = tongue.text.reading
    return told(tongue, path, isFolder ? words.folder : mediaType, [
      ['', sizeBytes === undefined ? undefined : tongue.format.size(sizeBytes)],
      ['', isEncrypted && words.encrypted],
      ['', modifiedAt && sayTime(modifiedAt, tongue)],
      ['SHA-256', digestHex],
    ])
  },
  identifiers: ({ kind, raw, normalised, context }, tongue) => {
    const { words } = tongue.text.reading
    return told(tongue, normalised, IDENTIFIER_KIND_LABELS[kind][tongue.language], [
      [words.written, raw === normalised ? undefined : raw],
      [words.context, context],
    ])
  },
  messages: (message, tongue) => {
    const { words } = tongue.text.reading
    const { sender, recipients = [], at, subject, body, attachments = [], threadName } = message
    return told(tongue, subject ?? body ?? attachments[0]?.name ?? '', threadName, [
      ['', at && sayTime(at, tongue)],
      [words.from, sender && sayParty(sender)],
      [words.to, recipients.map(sayParty).join(', ')],
      ['', subject === undefined ? undefined : body],
      [words.attachments, attachments.map(({ name, path }) => name ?? path ?? '').join(', ')],
      ['', message.durationSeconds === undefined ? undefined : words.seconds(message.durationSeconds)],
      ['', message.isDeleted && words.deleted],
    ])
  },
  people: ({ name, otherNames = [], organisation, identifiers = [], notes = [] }, tongue) => {
    const { words } = tongue.text.reading
    return told(tongue, name ?? organisation ?? identifiers[0]?.raw ?? '', undefined, [
      [words.otherNames, otherNames.join(', ')],
      [words.organisation, name === undefined ? undefined : organisation],
      ...identifiers.map(({ kind, raw }) => [IDENTIFIER_KIND_LABELS[kind][tongue.language], raw] as const),
      ['', notes.join(' · ')],
    ])
  },
  places: ({ latitudeE7, longitudeE7, raw, name, at }, tongue) => {
    const degrees =
      latitudeE7 === undefined || longitudeE7 === undefined
        ? raw
        : `${(latitudeE7 / 1e7).toFixed(6)}, ${(longitudeE7 / 1e7).toFixed(6)}`
    return told(tongue, name ?? degrees, undefined, [
      ['', name === undefined ? undefined : degrees],
      [tongue.text.reading.words.written, raw === degrees ? undefined : raw],
      ['', at && sayTime(at, tongue)],
    ])
  },
  transactions: (found, tongue) => {
    const { words } = tongue.text.reading
    const { amountRaw, currency = '', payer, payee, reference, description, balanceRaw, at } = found
    return told(tongue, `${amountRaw} ${currency}`.trim(), undefined, [
      ['', at && sayTime(at, tongue)],
      [words.payer, payer && sayParty(payer)],
      [words.payee, payee && sayParty(payee)],
      ['', description],
      [words.reference, reference],
      [words.balance, balanceRaw],
    ])
  },
  warnings: ({ code, count, raw }, tongue) =>
    told(tongue, PARSE_WARNING_LABELS[code][tongue.language], undefined, [
      ['', count === undefined ? undefined : tongue.text.reading.words.times(count)],
      [tongue.text.reading.words.written, raw],
    ]),
}

/** Says an entry of a list. */
export function sayFinding<List extends EntryList>(
  list: List,
  entry: EntryOf<List>,
  tongue: Tongue,
): FindingWords {
  return TELLERS[list](entry, tongue)
}

function told(
  _tongue: Tongue,
  title: string,
  kind: string | undefined,
  lines: readonly (readonly [string, string | false | undefined])[],
): FindingWords {
  const known = (lines as Lines).filter(
    (line): line is readonly [string, string] => typeof line[1] === 'string' && line[1] !== '',
  )
  return { title, ...(kind !== undefined && { kind }), lines: known }
}

function sayParty({ name, account }: FoundParty): string {
  if (name === undefined) return account ?? ''
  return account === undefined || account === name ? name : `${name} (${account})`
}

function sayTime({ raw, atMs, certainty }: FoundTime, { text, format }: Tongue): string {
  const said = atMs === undefined ? raw : format.exactInstant(atMs)
  return certainty === 'stated' ? said : `${said} (${text.reading.certainty[certainty]})`
}

/** Says where in its exhibit an entry stands. */
export function sayPosition(position: Position, { text }: Tongue): string {
  const { places } = text.reading
  switch (position.kind) {
    case 'line':
      return places.line(position.line)
    case 'bytes':
      return places.bytes(position.offset, position.offset + position.length)
    case 'message':
      return position.thread === undefined
        ? places.message(position.id)
        : places.threadMessage(position.thread, position.id)
    case 'cell':
      return places.cell(position.sheet, position.row)
    case 'page':
      return places.page(position.page)
    case 'entry':
      return places.entry(position.path)
    case 'row':
      return places.row(position.table, position.rowId)
  }
}
