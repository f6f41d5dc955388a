import { PAGE_PARTS } from '#core/viewing/covering.ts'

/** A box on a page, its edges in ten-thousandths of the page. */
export type Box = {
  readonly page: number
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** An edge of a box. */
export type Edge = 'left' | 'top' | 'right' | 'bottom'

/** The edges in the order in which they are asked for. */
export const EDGES: readonly Edge[] = ['left', 'top', 'right', 'bottom']

/** Nothing covered yet. */
export const NO_BOXES: readonly Box[] = []

/** A box in the middle of a page, to be moved by its edges. */
export function middleBox(page: number): Box {
  return { page, left: 3000, top: 4000, right: 7000, bottom: 6000 }
}

/** The box between two corners, given as parts of the page's width and height from 0 to 1; `null` when it is next to nothing. */
export function boxBetween(
  page: number,
  first: { readonly x: number; readonly y: number },
  second: { readonly x: number; readonly y: number },
): Box | null {
  const parts = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * PAGE_PARTS)
  const box = {
    page,
    left: parts(Math.min(first.x, second.x)),
    top: parts(Math.min(first.y, second.y)),
    right: parts(Math.max(first.x, second.x)),
    bottom: parts(Math.max(first.y, second.y)),
  }
  return box.right - box.left < 20 || box.bottom - box.top < 20 ? null : box
}

/** A box with one edge elsewhere; edges never pass each other. */
export function moveEdge(box: Box, edge: Edge, parts: number): Box {
  const to = Math.min(PAGE_PARTS, Math.max(0, Math.round(parts)))
  const moved = { ...box, [edge]: to }
  return {
    page: box.page,
    left: Math.min(moved.left, moved.right),
    right: Math.max(moved.left, moved.right),
    top: Math.min(moved.top, moved.bottom),
    bottom: Math.max(moved.top, moved.bottom),
  }
}

/** How many parts make one per cent. */
export const PARTS_IN_PERCENT = PAGE_PARTS / 100
