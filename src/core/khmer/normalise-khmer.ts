/**
 * Kinds of characters in a Khmer cluster, in the order in which the normal form writes them after the base.
 *
 * The order is that of "Khmer Encoding Structure" (M. Hosken, SIL Global, UTC document L2/22-290), which is the order of
 * The Unicode Standard §16.4 made strict.
 */
const ORDER = [
  'robat',
  'subscript',
  'shifter',
  'vowel-around',
  'vowel-below',
  'vowel-above',
  'vowel-after',
  'sign',
  'final',
] as const

type Kind = (typeof ORDER)[number]
type Part = { readonly kind: Kind; readonly text: string }

const COENG = '\u17d2'
const SUBSCRIPT_DA = '\u17d2\u178a'
const SUBSCRIPT_TA = '\u17d2\u178f'
const SUBSCRIPT_RO = '\u17d2\u179a'
const VOWEL_AA = '\u17b6'
const VOWEL_II = '\u17b8'
const VOWEL_U = '\u17bb'
const VOWEL_OE = '\u17be'
const VOWEL_E = '\u17c1'
const VOWEL_OO = '\u17c4'
const NIKAHIT = '\u17c6'
const MUUSIKATOAN = '\u17c9'
const TRIISAP = '\u17ca'

// A base, then everything that belongs to its cluster; joiners inside are allowed in and dropped.
const CLUSTER =
  /([\u1780-\u17b3])((?:\u17d2[\u200c\u200d]*[\u1780-\u17b3]|[\u17b4-\u17d1\u17d3\u17dd\u200c\u200d])+)/g
const PART = /\u17d2[\u200c\u200d]*[\u1780-\u17b3]|[\u17b4-\u17d1\u17d3\u17dd\u200c\u200d]/g
const IGNORED = /[\u17b4\u17b5\u200c\u200d]/g

// Consonants of the first series: with them a mark below an upper vowel is triisap, with the others muusikatoan.
const FIRST_SERIES = /[\u1780\u1781\u1785\u1786\u178a\u178b\u178e\u178f\u1790\u1794\u1795\u179f-\u17a2]/
const BA = '\u1794'
// Above these the mark below is a series shifter, drawn like the vowel U.
const UPPER = /^[\u17b7-\u17ba\u17be\u17bf\u17d0\u17dd]$/

/**
 * Writes Khmer text so that what looks the same is the same: Unicode NFC, then the characters of each cluster in one
 * order, with one spelling for those that are drawn alike.
 *
 * Made for comparing and searching only: it loses the writer's choice between ្ដ and ្ត and drops joiners inside clusters, so
 * its result MUST NOT replace what is stored. Text without Khmer only becomes NFC. Applying it twice changes nothing more.
 */
export function normaliseKhmer(text: string): string {
  return (
    text
      .normalize('NFC')
      .replace(/\u17a3/g, '\u17a2')
      .replace(/\u17a4/g, '\u17a2\u17b6')
      .replace(CLUSTER, recallCluster)
      // U+17DD has a higher combining class than U+17D2: a stray subscript sign after it moves in front of it.
      .normalize('NFC')
  )
}

/** Most clusters that are remembered; then all are forgotten, which costs time and nothing else. */
const MAX_REMEMBERED = 4096
/** A cluster of ordinary Khmer is no longer; others are not remembered, because anybody may write them without end. */
const LONGEST_REMEMBERED = 8
const remembered = new Map<string, string>()

// A language writes the same few hundred clusters again and again, and folding texts is a tenth of filling the search index.
function recallCluster(cluster: string, base: string, rest: string): string {
  const known = remembered.get(cluster)
  if (known !== undefined) return known
  const normal = base + normaliseRest(base, rest)
  if (cluster.length > LONGEST_REMEMBERED) return normal
  if (remembered.size >= MAX_REMEMBERED) remembered.clear()
  remembered.set(cluster, normal)
  return normal
}

function normaliseRest(base: string, rest: string): string {
  const parts = (rest.match(PART) ?? []).flatMap((text) => readPart(text))
  const joined = joinVowels(parts)
  const shifted = readShifter(base, joined)
  return ORDER.flatMap((kind) => putRoLast(shifted.filter((part) => part.kind === kind)))
    .map((part) => part.text)
    .join('')
}

function readPart(raw: string): Part[] {
  const text = raw.replace(IGNORED, '')
  if (text === '') return []
  if (text.startsWith(COENG)) {
    // ្ដ and ្ត are drawn alike, and both are met in the same words.
    return [{ kind: 'subscript', text: text === SUBSCRIPT_DA ? SUBSCRIPT_TA : text }]
  }
  // U+17D3 belongs to lunar dates of old; typed after a letter it stands for nikahit, which looks the same.
  const sign = text === '\u17d3' ? NIKAHIT : text
  return [{ kind: kindOf(sign), text: sign }]
}

function kindOf(sign: string): Kind {
  const code = sign.charCodeAt(0)
  if (code === 0x17cc) return 'robat'
  if (code === 0x17c9 || code === 0x17ca) return 'shifter'
  if (code === 0x17b6) return 'vowel-after'
  if (code >= 0x17b7 && code <= 0x17ba) return 'vowel-above'
  if (code >= 0x17bb && code <= 0x17bd) return 'vowel-below'
  if (code >= 0x17be && code <= 0x17c5) return 'vowel-around'
  if (code === 0x17c7 || code === 0x17c8) return 'final'
  return 'sign'
}

/** Joins vowels that were typed in two pieces: េ with ី is ើ, េ with ា is ោ; the first with the first, in one pass over the cluster. */
function joinVowels(parts: readonly Part[]): readonly Part[] {
  const tails = parts.filter(({ text }) => text === VOWEL_II || text === VOWEL_AA)
  const pairs = Math.min(parts.filter(({ text }) => text === VOWEL_E).length, tails.length)
  if (pairs === 0) return parts
  const joined = new Set(tails.slice(0, pairs))
  let at = 0
  return parts.flatMap((part) => {
    if (joined.has(part)) return []
    if (part.text !== VOWEL_E || at === pairs) return [part]
    const text = tails[at]?.text === VOWEL_II ? VOWEL_OE : VOWEL_OO
    at += 1
    return [{ kind: 'vowel-around', text } satisfies Part]
  })
}

/** Reads the vowel U typed together with an upper vowel as the series shifter that is drawn the same way there. */
function readShifter(base: string, parts: readonly Part[]): readonly Part[] {
  if (!parts.some((part) => part.text === VOWEL_U) || parts.some((part) => part.kind === 'shifter'))
    return parts
  const hasAam = parts.some((part) => part.text === VOWEL_AA) && parts.some((part) => part.text === NIKAHIT)
  if (!hasAam && !parts.some((part) => UPPER.test(part.text))) return parts
  const consonants = base + parts.map((part) => (part.kind === 'subscript' ? part.text : '')).join('')
  const text = FIRST_SERIES.test(consonants) && !consonants.includes(BA) ? TRIISAP : MUUSIKATOAN
  const first = parts.findIndex((part) => part.text === VOWEL_U)
  return parts.map((part, index) => (index === first ? { kind: 'shifter', text } : part))
}

/** Of several subscripts, RO comes last: it is drawn to the left of the cluster wherever it was typed. */
function putRoLast(parts: readonly Part[]): readonly Part[] {
  const others = parts.filter((part) => part.text !== SUBSCRIPT_RO)
  return [...others, ...parts.filter((part) => part.text === SUBSCRIPT_RO)]
}
