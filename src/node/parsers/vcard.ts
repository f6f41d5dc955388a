import ICAL from 'ical.js'
import { type IdentifierKind, parseIdentifier } from '#core/identifiers/identifier.ts'
import type { Position } from '#core/parsing/parsed-evidence.ts'
import { decodeText } from './decode-text.ts'
import { type EvidenceWriter, type Parser, ParseStop } from './parser.ts'
import { type CardText, splitCards } from './vcard-lines.ts'

const MAX_BYTES = 64 * 1024 * 1024
const CARDS_AT_ONCE = 500

/** Reads contacts: vCard 2.1 of older phones, 3.0 and 4.0 (RFC 6350), one file with any number of cards. */
export const vcardParser: Parser = {
  name: 'vcard',
  version: '2',
  options: ['encoding'],
  async parse({ evidence, options, out }) {
    const decoded = decodeText(await evidence.readAll(MAX_BYTES), options.encoding)
    const cards = splitCards(decoded)
    if (cards.length === 0) throw new ParseStop('parse/not-this-kind')
    if (decoded.isWrong) out.warn('text/wrong-encoding', { raw: decoded.encoding })
    for (const [index, card] of cards.entries()) {
      writeCard(out, card)
      if (index % CARDS_AT_ONCE === 0) await out.settle()
    }
    return undefined
  },
}

/** One property of a card: name, parameters, type, values (RFC 7095, jCard). */
type Property = readonly [string, Readonly<Record<string, unknown>>, string, ...unknown[]]

const KINDS: { readonly [property: string]: IdentifierKind } = {
  tel: 'phone',
  email: 'email',
  url: 'url',
  impp: 'other',
  'x-telegram': 'telegram',
  'x-wechat': 'wechat',
  'x-line': 'line',
  'x-qq': 'other',
  'x-skype': 'other',
  'x-facebook': 'facebook',
}

function writeCard(out: EvidenceWriter, card: CardText): void {
  const position: Position = { kind: 'line', line: card.line, byteOffset: card.byteOffset }
  if (!card.isWhole) out.warn('file/truncated', { position })
  const properties = readProperties(card)
  if (properties === null) {
    out.warn('entry/unreadable', { position, raw: card.text.slice(0, 500) })
    return
  }
  const all = (name: string): readonly string[] =>
    properties.filter(([key]) => key === name).flatMap(([, , , ...values]) => textsOf(values))
  const names = [...all('fn'), ...structuredName(properties)]
  const [name, ...others] = [...new Set(names.filter((found) => found.trim() !== ''))]
  const otherNames = [...others, ...all('nickname')]
  const identifiers = properties.flatMap(([key, , , ...values]) => {
    const kind = Object.hasOwn(KINDS, key) ? KINDS[key] : undefined
    if (kind === undefined) return []
    return textsOf(values).map((raw) => identifierOf(kind, raw))
  })
  const notes = ['note', 'title', 'adr', 'bday'].flatMap(all).filter((note) => note.trim() !== '')
  out.add('people', {
    position,
    name,
    otherNames: otherNames.length === 0 ? undefined : otherNames,
    organisation: all('org')[0],
    identifiers: identifiers.length === 0 ? undefined : identifiers,
    notes: notes.length === 0 ? undefined : notes,
  })
  for (const { kind, raw, normalised } of identifiers) {
    if (normalised !== undefined) out.add('identifiers', { position, kind, raw, normalised, context: name })
  }
}

function readProperties({ text }: CardText): readonly Property[] | null {
  try {
    const cards = ICAL.parse(text) as unknown
    const [, properties] = cards as [string, readonly Property[]]
    return Array.isArray(properties) ? properties : null
  } catch {
    return null
  }
}

/** Family name, given names and titles, in the order in which they are spoken: prefixes, given, more, family, suffixes. */
function structuredName(properties: readonly Property[]): readonly string[] {
  return properties
    .filter(([key]) => key === 'n')
    .map(([, , , value]) => {
      const parts = Array.isArray(value) ? value.map((part) => textsOf([part]).join(' ')) : textsOf([value])
      const [family = '', given = '', more = '', prefixes = '', suffixes = ''] = parts
      return [prefixes, given, more, family, suffixes].filter((part) => part !== '').join(' ')
    })
}

function textsOf(values: readonly unknown[]): readonly string[] {
  return values.flatMap((value) => {
    if (typeof value === 'string') return [value]
    if (Array.isArray(value))
      return [
        textsOf(value)
          .filter((part) => part !== '')
          .join(', '),
      ]
    return value === null || value === undefined ? [] : [String(value)]
  })
}

function identifierOf(kind: IdentifierKind, raw: string) {
  const read = parseIdentifier(kind, raw)
  if (read.ok) return { kind, raw, normalised: read.value.normalised }
  const other = parseIdentifier('other', raw)
  return other.ok
    ? { kind: 'other' as const, raw, normalised: other.value.normalised }
    : { kind: 'other' as const, raw, normalised: undefined }
}
