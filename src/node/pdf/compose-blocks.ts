import {
  type Block,
  type DocumentLanguages,
  type Heading,
  type Inline,
  isPhrase,
  type KeyValues,
  type Notice,
  type Phrase,
  type PointList,
  pickLanguage,
  type Title,
} from '#core/documents/document-tree.ts'
import { toKhmerDigits } from '#core/khmer/digits.ts'
import { composeLetterhead } from './compose-letterhead.ts'
import { composeParagraph, roomIntroduced } from './compose-paragraph.ts'
import { composePicture } from './compose-picture.ts'
import { composeSignatures } from './compose-signatures.ts'
import { composeTable } from './compose-table.ts'
import type { EmbeddedPictures } from './embedded-pictures.ts'
import {
  type LayoutNode,
  PLAIN_LAYOUT,
  ROOM_UNDER_HEADING_PT,
  type RoomNeed,
  roomForRows,
  roomOfRow,
  roomToBegin,
  type TaggedNode,
  toStack,
} from './layout-node.ts'
import { setContent } from './set-text.ts'
import { naturalLanguage, toStructure } from './structure-node.ts'
import { tagTexts } from './tag-texts.ts'
import { COLOURS, CONTENT_WIDTH_PT, FILLS, POINTS_PER_MM } from './type-scale.ts'

type Languages = DocumentLanguages

/** Space above and below a heading. */
const HEADING_MARGIN_PT = { 1: 22, 2: 12, 3: 12 } as const
/** Most headings in a row that move to the next page with what they head. */
const HEADINGS_KEPT_TOGETHER = 4
const LABEL_COLUMN_PT = 44 * POINTS_PER_MM
const LABEL_GAP_PT = 8
const MARKER_COLUMN_PT = 18

/** Turns the blocks of a document into nodes of pdfmake. */
export function composeBlocks(
  blocks: readonly Block[],
  languages: Languages,
  pictures: EmbeddedPictures,
): TaggedNode[] {
  const reversed: TaggedNode[] = []
  const headings = rankHeadings(blocks)
  // From the last to the first, because a heading asks for the room of what follows it.
  for (let index = blocks.length - 1; index >= 0; index -= 1) {
    const block = blocks[index]
    if (block === undefined || block.kind === 'page-break') continue
    const next = blocks[index + 1]?.kind === 'page-break' ? undefined : reversed.at(-1)
    const following = next === undefined ? undefined : blocks[index + 1]
    const heading = headings.get(index) ?? 'H2'
    const node = composeBlock(block, { languages, pictures, next, following, heading })
    const breaks = blocks[index - 1]?.kind === 'page-break'
    const { roomNeed, element } = node
    reversed.push(breaks ? { stack: [node], pageBreak: 'before', roomNeed, element } : node)
  }
  return reversed.reverse()
}

type HeadingKind = 'H2' | 'H3' | 'H4'

/** The title is H1, so headings begin at H2; one that skips a level is heard at the next one beneath. */
function rankHeadings(blocks: readonly Block[]): ReadonlyMap<number, HeadingKind> {
  const ranks = new Map<number, HeadingKind>()
  let last = 0
  blocks.forEach((block, index) => {
    if (block.kind !== 'heading') return
    last = Math.min(block.level, last + 1)
    ranks.set(index, `H${last + 1}` as HeadingKind)
  })
  return ranks
}

/** What a block is composed with, besides what it says. */
type Surroundings = {
  readonly languages: Languages
  readonly pictures: EmbeddedPictures
  readonly next: LayoutNode | undefined
  readonly following: Block | undefined
  readonly heading: HeadingKind
}

function composeBlock(
  block: Exclude<Block, { kind: 'page-break' }>,
  { languages, pictures, next, following, heading }: Surroundings,
): TaggedNode {
  const closing = next?.closingRoom as RoomNeed | undefined
  switch (block.kind) {
    case 'letterhead':
      return composeLetterhead(block, languages)
    case 'title':
      return composeTitle(block, languages)
    case 'heading':
      return composeHeading(block, languages, next, heading)
    case 'paragraph':
      return composeParagraph(block, languages, roomIntroduced(following, next))
    case 'list':
      return composeList(block, languages, closing)
    case 'key-values':
      return composeKeyValues(block, languages, closing)
    case 'table':
      return composeTable(block, languages, closing)
    case 'image':
      return composePicture(block, languages, pictures)
    case 'notice':
      return composeNotice(block, languages)
    case 'signatures':
      return composeSignatures(block, languages, next?.ownRoom as RoomNeed | undefined)
  }
}

function composeTitle(block: Title, languages: Languages): TaggedNode {
  const language = naturalLanguage(languages)
  const about = setContent(block.about ?? [], languages, { role: 'body', align: 'center' })
  const title = setContent(block.text, languages, { role: 'title', align: 'center' })
  const [named, told] = [tagTexts('H1', title, language), tagTexts('P', about, language)]
  const element = toStructure('Div', [named.element, told.element])
  return { ...toStack([...named.texts, ...told.texts]), margin: [0, 4, 0, 12], element }
}

function composeHeading(
  block: Heading,
  languages: Languages,
  next: LayoutNode | undefined,
  kind: HeadingKind,
): TaggedNode {
  const numbered = block.number === undefined ? block.text : numberHeading(block.text, block.number)
  const set = setContent(numbered, languages, { role: `heading-${block.level}` })
  const { element, texts } = tagTexts(kind, set, naturalLanguage(languages))
  const own = roomForRows([[{ texts, widthPt: CONTENT_WIDTH_PT }]], HEADING_MARGIN_PT[block.level])
  const headings = 1 + ((next?.headings as number | undefined) ?? 0)
  const following = headings > HEADINGS_KEPT_TOGETHER ? undefined : (next?.roomNeed as RoomNeed | undefined)
  const roomNeed: RoomNeed = (shaper) => own(shaper) + (following?.(shaper) ?? ROOM_UNDER_HEADING_PT)
  const node = {
    roomNeed,
    headings,
    element,
    closingRoom: next?.closingRoom === undefined ? undefined : roomNeed,
  }
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

function composeList(block: PointList, languages: Languages, closing: RoomNeed | undefined): TaggedNode {
  const numbering = block.ordered ? 'Decimal' : 'Disc'
  const element = toStructure('L', [], { attributes: { numbering } })
  if (block.points.length === 0) return { stack: [], element }
  const language = naturalLanguage(languages)
  const khmerHeight = languages !== 'en'
  const widthPt = CONTENT_WIDTH_PT - MARKER_COLUMN_PT - 12
  const rooms: RoomNeed[] = []
  const points = block.points.map((point, index) => {
    const number = `${index + 1}.`
    const marker = block.ordered ? pickLanguage({ km: toKhmerDigits(number), en: number }, languages) : '–'
    const label = tagTexts('Lbl', setContent(marker, languages, { role: 'body', khmerHeight }), language)
    const body = tagTexts('LBody', setContent(point, languages, { role: 'body', khmerHeight }), language)
    element.children.push(toStructure('LI', [label.element, body.element]))
    const { texts } = body
    rooms.push(roomForRows([[{ texts, widthPt }]], 6))
    return [label.texts, texts]
  })
  const body = points.map((columns, index) => {
    const roomNeed = closing === undefined ? rooms[index] : roomOfRow(rooms, index, closing)
    return columns.map((texts) => ({ ...toStack(texts), roomNeed }))
  })
  return {
    table: { widths: [MARKER_COLUMN_PT, '*'], body },
    layout: LIST_LAYOUT,
    margin: [4, 0, 0, 6],
    roomNeed: roomToBegin(rooms, false, closing),
    element,
  }
}

function composeKeyValues(block: KeyValues, languages: Languages, closing: RoomNeed | undefined): TaggedNode {
  const element = toStructure('Table')
  if (block.rows.length === 0) return { stack: [], element }
  const language = naturalLanguage(languages)
  const khmerHeight = languages !== 'en'
  const valueWidth = CONTENT_WIDTH_PT - LABEL_COLUMN_PT - 4 - 2 * LABEL_GAP_PT
  const rooms: RoomNeed[] = []
  const composed = block.rows.map(({ label, value }) => {
    const named = setContent(label, languages, { role: 'label', colour: COLOURS.gloss, khmerHeight })
    const said = setContent(value, languages, { role: 'body', khmerHeight })
    const columns = [
      { ...tagTexts('TH', named, language, { scope: 'Row' }), widthPt: LABEL_COLUMN_PT },
      { ...tagTexts('TD', said, language), widthPt: valueWidth },
    ]
    element.children.push(
      toStructure(
        'TR',
        columns.map((column) => column.element),
      ),
    )
    rooms.push(roomForRows([columns], 6))
    return columns
  })
  const body = composed.map((columns, index) => {
    const roomNeed = roomOfRow(rooms, index, closing)
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
    roomNeed: roomToBegin(rooms, true, closing),
    element,
  }
}

const NOTICE_PADDING_PT = 10
const LIST_LAYOUT = { ...PLAIN_LAYOUT, paddingBottom: () => 4 } as const

function composeNotice(block: Notice, languages: Languages): TaggedNode {
  const caution = block.tone === 'caution'
  const rule = caution ? FILLS.cautionRule : FILLS.strongRule
  const heading = block.heading === undefined ? [] : setContent(block.heading, languages, { role: 'strong' })
  const parts = [heading, ...block.text.map((text) => setContent(text, languages, { role: 'label' }))].map(
    (part) => tagTexts('P', part, naturalLanguage(languages)),
  )
  const texts = parts.flatMap((part) => part.texts)
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
    element: toStructure(
      'Div',
      parts.map((part) => part.element),
    ),
  }
}
