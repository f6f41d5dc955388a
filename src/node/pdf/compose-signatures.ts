import {
  type DocumentLanguages,
  pickLanguage,
  type Signatures,
  type Signer,
} from '#core/documents/document-tree.ts'
import { PAGE_TEXT, SIGNER_MARKS } from '#core/documents/page-text.ts'
import type { FlowText } from './flow-text.ts'
import {
  type LayoutNode,
  PLAIN_LAYOUT,
  type RoomNeed,
  roomForRows,
  type TaggedNode,
  toStack,
  toTextNode,
} from './layout-node.ts'
import { type LineStyle, setContent, setParts } from './set-text.ts'
import { naturalLanguage, type StructureNode, toStructure } from './structure-node.ts'
import { tagTexts } from './tag-texts.ts'
import { COLOURS, CONTENT_WIDTH_PT } from './type-scale.ts'

/** Most people who sign side by side. */
const SIGNERS_PER_ROW = 3
/** Room for a hand's signature and for a thumb-print, which is about 20 × 25 mm. */
const ROOM_TO_SIGN_PT = 76
const PADDING_PT = 5
const ABOVE_PT = 10
const ROW_GAP_PT = 4
const DATE_DOTS = ' ......./......./..........'

/**
 * Turns a signature area into boxes, three a row; a row begins on a new page rather than being cut. A paragraph beneath, which takes
 * `beneath`, stays on their page: no page has nothing but its last line.
 */
export function composeSignatures(
  block: Signatures,
  languages: DocumentLanguages,
  beneath: RoomNeed | undefined,
): TaggedNode {
  const said = block.intro === undefined ? [] : setContent(block.intro, languages, { role: 'body' })
  const { element: introElement, texts: intro } = tagTexts('P', said, naturalLanguage(languages))
  const element = toStructure('Div', [introElement])
  const introRow = [{ texts: intro, widthPt: CONTENT_WIDTH_PT }]
  const rows: LayoutNode[] = []
  // Rows are about as long as one another: four people sign two and two, and nobody alone beneath the others.
  const perRow = Math.ceil(block.signers.length / Math.ceil(block.signers.length / SIGNERS_PER_ROW))
  for (let first = 0; first < block.signers.length; first += perRow) {
    const signers = block.signers.slice(first, first + perRow)
    rows.push(composeRow(signers, languages, first === 0 ? introRow : [], element))
  }
  const [firstRow, ...others] = rows
  const told = setContent(PAGE_TEXT.electronicSignature, languages, { role: 'foot', colour: COLOURS.gloss })
  const note = tagTexts('P', told, naturalLanguage(languages))
  element.children.push(note.element)
  if (firstRow === undefined) return { ...toStack(intro), element }
  const noteRow = [[{ texts: note.texts, widthPt: CONTENT_WIDTH_PT }]]
  const roomNeed = roomOfAll(
    rows.map((row) => row.firstRoom as RoomNeed),
    [roomForRows(noteRow, ROW_GAP_PT), ...(beneath === undefined ? [] : [beneath])],
  )
  return {
    stack: [toStack(intro), firstRow, ...others, toStack(note.texts)],
    margin: [0, ABOVE_PT, 0, ROW_GAP_PT],
    roomNeed,
    closingRoom: roomNeed,
    element,
  }
}

/** All rows stand on one page with the note beneath them, where they take no more of it than this. */
const HIGHEST_WHOLE_PT = 600

function roomOfAll(rooms: readonly RoomNeed[], beneath: readonly RoomNeed[]): RoomNeed {
  return (shaper) => {
    const heights = [...rooms, ...beneath].map((room) => room(shaper))
    const total = heights.reduce((sum, height) => sum + height, 0)
    return total <= HIGHEST_WHOLE_PT ? total : (heights[0] ?? 0)
  }
}

function composeRow(
  signers: readonly Signer[],
  languages: DocumentLanguages,
  introRow: Parameters<typeof roomForRows>[0][number],
  element: StructureNode,
): LayoutNode {
  const widthPt = CONTENT_WIDTH_PT / SIGNERS_PER_ROW - 2 * PADDING_PT - 1
  const language = languages === 'en' ? 'en' : 'km'
  const date = setParts([{ text: pickLanguage(PAGE_TEXT.date, languages) + DATE_DOTS }], language, {
    role: 'label',
    align: 'center',
  })
  const boxes = signers.map((signer) => {
    const signerElement = toStructure('Div')
    element.children.push(signerElement)
    const tag = (texts: readonly FlowText[]) => {
      const tagged = tagTexts('P', texts, language)
      signerElement.children.push(tagged.element)
      return tagged.texts
    }
    const mark: LineStyle = { role: 'label', align: 'center', colour: COLOURS.gloss }
    return {
      head: [
        ...tag(setContent(signer.role, languages, { role: 'strong', align: 'center' })),
        ...tag(setContent(SIGNER_MARKS[signer.mark], languages, mark)),
      ],
      date: tag([date]),
      name: tag(setContent(signer.name ?? '', languages, { role: 'strong', align: 'center' })),
    }
  })
  const heads = boxes.map(({ head }) => ({ texts: head, widthPt }))
  const names = boxes.map(({ date: dated, name }) => ({ texts: [...dated, ...name], widthPt }))
  const extraPt = ROOM_TO_SIGN_PT + 4 * PADDING_PT
  const roomNeed = roomForRows([heads, names], extraPt)
  const body = [
    heads.map(({ texts }) => ({ ...toStack(texts), roomNeed })),
    boxes.map(({ date: dated, name }) => ({
      stack: [...dated.map((text) => toTextNode(text, [0, ROOM_TO_SIGN_PT, 0, 0])), toStack(name)],
    })),
  ]
  return {
    table: { widths: signers.map(() => widthPt), body },
    layout: SIGNATURE_LAYOUT,
    margin: [0, ROW_GAP_PT, 0, ROW_GAP_PT],
    firstRoom: roomForRows([introRow, heads, names], extraPt + ABOVE_PT + 2 * ROW_GAP_PT),
  }
}

const SIGNATURE_LAYOUT = {
  ...PLAIN_LAYOUT,
  hLineWidth: (edge: number) => (edge === 1 ? 0 : 0.6),
  vLineWidth: () => 0.6,
  paddingTop: (row: number) => (row === 0 ? PADDING_PT : 0),
  paddingBottom: (row: number) => (row === 1 ? PADDING_PT : 0),
  paddingLeft: () => PADDING_PT,
  paddingRight: () => PADDING_PT,
} as const
