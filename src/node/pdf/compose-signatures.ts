import {
  type DocumentLanguages,
  pickLanguage,
  type Signatures,
  type Signer,
} from '#core/documents/document-tree.ts'
import { PAGE_TEXT, SIGNER_MARKS } from '#core/documents/page-text.ts'
import { type LayoutNode, PLAIN_LAYOUT, roomForRows, toStack, toTextNode } from './layout-node.ts'
import { setContent, setParts } from './set-text.ts'
import { COLOURS, CONTENT_WIDTH_PT } from './type-scale.ts'

/** Most people who sign side by side. */
const SIGNERS_PER_ROW = 3
/** Room for a hand's signature and for a thumb-print, which is about 20 × 25 mm. */
const ROOM_TO_SIGN_PT = 76
const PADDING_PT = 5
const ABOVE_PT = 10
const ROW_GAP_PT = 4
const DATE_DOTS = ' ......./......./..........'

/** Turns a signature area into boxes, three a row; a row begins on a new page rather than being cut. */
export function composeSignatures(block: Signatures, languages: DocumentLanguages): LayoutNode {
  const intro = block.intro === undefined ? [] : setContent(block.intro, languages, { role: 'body' })
  const introRow = [{ texts: intro, widthPt: CONTENT_WIDTH_PT }]
  const rows: LayoutNode[] = []
  for (let first = 0; first < block.signers.length; first += SIGNERS_PER_ROW) {
    const signers = block.signers.slice(first, first + SIGNERS_PER_ROW)
    rows.push(composeRow(signers, languages, first === 0 ? introRow : []))
  }
  const [firstRow, ...others] = rows
  if (firstRow === undefined) return toStack(intro)
  return {
    stack: [toStack(intro), firstRow, ...others],
    margin: [0, ABOVE_PT, 0, ROW_GAP_PT],
    roomNeed: firstRow.firstRoom,
  }
}

function composeRow(
  signers: readonly Signer[],
  languages: DocumentLanguages,
  introRow: Parameters<typeof roomForRows>[0][number],
): LayoutNode {
  const widthPt = CONTENT_WIDTH_PT / SIGNERS_PER_ROW - 2 * PADDING_PT - 1
  const language = languages === 'en' ? 'en' : 'km'
  const date = setParts([{ text: pickLanguage(PAGE_TEXT.date, languages) + DATE_DOTS }], language, {
    role: 'label',
    align: 'center',
  })
  const boxes = signers.map((signer) => ({
    head: [
      ...setContent(signer.role, languages, { role: 'strong', align: 'center' }),
      ...setContent(SIGNER_MARKS[signer.mark], languages, {
        role: 'label',
        align: 'center',
        colour: COLOURS.gloss,
      }),
    ],
    name: setContent(signer.name ?? '', languages, { role: 'strong', align: 'center' }),
  }))
  const heads = boxes.map(({ head }) => ({ texts: head, widthPt }))
  const names = boxes.map(({ name }) => ({ texts: [date, ...name], widthPt }))
  const extraPt = ROOM_TO_SIGN_PT + 4 * PADDING_PT
  const roomNeed = roomForRows([heads, names], extraPt)
  const body = [
    heads.map(({ texts }) => ({ ...toStack(texts), roomNeed })),
    boxes.map(({ name }) => ({
      stack: [toTextNode(date, [0, ROOM_TO_SIGN_PT, 0, 0]), toStack(name)],
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
