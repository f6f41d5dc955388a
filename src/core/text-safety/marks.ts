/** A character of a text that a reader cannot see but that may mislead, found by {@link findMarks}. */
export type TextMark = {
  /** `bidi` changes the order in which text is shown; `invisible` has no glyph and no width. */
  readonly kind: 'bidi' | 'invisible'
  /** Where it stands, in UTF-16 code units from 0. */
  readonly position: number
  readonly codePoint: number
}

/**
 * Tells whether a code point changes the direction in which text is shown: the embeddings, overrides and isolates and the
 * three marks of Unicode Standard Annex 9 §2.
 */
export function isBidiControl(codePoint: number): boolean {
  return (
    codePoint === 0x061c ||
    codePoint === 0x200e ||
    codePoint === 0x200f ||
    (codePoint >= 0x202a && codePoint <= 0x202e) ||
    (codePoint >= 0x2066 && codePoint <= 0x2069)
  )
}

// Ranges of Default_Ignorable_Code_Point (Unicode 17, DerivedCoreProperties), with the interlinear annotation characters
// and the Braille blank, which show nothing either. Bidi controls are among them.
const INVISIBLE_RANGES: readonly (readonly [number, number])[] = [
  [0x00ad, 0x00ad],
  [0x034f, 0x034f],
  [0x061c, 0x061c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x2800, 0x2800],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff],
]

const INVISIBLE = new RegExp(
  `[${INVISIBLE_RANGES.map(([first, last]) => `\\u{${first.toString(16)}}-\\u{${last.toString(16)}}`).join('')}]`,
  'gu',
)

/** Tells whether a code point shows nothing and takes no room: zero-width characters, joiners, selectors, bidi controls. */
export function isInvisible(codePoint: number): boolean {
  return INVISIBLE_RANGES.some(([first, last]) => codePoint >= first && codePoint <= last)
}

/** Finds the characters of a text that a reader cannot see, in their order. */
export function findMarks(text: string): readonly TextMark[] {
  const marks: TextMark[] = []
  let position = 0
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0
    if (isBidiControl(codePoint)) marks.push({ kind: 'bidi', position, codePoint })
    else if (isInvisible(codePoint)) marks.push({ kind: 'invisible', position, codePoint })
    position += character.length
  }
  return marks
}

/** Removes the characters of a text that a reader cannot see; for comparing only, never for storing. */
export function removeInvisible(text: string): string {
  return text.replace(INVISIBLE, '')
}
