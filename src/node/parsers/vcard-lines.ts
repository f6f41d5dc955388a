import type { DecodedText } from './decode-text.ts'

/** One card as a text that a reader of version 3 understands, with where it begins. */
export type CardText = {
  readonly text: string
  readonly line: number
  readonly byteOffset: number
  /** Its end is there. */
  readonly isWhole: boolean
}

const MAX_CARD_LINES = 5000
/** Pictures and keys are no text; a card keeps its other lines. */
const BULKY = /^(?:[\w-]+\.)?(?:photo|logo|sound|key)[;:]/i
/** No phone writes ten; the library goes through those of a kind again with each. What they say is in no result. */
const MAX_PARAMETERS = 32
const QUOTED = /;(?:ENCODING=)?QUOTED-PRINTABLE/i

/** Splits a file into its cards and brings the lines of version 2.1 into the form of version 3. */
export function splitCards({ text, encoding, markBytes }: DecodedText): readonly CardText[] {
  const cards: CardText[] = []
  let open: { lines: string[]; line: number; byteOffset: number } | null = null
  let line = 0
  let byteOffset = markBytes
  const close = (isWhole: boolean): void => {
    if (open === null) return
    const { lines, ...place } = open
    cards.push({ ...place, text: cardText(lines), isWhole })
    open = null
  }
  for (const [whole] of text.matchAll(/[^\n]*(?:\n|$)/g)) {
    if (whole === '') break
    line++
    const content = whole.replace(/\r?\n$/, '')
    if (/^BEGIN:VCARD\s*$/i.test(content)) {
      close(false)
      open = { lines: [], line, byteOffset }
    } else if (/^END:VCARD\s*$/i.test(content)) close(true)
    else if (open !== null && open.lines.length < MAX_CARD_LINES) open.lines.push(content)
    byteOffset += encoding.startsWith('utf-16') ? whole.length * 2 : Buffer.byteLength(whole)
  }
  close(false)
  return cards
}

function cardText(lines: readonly string[]): string {
  const properties = unfold(lines)
    .filter((line) => line.includes(':') && !BULKY.test(line) && !/^VERSION:/i.test(line))
    .map((line) => toVersion3(line.replace(/^[\w-]+\.(?=[\w-]+[;:])/, '')))
  return ['BEGIN:VCARD', 'VERSION:3.0', ...properties, 'END:VCARD'].join('\r\n')
}

/** Joins what was folded: by white space at the next line's beginning, or by `=` at a line's end where it is quoted-printable. */
function unfold(lines: readonly string[]): readonly string[] {
  const unfolded: string[] = []
  for (const line of lines) {
    const last = unfolded.at(-1)
    if (last?.endsWith('=') && QUOTED.test(last.slice(0, last.indexOf(':') + 1)))
      unfolded[unfolded.length - 1] = last.slice(0, -1) + line.trimStart()
    else if (last !== undefined && /^[ \t]/.test(line)) unfolded[unfolded.length - 1] = last + line.slice(1)
    else if (line !== '') unfolded.push(line)
  }
  return unfolded
}

/** `TEL;CELL:…` becomes `TEL;TYPE=CELL:…`; a quoted-printable value is decoded. */
function toVersion3(line: string): string {
  const colon = line.indexOf(':')
  const [name = '', ...parameters] = line.slice(0, colon).split(';')
  const value = line.slice(colon + 1)
  const named = parameters
    .slice(0, MAX_PARAMETERS)
    .map((parameter) => (parameter.includes('=') ? parameter : `TYPE=${parameter}`))
  const isQuoted = QUOTED.test(line.slice(0, colon + 1))
  const charset = /;CHARSET=([\w-]{1,40})/i.exec(line.slice(0, colon))?.[1] ?? 'utf-8'
  const kept = named.filter(
    (parameter) => !/^(?:ENCODING|CHARSET|TYPE=(?:QUOTED-PRINTABLE|8BIT|BASE64))/i.test(parameter),
  )
  const decoded = isQuoted ? decodeQuoted(value, charset).replace(/\r?\n/g, '\\n') : value
  return `${[name.toUpperCase(), ...kept].join(';')}:${decoded}`
}

function decodeQuoted(value: string, charset: string): string {
  const bytes = Buffer.from(
    value.replace(/=([0-9A-Fa-f]{2})/g, (_whole, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    ),
    'latin1',
  )
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}
