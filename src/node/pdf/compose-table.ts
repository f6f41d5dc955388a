import type { Content, DocumentLanguages, Table, TableRow } from '#core/documents/document-tree.ts'
import {
  type LayoutNode,
  PLAIN_LAYOUT,
  type RoomNeed,
  roomForRows,
  roomOfRow,
  roomToBegin,
  type StackedTexts,
  type TaggedNode,
  toStack,
} from './layout-node.ts'
import { type LineStyle, setContent, setLabelled } from './set-text.ts'
import { naturalLanguage, type StructureNode, toStructure } from './structure-node.ts'
import { type TaggedTexts, tagTexts } from './tag-texts.ts'
import { COLOURS, CONTENT_WIDTH_PT, FILLS, POINTS_PER_MM } from './type-scale.ts'

const SIDE_PADDING_PT = 4
const TOP_PADDING_PT = 2.5
const RULE_PT = 0.5
const ABOVE_PT = 2
/** Headings longer than this are not repeated: what repeats must leave room for the rows. */
const LONGEST_REPEATED_HEADING = 200

/** Turns a table into a node of pdfmake whose heading row comes again on every page. */
export function composeTable(
  table: Table,
  languages: DocumentLanguages,
  closing?: RoomNeed | undefined,
): TaggedNode {
  const language = naturalLanguage(languages)
  if (table.rows.length === 0) {
    const empty = setContent(table.whenEmpty, languages, { role: 'body', colour: COLOURS.gloss })
    const { element, texts } = tagTexts('P', empty, language)
    return { ...toStack(texts), margin: [0, 0, 0, 8], element }
  }
  const widths = toWidths(table)
  const summary = table.summary === undefined ? {} : { summary: table.summary[language] }
  const element = toStructure('Table', [], { attributes: summary })
  const heading = table.columns.map((column, index) => {
    const texts = setContent(column.heading, languages, { role: 'column', align: column.align ?? 'left' })
    return {
      ...tagTexts('TH', texts, language, { scope: 'Column' }),
      widthPt: widths[index] as number,
    }
  })
  element.children.push(toStructure('TR', heading.map(toElement)))
  const body: LayoutNode[][] = [
    heading.map(({ texts }) => ({ ...toStack(texts), fillColor: FILLS.headingRow })),
  ]
  const beneathRows = new Set<number>()
  const rows = table.rows.map((row) => composeRow(table, row, widths, languages))
  const rooms = rows.map(({ roomNeed }) => roomNeed)
  for (const [index, { nodes, beneath, elements }] of rows.entries()) {
    element.children.push(...elements)
    const roomNeed = roomOfRow(rooms, index, closing)
    body.push(nodes.map((node) => ({ ...node, roomNeed })))
    if (beneath !== undefined) {
      beneathRows.add(body.length)
      body.push(beneath)
    }
  }
  const firstRoom = roomToBegin(rooms, true, closing)
  const headingRoom = roomForRows([heading], 2 * TOP_PADDING_PT + 2 * RULE_PT + ABOVE_PT)
  const repeats = table.columns.every((column) => isShortHeading(column.heading))
  return {
    table: { headerRows: repeats ? 1 : 0, widths, body },
    layout: toLayout(beneathRows),
    margin: [0, ABOVE_PT, 0, 10],
    roomNeed: ((shaper) => headingRoom(shaper) + firstRoom(shaper)) satisfies RoomNeed,
    element,
  }
}

type ComposedRow = {
  readonly nodes: LayoutNode[]
  readonly beneath: LayoutNode[] | undefined
  readonly roomNeed: RoomNeed
  readonly elements: readonly StructureNode[]
}

function toElement({ element }: { readonly element: StructureNode }): StructureNode {
  return element
}

function composeRow(
  table: Table,
  row: TableRow,
  widths: readonly number[],
  languages: DocumentLanguages,
): ComposedRow {
  const total = row.tone === 'total'
  const language = naturalLanguage(languages)
  const cells = table.columns.map((column, index): StackedTexts & TaggedTexts => {
    const style: LineStyle = { role: total ? 'total' : 'cell', align: column.align ?? 'left' }
    const texts = setContent(row.cells[index] ?? '', languages, {
      ...style,
      khmerHeight: languages !== 'en',
    })
    return { ...tagTexts('TD', texts, language), widthPt: widths[index] as number }
  })
  const { element: beneathElement, texts: beneathTexts } = tagTexts(
    'TD',
    (row.beneath ?? []).flatMap(({ label, value }) => setLabelled(label, value, languages)),
    language,
    { columnSpan: table.columns.length },
  )
  const beneathWidth = CONTENT_WIDTH_PT - 2 * SIDE_PADDING_PT - 2 * RULE_PT
  const rows = [cells, [{ texts: beneathTexts, widthPt: beneathWidth }]]
  const roomNeed = roomForRows(rows, 4 * TOP_PADDING_PT + 2 * RULE_PT)
  const fill = total ? { fillColor: FILLS.total } : {}
  return {
    nodes: cells.map(({ texts }) => ({ ...toStack(texts), ...fill })),
    beneath:
      beneathTexts.length === 0
        ? undefined
        : [
            { ...toStack(beneathTexts), ...fill, colSpan: table.columns.length },
            ...table.columns.slice(1).map(() => ({})),
          ],
    roomNeed,
    elements: [
      toStructure('TR', cells.map(toElement)),
      ...(beneathTexts.length === 0 ? [] : [toStructure('TR', [beneathElement])]),
    ],
  }
}

/** Inner widths of the columns, without padding and rules. */
function toWidths(table: Table): number[] {
  const count = table.columns.length
  const available = CONTENT_WIDTH_PT - (count + 1) * RULE_PT
  const fixed = table.columns.map(({ width }) =>
    'millimetres' in width ? width.millimetres * POINTS_PER_MM : 0,
  )
  const left = available - fixed.reduce((sum, width) => sum + width, 0)
  const shares = table.columns.reduce((sum, { width }) => sum + ('share' in width ? width.share : 0), 0)
  return table.columns.map(({ width }, index) => {
    const outer = 'share' in width ? (left * width.share) / shares : (fixed[index] as number)
    return Math.max(outer - 2 * SIDE_PADDING_PT, 1)
  })
}

function isShortHeading(heading: Content): boolean {
  return JSON.stringify(heading).length <= LONGEST_REPEATED_HEADING
}

function toLayout(beneathRows: ReadonlySet<number>): object {
  return {
    ...PLAIN_LAYOUT,
    hLineWidth: (edge: number) => (beneathRows.has(edge) ? 0 : RULE_PT),
    vLineWidth: () => RULE_PT,
    paddingLeft: () => SIDE_PADDING_PT,
    paddingRight: () => SIDE_PADDING_PT,
    paddingTop: (row: number) => (beneathRows.has(row) ? 0 : TOP_PADDING_PT),
    paddingBottom: () => TOP_PADDING_PT,
  }
}
