import { type Identifier, type IdentifierKind, parseIdentifier } from '../identifiers/identifier.ts'

/** An identifier that stands in a text. */
export type FoundIn = Pick<Identifier, 'kind' | 'raw' | 'normalised'> & {
  /** In UTF-16 code units. */
  readonly start: number
  readonly end: number
}

type Pattern = {
  readonly kinds: readonly IdentifierKind[]
  readonly pattern: RegExp
  /** What a text must hold for the pattern to be tried: looking for one sign costs a thousandth of it. */
  readonly sign: RegExp
}

const HOST = '(?:[\\p{L}\\p{Nd}](?:[\\p{L}\\p{M}\\p{Nd}-]{0,62})\\.){1,8}[\\p{L}][\\p{L}\\p{M}\\p{Nd}-]{1,62}'

// In the order in which they take a place: what was taken by one is left alone by the later ones. Every repetition is bounded, so
// that no text takes more than linear time; what stands before a number is looked at where there is one.
const PATTERNS: readonly Pattern[] = [
  { kinds: ['url'], sign: /https?:/i, pattern: /\bhttps?:\/\/[^\s<>"'\u00ab\u00bb\u201c\u201d]{3,2000}/giu },
  { kinds: ['telegram'], sign: /\.me\//i, pattern: /\b(?:t\.me|telegram\.me)\/\+?[A-Za-z0-9_/-]{3,64}/giu },
  {
    kinds: ['facebook'],
    sign: /(?:facebook|fb)\./i,
    pattern: /\b(?:www\.|m\.|web\.)?(?:facebook|fb)\.(?:com|me)\/[A-Za-z0-9._/?=&%-]{2,200}/giu,
  },
  { kinds: ['email'], sign: /@/, pattern: new RegExp(`[\\p{L}\\p{Nd}._%+-]{1,64}@${HOST}`, 'giu') },
  { kinds: ['bakong'], sign: /@/, pattern: /[a-z0-9._-]{2,40}@[a-z0-9]{2,20}(?![a-z0-9.@])/gi },
  {
    kinds: ['wallet'],
    sign: /[0-9A-Za-z]{26}/,
    pattern:
      /\b(?:0x[0-9a-fA-F]{40}|T[1-9A-HJ-NP-Za-km-z]{33}|(?:bc1|tb1)[0-9a-z]{11,87}|[13][1-9A-HJ-NP-Za-km-z]{25,34})\b/g,
  },
  {
    kinds: ['bank-account'],
    sign: /[A-Z]{2}[0-9]{2}/,
    pattern: /\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,4})?\b/g,
  },
  {
    kinds: ['imei'],
    sign: /imei/i,
    pattern: /(?=\p{Nd})(?<=\bIMEI\P{L}{0,8})[\p{Nd}][\p{Nd} -]{13,20}[\p{Nd}]/giu,
  },
  { kinds: ['ip'], sign: /\d\.\d/, pattern: /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g },
  {
    // An account number is a number like any other: only what is called one is taken for one.
    kinds: ['bank-account'],
    sign: /a\/?c|acc|aba|wing|bank|គណនី|ធនាគារ/i,
    pattern:
      /(?=\p{Nd})(?<=(?:\b(?:a\/?c|acc(?:ount|t)?|aba|acleda|wing|bank)|គណនី|ធនាគារ)[^\p{Nd}\n]{0,24})[\p{Nd}][\p{Nd} -]{5,24}[\p{Nd}]/giu,
  },
  {
    kinds: ['phone'],
    sign: /\+\p{Nd}|00/u,
    pattern: /(?<![\p{Nd}\p{L}.+])(?:\+|00)[\p{Nd}][\p{Nd} ().-]{6,20}[\p{Nd}](?![\p{Nd}])/gu,
  },
  {
    kinds: ['phone'],
    sign: /855|[0០]/,
    pattern: /(?<![\p{Nd}\p{L}.,/:+-])(?:855|[0០])[\p{Nd} ().-]{7,16}[\p{Nd}](?![\p{Nd}:/]|\.[\p{Nd}])/gu,
  },
  {
    kinds: ['telegram'],
    sign: /@/,
    pattern: /(?<![\p{L}\p{Nd}_@./])@[A-Za-z][A-Za-z0-9_]{4,31}(?![A-Za-z0-9_.@])/gu,
  },
]

/** Longest stretch that is searched at once: longer texts are cut at a line's end near it. */
const STRETCH = 20_000

/**
 * Finds identifiers in a text: addresses, numbers, accounts, wallets, handles. Each is one that `parseIdentifier` reads, so that what it
 * finds can be matched as it is. It looks for writings that are hardly anything else, and misses rather than guesses.
 */
export function findIdentifiers(text: string): readonly FoundIn[] {
  const found: FoundIn[] = []
  for (let from = 0; from < text.length; ) {
    const to = stretchEnd(text, from)
    found.push(...findInStretch(text.slice(from, to), from))
    from = to
  }
  return found.sort((first, second) => first.start - second.start)
}

function findInStretch(text: string, offset: number): FoundIn[] {
  const found: FoundIn[] = []
  const taken = new Uint8Array(text.length)
  for (const { kinds, sign, pattern } of PATTERNS) {
    if (!sign.test(text)) continue
    for (const match of text.matchAll(pattern)) {
      const raw = trimEnd(match[0])
      const start = match.index
      if (raw === '' || taken.subarray(start, start + raw.length).includes(1)) continue
      for (const kind of kinds) {
        const read = parseIdentifier(kind, raw)
        if (!read.ok) continue
        const { normalised } = read.value
        found.push({ kind, raw, normalised, start: offset + start, end: offset + start + raw.length })
        taken.fill(1, start, start + raw.length)
        break
      }
    }
  }
  return found
}

/** A sentence's end is no part of an address. */
function trimEnd(raw: string): string {
  return raw.replace(/[.,;:!?)\]}។៕\s]{1,20}$/u, '')
}

function stretchEnd(text: string, from: number): number {
  const to = from + STRETCH
  if (to >= text.length) return text.length
  const lineEnd = text.lastIndexOf('\n', to)
  if (lineEnd > from) return lineEnd + 1
  const space = text.lastIndexOf(' ', to)
  return space > from ? space + 1 : to
}

/** Some words around a place in a text. */
export function contextOf(text: string, { start, end }: Pick<FoundIn, 'start' | 'end'>): string {
  const around = 40
  return text
    .slice(Math.max(0, start - around), end + around)
    .replace(/\s+/g, ' ')
    .trim()
}
