import type { Block, DocumentLanguages, Paragraph } from '#core/documents/document-tree.ts'
import {
  type LayoutNode,
  PLAIN_LAYOUT,
  ROOM_UNDER_HEADING_PT,
  type RoomNeed,
  roomForRows,
  type TaggedNode,
  toStack,
} from './layout-node.ts'
import { type LineStyle, setContent } from './set-text.ts'
import { naturalLanguage, toStructure } from './structure-node.ts'
import { tagTexts } from './tag-texts.ts'
import { COLOURS, CONTENT_WIDTH_PT } from './type-scale.ts'

/** Longer paragraphs introduce nothing: they may end a page. */
const HIGHEST_INTRODUCTION_PT = 90
const PARAGRAPH_GAP_PT = 6

const TONES: { readonly [tone in NonNullable<Paragraph['tone']>]: LineStyle } = {
  plain: { role: 'body' },
  strong: { role: 'strong' },
  quiet: { role: 'label', colour: COLOURS.gloss },
  quotation: { role: 'body' },
}

/** What a paragraph introduces begins on its page: a table, names and values, points, a picture, somebody's own words. */
export function roomIntroduced(
  following: Block | undefined,
  next: LayoutNode | undefined,
): RoomNeed | undefined {
  switch (following?.kind) {
    case 'table':
    case 'key-values':
    case 'list':
    case 'image':
      return next?.roomNeed as RoomNeed | undefined
    case 'paragraph':
      return following.tone === 'quotation' ? () => ROOM_UNDER_HEADING_PT : undefined
    default:
      return next?.closingRoom as RoomNeed | undefined
  }
}

/** Turns running text into a node of pdfmake. */
export function composeParagraph(
  block: Paragraph,
  languages: DocumentLanguages,
  introduced: RoomNeed | undefined,
): TaggedNode {
  const tone = block.tone ?? 'plain'
  const set = setContent(block.text, languages, TONES[tone])
  const { element, texts } = tagTexts('P', set, naturalLanguage(languages))
  const stack = toStack(texts)
  if (tone !== 'quotation') {
    const own = roomForRows([[{ texts, widthPt: CONTENT_WIDTH_PT }]], PARAGRAPH_GAP_PT)
    const roomNeed: RoomNeed = (shaper) => {
      const height = own(shaper)
      const isShort = height > 0 && height <= HIGHEST_INTRODUCTION_PT
      return isShort ? height + (introduced?.(shaper) ?? 0) : ROOM_UNDER_HEADING_PT
    }
    const kept = introduced === undefined ? {} : { roomNeed }
    return { ...stack, ...kept, ownRoom: own, margin: [0, 0, 0, PARAGRAPH_GAP_PT], element }
  }
  return {
    element: toStructure('BlockQuote', [element]),
    table: { widths: ['*'], body: [[stack]] },
    layout: { ...PLAIN_LAYOUT, vLineWidth: (edge: number) => (edge === 0 ? 2 : 0), paddingLeft: () => 10 },
    margin: [4, 2, 0, 8],
  }
}
