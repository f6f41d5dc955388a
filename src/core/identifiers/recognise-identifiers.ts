import { readCodePayload } from '../parsing/code-payload.ts'
import { type FoundIn, findIdentifiers } from '../parsing/find-identifiers.ts'
import { type NotedKind, parseNoted } from './noted-identifier.ts'

/** An identifier that stands in a text that somebody pasted. */
export type RecognisedIdentifier = {
  readonly kind: NotedKind
  readonly raw: string
  readonly normalised: string
}

/** What was recognised in a pasted text, and the lines in which nothing was. */
export type Recognised = {
  readonly identifiers: readonly RecognisedIdentifier[]
  readonly unread: readonly string[]
}

/** Longest text that is read at once, in UTF-16 code units: a long chat. */
const MAX_PASTED_LENGTH = 1_000_000

type Pattern = { readonly kind: NotedKind; readonly pattern: RegExp }

// Before the others, because an address with a port is an address too and a hash has an address's letters. Repetitions are bounded.
const LATER: readonly Pattern[] = [
  {
    kind: 'transaction',
    pattern:
      /(?<![0-9A-Za-z])(?:https?:\/\/[^\s<>"']{3,120}\/(?:tx|transaction)\/(?:#\/)?)?(?:0x)?[0-9a-fA-F]{64}(?![0-9A-Za-z])/g,
  },
  {
    kind: 'connection',
    pattern:
      /(?<![\d.])(?:(?:\d{1,3}\.){3}\d{1,3}|\[[0-9a-fA-F:]{2,39}\]):\d{1,5}[\s,;@]{1,4}\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?\s?(?:Z|[+-]\d{2}:\d{2})/g,
  },
  {
    kind: 'iccid',
    pattern: /(?<![\p{Nd}])89[\p{Nd}]{2}(?:[ -]?[\p{Nd}]{4}){3,4}[\p{Nd}]{0,3}(?![\p{Nd}])/gu,
  },
  { kind: 'imsi', pattern: /(?=\p{Nd})(?<=\bIMSI\P{L}{0,4})[\p{Nd}]{14,15}(?![\p{Nd}])/giu },
  {
    kind: 'plate',
    pattern: /(?<=(?:\bplate|ផ្លាកលេខ|ស្លាកលេខ)[\s:៖]{1,4})[\p{L}\p{M}\p{Nd} .-]{3,30}[\p{Nd}]/giu,
  },
]

const ALONE = /^[^\s@/:]{1,240}\.(?:xn--[a-z0-9-]{1,59}|[\p{L}\p{M}]{2,24})$/iu

/**
 * Finds identifiers in whatever somebody pasted: a list, a chat, a letter from a bank, the text of a KHQR code. Each is one that
 * `parseNoted` reads. What occurs twice is given once. Lines with letters or digits in which nothing was recognised are given back, so
 * that nothing is dropped unseen.
 */
export function recogniseIdentifiers(pasted: string): Recognised {
  const found = new Map<string, RecognisedIdentifier>()
  const unread: string[] = []
  for (const line of pasted.slice(0, MAX_PASTED_LENGTH).split(/\r?\n|\r|\u2028|\u2029/)) {
    const ofLine = identifiersOf(line)
    for (const identifier of ofLine) {
      const key = `${identifier.kind} ${identifier.normalised}`
      if (!found.has(key)) found.set(key, identifier)
    }
    if (ofLine.length === 0 && /[\p{L}\p{N}]/u.test(line)) unread.push(line.trim())
  }
  return { identifiers: [...found.values()], unread }
}

function identifiersOf(line: string): readonly RecognisedIdentifier[] {
  const payload = readCodePayload(line)
  if (payload.kind === 'khqr') return payload.identifiers
  const taken: { start: number; identifier: RecognisedIdentifier }[] = []
  let rest = line
  for (const { kind, pattern } of LATER) {
    const blanked: string[] = []
    let from = 0
    for (const match of rest.matchAll(pattern)) {
      const read = parseNoted(kind, match[0].trim())
      if (!read.ok) continue
      const { raw, normalised } = read.value
      taken.push({ start: match.index, identifier: { kind, raw, normalised } })
      // Spaces in its place keep the others where they are. Put together once: a line may be a million characters long.
      blanked.push(rest.slice(from, match.index), ' '.repeat(match[0].length))
      from = match.index + match[0].length
    }
    if (from > 0) rest = blanked.join('') + rest.slice(from)
  }
  const others = findIdentifiers(rest).map(({ start, kind, raw, normalised }: FoundIn) => {
    return { start, identifier: { kind, raw, normalised } }
  })
  if (taken.length === 0 && others.length === 0) return domainAlone(line)
  return [...taken, ...others]
    .sort((first, second) => first.start - second.start)
    .map(({ identifier }) => identifier)
}

// A name with dots may be a sentence without spaces or a file's; where it stands alone in its line, it is an address.
function domainAlone(line: string): readonly RecognisedIdentifier[] {
  const text = line.trim()
  const read = ALONE.test(text) ? parseNoted('domain', text) : null
  return read?.ok === true ? [{ kind: 'domain', raw: read.value.raw, normalised: read.value.normalised }] : []
}
