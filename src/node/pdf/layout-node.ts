import type { FlowText } from './flow-text.ts'
import type { Shaper } from './shape-text.ts'
import type { StructureNode } from './structure-node.ts'
import { measureHeightPt } from './text-flow.ts'
import { FILLS } from './type-scale.ts'

/** A node of pdfmake's document structure, as far as this folder builds it. */
export type LayoutNode = Record<string, unknown>

/** Answers how much room must be left on the page for a node to begin there. */
export type RoomNeed = (shaper: Shaper) => number

/** A node of pdfmake with what it is in the structure of the document. */
export type TaggedNode = LayoutNode & { readonly element: StructureNode }

/** Texts stacked in a column of the given inner width. */
export type StackedTexts = { readonly texts: readonly FlowText[]; readonly widthPt: number }

/** A node of pdfmake that holds text of ours; `text` is there because pdfmake tells kinds of nodes by their keys. */
export type TextNode = {
  readonly text: ' '
  readonly flowText: FlowText
  readonly margin?: readonly [number, number, number, number]
}

/** Makes a text node. */
export function toTextNode(flowText: FlowText, margin?: TextNode['margin']): TextNode {
  return margin === undefined ? { text: ' ', flowText } : { text: ' ', flowText, margin }
}

/** Makes a stack of text nodes. */
export function toStack(texts: readonly FlowText[]): LayoutNode {
  return { stack: texts.map((text) => toTextNode(text)) }
}

/** A table without lines, from which the others take what they need. */
export const PLAIN_LAYOUT = {
  hLineWidth: (_edge: number) => 0,
  vLineWidth: (_edge: number) => 0,
  hLineColor: (): string => FILLS.rule,
  vLineColor: (): string => FILLS.rule,
  paddingLeft: (column: number) => (column === 0 ? 0 : 4),
  paddingRight: () => 4,
  paddingTop: (_row: number) => 1,
  paddingBottom: (_row: number) => 1,
} as const

/** Least room under a heading for a text, which may run over. */
export const ROOM_UNDER_HEADING_PT = 44

/** Rows taller than this are broken wherever the page ends: they could leave most of a page empty. */
const TALLEST_KEPT_WHOLE_PT = 420

/**
 * Asks for room for rows of columns that belong together.
 *
 * pdfmake's own unbreakable blocks lose what does not fit a page, so rows are kept whole by starting a new page
 * before them, and a row too tall for that simply runs over.
 */
export function roomForRows(
  rows: readonly (readonly StackedTexts[])[],
  extraPt: number,
  isTallKeptWhole = false,
): RoomNeed {
  let known: number | undefined
  return (shaper) => {
    known ??= rows.reduce((sum, columns) => {
      const heights = columns.map(({ texts, widthPt }) =>
        texts.reduce((height, text) => height + measureHeightPt(text, widthPt, shaper), 0),
      )
      return sum + Math.max(0, ...heights)
    }, extraPt)
    return known > TALLEST_KEPT_WHOLE_PT && !isTallKeptWhole ? 0 : known
  }
}

/** Rows that come to no more than this begin on a page only where all of them fit. */
const KEPT_TOGETHER_PT = 170
/** More rows than this are never kept together, so that none of a long table is measured for its beginning. */
const MOST_KEPT_TOGETHER = 8
/** A row higher than this is not waited for by the row before it. */
const HIGHEST_NEIGHBOUR_PT = 90

/** Asks for the room in which rows begin: all of them where they are few and low, and else the first with the second. */
export function roomToBegin(
  rooms: readonly RoomNeed[],
  areKeptTogether = true,
  closing?: RoomNeed | undefined,
): RoomNeed {
  return (shaper) => {
    const [first, second] = rooms
    if (first === undefined) return 0
    if (closing !== undefined && rooms.length <= 2) return roomOfRow(rooms, 0, closing)(shaper)
    if (areKeptTogether && rooms.length <= MOST_KEPT_TOGETHER) {
      const heights = rooms.map((room) => room(shaper))
      const total = heights.reduce((sum, height) => sum + height, 0)
      // A row too tall to be kept whole asks for nothing.
      if (total <= KEPT_TOGETHER_PT && !heights.includes(0)) return total
    }
    return withNeighbour(first, second)(shaper)
  }
}

/** Asks for the room of a row and of the one after it, so that neither stands alone at the end or the top of a page. */
export function withNeighbour(own: RoomNeed, neighbour: RoomNeed | undefined): RoomNeed {
  return (shaper) => {
    const height = own(shaper)
    const other = height === 0 ? 0 : (neighbour?.(shaper) ?? 0)
    return other > HIGHEST_NEIGHBOUR_PT ? height : height + other
  }
}

/**
 * The room that each row asks for where it begins: the last but one waits for the last, and both wait for the signatures that close
 * them, so that nobody signs a page that says nothing.
 */
export function roomOfRow(
  rooms: readonly RoomNeed[],
  index: number,
  closing?: RoomNeed | undefined,
): RoomNeed {
  const own = rooms[index] as RoomNeed
  const last = rooms.length - 1
  if (index === last) return roomClosed(own, closing)
  if (index !== last - 1) return own
  const both = withNeighbour(own, rooms[last])
  // A last row that is not waited for takes the signatures with it alone.
  return (shaper) => (both(shaper) === own(shaper) ? own(shaper) : roomClosed(both, closing)(shaper))
}

/** Signatures that would take more of a page than this with what stands before them stand where they come. */
const HIGHEST_CLOSED_PT = 640
/** Margins between what is closed and what closes it. */
const CLOSING_GAP_PT = 12

/** Asks for the room of something and of the signatures that close it. */
export function roomClosed(own: RoomNeed, closing: RoomNeed | undefined): RoomNeed {
  if (closing === undefined) return own
  return (shaper) => {
    const height = own(shaper)
    const closed = height + closing(shaper) + CLOSING_GAP_PT
    return height === 0 || closed > HIGHEST_CLOSED_PT ? height : closed
  }
}
