/** Points in a millimetre. */
export const POINTS_PER_MM = 72 / 25.4

/** ISO 216 A4. */
export const PAGE_SIZE = { widthPt: 595.28, heightPt: 841.89 } as const

/** Room on the left for binding, on the right for a thumb, at the foot for the running lines. */
export const PAGE_MARGINS = {
  left: 25 * POINTS_PER_MM,
  right: 20 * POINTS_PER_MM,
  top: 18 * POINTS_PER_MM,
  bottom: 24 * POINTS_PER_MM,
} as const

/** Width between the margins. */
export const CONTENT_WIDTH_PT = PAGE_SIZE.widthPt - PAGE_MARGINS.left - PAGE_MARGINS.right

/** Extra room at the foot when people sign every page. */
export const SIGNER_STRIP_PT = 58

/** Colours that stay apart when printed in grey: red, green and blue from 0 to 1. */
export const COLOURS = {
  ink: [0.07, 0.09, 0.13],
  gloss: [0.33, 0.37, 0.43],
} as const

/** Colours of lines and areas as pdfmake takes them. */
export const FILLS = {
  rule: '#99a3b3',
  strongRule: '#2b3648',
  headingRow: '#e9edf3',
  total: '#f4f6f9',
  information: '#f1f5fa',
  caution: '#fbf3e4',
  cautionRule: '#b07d1a',
} as const

/** How a text looks; each look tries several faces. */
export type Look = 'regular' | 'bold' | 'title'

/** What a piece of text is for. */
export type Role =
  | 'title'
  | 'heading-1'
  | 'heading-2'
  | 'heading-3'
  | 'body'
  | 'strong'
  | 'label'
  | 'cell'
  | 'column'
  | 'total'
  | 'foot'

/** Look and size, and those of English beneath Khmer. */
export type RoleType = {
  readonly look: Look
  readonly sizePt: number
  readonly gloss: { readonly look: Look; readonly sizePt: number }
}

/** The type scale: looks and sizes of every role. */
export const ROLES: { readonly [role in Role]: RoleType } = {
  title: toRole('title', 16, 'bold', 11),
  'heading-1': toRole('title', 11.5, 'bold', 9.5),
  'heading-2': toRole('bold', 11.5, 'regular', 9),
  'heading-3': toRole('bold', 10.5, 'regular', 8.5),
  body: toRole('regular', 11, 'regular', 9.2),
  strong: toRole('bold', 11, 'regular', 9.2),
  label: toRole('regular', 10, 'regular', 8.2),
  cell: toRole('regular', 9.6, 'regular', 7.8),
  column: toRole('bold', 9.6, 'regular', 7.8),
  total: toRole('bold', 9.6, 'regular', 7.8),
  foot: toRole('regular', 7.8, 'regular', 7),
}

function toRole(look: Look, sizePt: number, glossLook: Look, glossPt: number): RoleType {
  return { look, sizePt, gloss: { look: glossLook, sizePt: glossPt } }
}

/**
 * Baseline and height of a line as parts of the type size.
 *
 * Khmer stacks subscripts and vowels: over 9,903 place names Battambang inks from 1.07 above to 0.52 below the
 * baseline, Moul from 1.23 to 0.59. Latin text alone is set closer.
 */
export const LINE_BOX = {
  khmer: { ascent: 1.12, descent: 0.58 },
  title: { ascent: 1.28, descent: 0.66 },
  latin: { ascent: 1.02, descent: 0.38 },
} as const

/** Digests are set smaller than the text around them, so that 64 digits stand on one line of a page. */
export const DIGEST_SIZE = 0.9
