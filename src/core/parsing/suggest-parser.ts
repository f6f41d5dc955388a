import { readHeadText } from './head-text.ts'
import type { ParserName } from './parser-names.ts'

/** How many first bytes of an exhibit are looked at. */
export const HEAD_BYTES = 65_536

type Clue = { readonly parser: ParserName; readonly weight: number }

/** What the first bytes must be, and which parsers then come into question; the first that fits counts. */
const MAGIC: readonly {
  readonly bytes: readonly number[]
  readonly at?: number
  readonly clues: readonly Clue[]
}[] = [
  { bytes: [0x25, 0x50, 0x44, 0x46, 0x2d], clues: [{ parser: 'pdf', weight: 90 }] },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], clues: [{ parser: 'msg', weight: 60 }] },
  { bytes: [...ascii('SQLite format 3'), 0], clues: [{ parser: 'browser-history', weight: 80 }] },
  { bytes: [0xff, 0xd8, 0xff], clues: [{ parser: 'image', weight: 90 }] },
  { bytes: [0x89, ...ascii('PNG\r\n'), 0x1a, 0x0a], clues: [{ parser: 'image', weight: 90 }] },
  { bytes: ascii('GIF8'), clues: [{ parser: 'image', weight: 90 }] },
  { bytes: ascii('WEBP'), at: 8, clues: [{ parser: 'image', weight: 90 }] },
  { bytes: ascii('ftyphei'), at: 4, clues: [{ parser: 'image', weight: 90 }] },
  { bytes: ascii('ftypavif'), at: 4, clues: [{ parser: 'image', weight: 90 }] },
  { bytes: [0x49, 0x49, 0x2a, 0x00], clues: [{ parser: 'image', weight: 80 }] },
  { bytes: [0x4d, 0x4d, 0x00, 0x2a], clues: [{ parser: 'image', weight: 80 }] },
  { bytes: [0x50, 0x4b, 0x03, 0x04], clues: [{ parser: 'archive', weight: 50 }] },
  { bytes: [0x50, 0x4b, 0x05, 0x06], clues: [{ parser: 'archive', weight: 50 }] },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], clues: [{ parser: 'archive', weight: 90 }] },
  { bytes: ascii('Rar!\x1a\x07'), clues: [{ parser: 'archive', weight: 90 }] },
  { bytes: [0x1f, 0x8b], clues: [{ parser: 'archive', weight: 70 }] },
  { bytes: ascii('ustar'), at: 257, clues: [{ parser: 'archive', weight: 90 }] },
  { bytes: [0xfd, ...ascii('7zXZ')], clues: [{ parser: 'archive', weight: 70 }] },
  { bytes: ascii('BZh'), clues: [{ parser: 'archive', weight: 70 }] },
]

/** What a file's ending adds. It is the weakest clue: whoever hides a thing renames it. */
const ENDINGS: { readonly [ending: string]: readonly Clue[] } = {
  eml: [{ parser: 'eml', weight: 40 }],
  msg: [{ parser: 'msg', weight: 30 }],
  vcf: [{ parser: 'vcard', weight: 30 }],
  vcard: [{ parser: 'vcard', weight: 30 }],
  ufdr: [{ parser: 'ufdr', weight: 60 }],
  csv: [{ parser: 'table', weight: 40 }],
  tsv: [{ parser: 'table', weight: 40 }],
  xlsx: [{ parser: 'table', weight: 60 }],
  xlsm: [{ parser: 'table', weight: 60 }],
  sqlite: [{ parser: 'browser-history', weight: 10 }],
}

const ZIP_ONLY: ReadonlySet<ParserName> = new Set(['ufdr'])

/** What the text at the beginning must look like. */
const TEXT_CLUES: readonly { readonly pattern: RegExp; readonly clue: Clue }[] = [
  { pattern: /^\s*BEGIN:VCARD/i, clue: { parser: 'vcard', weight: 90 } },
  {
    pattern:
      /^(?:From [^\n]*\n)?(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:Received|Return-Path|Message-ID|MIME-Version|DKIM-Signature):/i,
    clue: { parser: 'eml', weight: 85 },
  },
  {
    pattern: /^(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,40}?(?:From|To|Subject|Date):/i,
    clue: { parser: 'eml', weight: 55 },
  },
  {
    pattern:
      /"type"\s*:\s*"(?:personal_chat|bot_chat|private_(?:super)?group|public_(?:super)?group|(?:private|public)_channel|saved_messages)"/,
    clue: { parser: 'telegram-json', weight: 85 },
  },
  {
    pattern: /"(?:about|personal_information|date_unixtime)"\s*:/,
    clue: { parser: 'telegram-json', weight: 60 },
  },
  { pattern: /"(?:sender_name|timestamp_ms)"\s*:/, clue: { parser: 'facebook-json', weight: 85 } },
  { pattern: /"participants"\s*:\s*\[/, clue: { parser: 'facebook-json', weight: 50 } },
  {
    pattern: /<div class="(?:message (?:default|service)|page_wrap|history)/,
    clue: { parser: 'telegram-html', weight: 85 },
  },
  // A date and a time at the start of a line, then a dash or within brackets: no other export begins its lines so.
  {
    pattern:
      /(?:^|\n)[\u200e\u200f\u202a-\u202c]*\[?[\p{Nd}]{1,4}[./-][\p{Nd}]{1,2}[./-][\p{Nd}]{1,4}[^\n]{1,30}?(?:\][ \u00a0]|\s[-–]\s)[^\n]+/u,
    clue: { parser: 'whatsapp', weight: 75 },
  },
  {
    pattern: /^[^\n,;\t]*(?:,[^\n,]*){2,}\n[^\n,]*(?:,[^\n,]*){2,}(?:\n|$)/,
    clue: { parser: 'table', weight: 45 },
  },
  {
    pattern: /^[^\n;]*(?:;[^\n;]*){2,}\n[^\n;]*(?:;[^\n;]*){2,}(?:\n|$)/,
    clue: { parser: 'table', weight: 45 },
  },
  {
    pattern: /^[^\n\t]*(?:\t[^\n\t]*){2,}\n[^\n\t]*(?:\t[^\n\t]*){2,}(?:\n|$)/,
    clue: { parser: 'table', weight: 45 },
  },
]

/** Browsers' history: SQLite files whose names their makers chose. */
const HISTORY_NAMES = /^(?:history|places\.sqlite|history\.db)/i
const WHATSAPP_NAME = /^(?:_chat\.txt|whatsapp\b.*\.txt)$/i
const TEXT_ENDING = /\.(?:txt|log|md|json|html?|xml|ini|eml|csv|tsv|vcf)$/i

/**
 * Names the parsers that could read an exhibit, the likeliest first; none when nothing fits. It looks at the first
 * {@link HEAD_BYTES} and at the name: a name alone suggests nothing that the bytes contradict.
 */
export function suggestParsers(head: Uint8Array, fileName: string): readonly ParserName[] {
  const weights = new Map<ParserName, number>()
  const add = ({ parser, weight }: Clue): void => {
    weights.set(parser, (weights.get(parser) ?? 0) + weight)
  }
  const ending = /\.([a-z0-9]{1,10})$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''
  const magic = MAGIC.find(({ bytes, at = 0 }) => bytes.every((byte, index) => head[at + index] === byte))
  if (magic !== undefined) {
    for (const clue of magic.clues) add(clue)
    if (head[0] === 0x50) for (const clue of zipClues(head, ending)) add(clue)
    if (weights.has('browser-history') && HISTORY_NAMES.test(fileName))
      add({ parser: 'browser-history', weight: 10 })
    if (weights.has('msg') && ending === 'msg') add({ parser: 'msg', weight: 30 })
    return ranked(weights)
  }
  const text = readHeadText(head)
  if (text === null) return ranked(weights)
  for (const { pattern, clue } of TEXT_CLUES) if (pattern.test(text)) add(clue)
  for (const clue of ENDINGS[ending] ?? []) if (!isBinary(clue.parser)) add(clue)
  if (WHATSAPP_NAME.test(fileName)) add({ parser: 'whatsapp', weight: 30 })
  add({ parser: 'text', weight: TEXT_ENDING.test(fileName) ? 20 : 10 })
  return ranked(weights)
}

function zipClues(head: Uint8Array, ending: string): readonly Clue[] {
  const names = latin(head)
  const clues: Clue[] = []
  if (/\bxl\/|\[Content_Types\]\.xml/.test(names) && (/\bxl\//.test(names) || /^xls[xm]$/.test(ending)))
    clues.push({ parser: 'table', weight: 80 })
  if (ending === 'ufdr' || /report\.xml/i.test(names)) clues.push({ parser: 'ufdr', weight: 80 })
  return clues
}

function isBinary(parser: ParserName): boolean {
  return ZIP_ONLY.has(parser) || parser === 'msg' || parser === 'browser-history'
}

function ranked(weights: ReadonlyMap<ParserName, number>): readonly ParserName[] {
  return [...weights].sort(([, first], [, second]) => second - first).map(([parser]) => parser)
}

function ascii(text: string): readonly number[] {
  return [...text].map((letter) => letter.charCodeAt(0))
}

function latin(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 4096)
    text += String.fromCharCode(...bytes.subarray(at, at + 4096))
  return text
}
