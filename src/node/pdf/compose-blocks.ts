import {
  type Block,
  type DocumentLanguages,
  type Heading,
  type Inline,
  isPhrase,
  type KeyValues,
  type Notice,
  type Paragraph,
  type Phrase,
  type PointList,
  pickLanguage,
  type Title,
} from '#core/documents/document-tree.ts'
import { toKhmerDigits } from '#core/khmer/digits.ts'
import { composeLetterhead } from './compose-letterhead.ts'
import { composeSignatures } from './compose-signatures.ts'
import { composeTable } from './compose-table.ts'
import { type LayoutNode, PLAIN_LAYOUT, type RoomNeed, roomForRows, toStack } from './layout-node.ts'
import { type LineStyle, setContent } from './set-text.ts'
import { COLOURS, CONTENT_WIDTH_PT, FILLS, POINTS_PER_MM } from './type-scale.ts'

type Languages = DocumentLanguages

/** Least room under a heading for a text, which may run over. */
const ROOM_UNDER_HEADING_PT = 44
/** Space above and below a heading. */
const HEADING_MARGIN_PT = { 1: 22, 2: 12, 3: 12 } as const
/** Most headings in a row that move to the next page with what they head. */
const HEADINGS_KEPT_TOGETHER = 4
const LABEL_COLUMN_PT = 44 * POINTS_PER_MM
const LABEL_GAP_PT = 8
const MARKER_COLUMN_PT = 18

/** Turns the blocks of a document into nodes of pdfmake. */
export function composeBlocks(blocks: readonly Block[], languages: Languages): LayoutNode[] {
  const reversed: LayoutNode[] = []
  // From the last to the first, because a heading asks for the room of what follows it.
  for (let index = blocks.length - 1; index >= 0; index -= 1) {
    const block = blocks[index]
    if (block === undefined || block.kind === 'page-break') continue
    const next = blocks[index + 1]?.kind === 'page-break' ? undefined : reversed.at(-1)
    const node = composeBlock(block, languages, next)
    const breaks = blocks[index - 1]?.kind === 'page-break'
    reversed.push(breaks ? { stack: [node], pageBreak: 'before', roomNeed: node.roomNeed } : node)
  }
  return reversed.reverse()
}

function composeBlock(
  block: Exclude<Block, { kind: 'page-break' }>,
  languages: Languages,
  next: LayoutNode | undefined,
): LayoutNode {
  switch (block.kind) {
    case 'letterhead':
      return composeLetterhead(block, languages)
    case 'title':
      return composeTitle(block, languages)
    case 'heading':
      return composeHeading(block, languages, next)
    case 'paragraph':
      return composeParagraph(block, languages)
    case 'list':
      return composeList(block, languages)
    case 'key-values':
      return composeKeyValues(block, languages)
    case 'table':
      return composeTable(block, languages)
    case 'notice':
      return composeNotice(block, languages)
    case 'signatures':
      return composeSignatures(block, languages)
  }
}

function composeTitle(block: Title, languages: Languages): LayoutNode {
  const about = setContent(block.about ?? [], languages, { role: 'body', align: 'center' })
  const title = setContent(block.text, languages, { role: 'title', align: 'center' })
  return { ...toStack([...title, ...about]), margin: [0, 4, 0, 12] }
}

function composeHeading(block: Heading, languages: Languages, next: LayoutNode | undefined): LayoutNode {
  const numbered = block.number === undefined ? block.text : numberHeading(block.text, block.number)
  const texts = setContent(numbered, languages, { role: `heading-${block.level}` })
  const own = roomForRows([[{ texts, widthPt: CONTENT_WIDTH_PT }]], HEADING_MARGIN_PT[block.level])
  const headings = 1 + ((next?.headings as number | undefined) ?? 0)
  const following = headings > HEADINGS_KEPT_TOGETHER ? undefined : (next?.roomNeed as RoomNeed | undefined)
  const roomNeed: RoomNeed = (shaper) => own(shaper) + (following?.(shaper) ?? ROOM_UNDER_HEADING_PT)
  const node = { roomNeed, headings }
  const stack = toStack(texts)
  if (block.level !== 1) return { ...node, ...stack, margin: [0, 9, 0, 3] }
  const rule = {
    type: 'line',
    x1: 0,
    y1: 0,
    x2: CONTENT_WIDTH_PT,
    y2: 0,
    lineWidth: 0.8,
    lineColor: FILLS.strongRule,
  }
  return { ...node, stack: [stack, { canvas: [rule], margin: [0, 1, 0, 0] }], margin: [0, 14, 0, 6] }
}

function numberHeading(text: Inline, number: Phrase): Inline {
  if (isPhrase(text)) return { km: `${number.km}. ${text.km}`, en: `${number.en}. ${text.en}` }
  return typeof text === 'string' ? `${number.en}. ${text}` : text
}

const TONES: { readonly [tone in NonNullable<Paragraph['tone']>]: LineStyle } = {
  plain: { role: 'body' },
  strong: { role: 'strong' },
  quiet: { role: 'label', colour: COLOURS.gloss },
  quotation: { role: 'body' },
}

function composeParagraph(block: Paragraph, languages: Languages): LayoutNode {
  const tone = block.tone ?? 'plain'
  const stack = toStack(setContent(block.text, languages, TONES[tone]))
  if (tone !== 'quotation') return { ...stack, margin: [0, 0, 0, 6] }
  return {
    table: { widths: ['*'], body: [[stack]] },
    layout: { ...PLAIN_LAYOUT, vLineWidth: (edge: number) => (edge === 0 ? 2 : 0), paddingLeft: () => 10 },
    margin: [4, 2, 0, 8],
  }
}

function composeList(block: PointList, languages: Languages): LayoutNode {
  if (block.points.length === 0) return { stack: [] }
  const khmerHeight = languages !== 'en'
  const widthPt = CONTENT_WIDTH_PT - MARKER_COLUMN_PT - 12
  const rooms: RoomNeed[] = []
  const body = block.points.map((point, index) => {
    const number = `${index + 1}.`
    const marker = block.ordered ? pickLanguage({ km: toKhmerDigits(number), en: number }, languages) : '–'
    const texts = setContent(point, languages, { role: 'body', khmerHeight })
    const roomNeed = roomForRows([[{ texts, widthPt }]], 6)
    rooms.push(roomNeed)
    return [
      { ...toStack(setContent(marker, languages, { role: 'body', khmerHeight })), roomNeed },
      { ...toStack(texts), roomNeed },
    ]
  })
  return {
    table: { widths: [MARKER_COLUMN_PT, '*'], body },
    layout: LIST_LAYOUT,
    margin: [4, 0, 0, 6],
    roomNeed: rooms[0],
  }
}

function composeKeyValues(block: KeyValues, languages: Languages): LayoutNode {
  if (block.rows.length === 0) return { stack: [] }
  const khmerHeight = languages !== 'en'
  const valueWidth = CONTENT_WIDTH_PT - LABEL_COLUMN_PT - 4 - 2 * LABEL_GAP_PT
  const rooms: RoomNeed[] = []
  const body = block.rows.map(({ label, value }) => {
    const columns = [
      {
        texts: setContent(label, languages, { role: 'label', colour: COLOURS.gloss, khmerHeight }),
        widthPt: LABEL_COLUMN_PT,
      },
      { texts: setContent(value, languages, { role: 'body', khmerHeight }), widthPt: valueWidth },
    ]
    const roomNeed = roomForRows([columns], 6)
    rooms.push(roomNeed)
    return columns.map(({ texts }) => ({ ...toStack(texts), roomNeed }))
  })
  return {
    table: { widths: [LABEL_COLUMN_PT, '*'], body },
    layout: {
      ...PLAIN_LAYOUT,
      hLineWidth: (edge: number) => (edge === 0 ? 0 : 0.4),
      hLineColor: () => FILLS.headingRow,
      paddingTop: () => 2,
      paddingBottom: () => 2,
      paddingRight: () => LABEL_GAP_PT,
    },
    margin: [0, 0, 0, 8],
    roomNeed: rooms[0],
  }
}

const NOTICE_PADDING_PT = 10
const LIST_LAYOUT = { ...PLAIN_LAYOUT, paddingBottom: () => 4 } as const

function composeNotice(block: Notice, languages: Languages): LayoutNode {
  const caution = block.tone === 'caution'
  const rule = caution ? FILLS.cautionRule : FILLS.strongRule
  const heading = block.heading === undefined ? [] : setContent(block.heading, languages, { role: 'strong' })
  const text = block.text.flatMap((content) => setContent(content, languages, { role: 'label' }))
  const texts = [...heading, ...text]
  const widthPt = CONTENT_WIDTH_PT - 2 * NOTICE_PADDING_PT - 4
  return {
    table: { widths: ['*'], body: [[toStack(texts)]] },
    layout: {
      ...PLAIN_LAYOUT,
      hLineWidth: () => 0.6,
      vLineWidth: (edge: number) => (edge === 0 ? 3 : 0.6),
      hLineColor: () => rule,
      vLineColor: () => rule,
      fillColor: () => (caution ? FILLS.caution : FILLS.information),
      paddingLeft: () => NOTICE_PADDING_PT,
      paddingRight: () => NOTICE_PADDING_PT,
      paddingTop: () => 5,
      paddingBottom: () => 5,
    },
    margin: [0, 4, 0, 10],
    roomNeed: roomForRows([[{ texts, widthPt }]], 16) satisfies RoomNeed,
  }
}
