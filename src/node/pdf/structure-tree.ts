/// <reference path="./pdfmake-engine.d.ts" />
import type { PdfDocument, PdfReference } from 'pdfmake/js/PDFDocument.js'
import { toTextString } from './pdf-text.ts'
import type { StructureAttributes, StructureNode } from './structure-node.ts'

/** A rectangle on a page in PDF's coordinates: left, bottom, right, top. */
export type BoundingBox = readonly [number, number, number, number]

type Mark = { readonly page: number; readonly mcid: number }
type Placed = { readonly kids: (Mark | StructureNode)[]; box?: BoundingBox; id: number }
type Page = { readonly dictionary: PdfReference; readonly owners: StructureNode[] }

/**
 * The structure tree of one PDF (ISO 32000-1, 14.7): it numbers what is drawn on each page, and writes the elements
 * with the way back from content to element.
 *
 * Elements without any content are left out, save cells, whose absence would move their neighbours.
 */
export class StructureTree {
  readonly #document: PdfDocument
  readonly #root: StructureNode
  readonly #placed = new Map<StructureNode, Placed>()
  readonly #pages: Page[] = []
  readonly #numbers = new Map<PdfReference, number>()

  constructor(document: PdfDocument, root: StructureNode) {
    this.#document = document
    this.#root = root
  }

  /** Opens content of an element on the current page; the caller closes it with `EMC`. */
  open(element: StructureNode, box?: BoundingBox): string {
    const page = this.#currentPage()
    const { owners } = this.#pages[page] as Page
    const mcid = owners.length
    owners.push(element)
    const placed = this.#place(element)
    placed.kids.push({ page, mcid })
    if (box !== undefined) placed.box = box
    return `/${element.kind} <</MCID ${mcid}>> BDC`
  }

  /** Writes the tree, once every page is drawn. */
  write(): void {
    const order: StructureNode[] = []
    this.#gather(this.#root, order)
    const first = this.#document._offsets.length + 1
    const [rootId, parentTreeId] = [first, first + 1]
    const pageIds = this.#pages.map((_, page) => first + 2 + page)
    let next = first + 2 + this.#pages.length
    for (const element of order) this.#place(element).id = next++
    const bodies = [
      `<</Type/StructTreeRoot/K[${this.#idOf(this.#root)} 0 R]/ParentTree ${parentTreeId} 0 R/ParentTreeNextKey ${this.#pages.length}>>`,
      `<</Nums[${pageIds.map((id, page) => `${page} ${id} 0 R`).join(' ')}]>>`,
      ...this.#pages.map(({ owners }) => `[${owners.map((owner) => `${this.#idOf(owner)} 0 R`).join(' ')}]`),
    ]
    const parents = new Map<StructureNode, number>([[this.#root, rootId]])
    for (const element of order) {
      for (const child of element.children) parents.set(child, this.#idOf(element))
      bodies.push(this.#toBody(element, parents.get(element) as number))
    }
    this.#writeObjects(first, bodies)
    this.#document._root.data.StructTreeRoot = new Raw(`${rootId} 0 R`)
  }

  #currentPage(): number {
    const { dictionary } = this.#document.page
    const known = this.#numbers.get(dictionary)
    if (known !== undefined) return known
    const page = this.#pages.length
    this.#pages.push({ dictionary, owners: [] })
    this.#numbers.set(dictionary, page)
    dictionary.data.StructParents = page
    return page
  }

  #place(element: StructureNode): Placed {
    const known = this.#placed.get(element)
    if (known !== undefined) return known
    const placed: Placed = { kids: [], id: 0 }
    this.#placed.set(element, placed)
    return placed
  }

  #idOf(element: StructureNode): number {
    return this.#place(element).id
  }

  /** Lists the elements that are kept, each before those inside it; answers whether this one is. */
  #gather(element: StructureNode, order: StructureNode[]): boolean {
    const at = order.length
    order.push(element)
    const kept = element.children.filter((child) => this.#gather(child, order))
    const has = (this.#placed.get(element)?.kids.length ?? 0) > 0
    const stays = has || kept.length > 0 || element === this.#root || isCell(element)
    if (stays) this.#place(element).kids.push(...kept)
    else order.length = at
    return stays
  }

  #toBody(element: StructureNode, parentId: number): string {
    const { kids, box } = this.#place(element)
    const page = kids.find((kid): kid is Mark => 'mcid' in kid)?.page
    const items = kids.map((kid) => {
      if (!('mcid' in kid)) return `${this.#idOf(kid)} 0 R`
      if (kid.page === page) return String(kid.mcid)
      return `<</Type/MCR/Pg ${this.#pages[kid.page]?.dictionary} /MCID ${kid.mcid}>>`
    })
    return [
      `<</Type/StructElem/S/${element.kind}/P ${parentId} 0 R`,
      items.length > 0 ? `/K[${items.join(' ')}]` : '',
      page === undefined ? '' : `/Pg ${this.#pages[page]?.dictionary}`,
      element.language === undefined ? '' : `/Lang(${element.language})`,
      element.alternative === undefined ? '' : `/Alt${toTextString(element.alternative)}`,
      element.actual === undefined ? '' : `/ActualText ${toTextString(element.actual)}`,
      toAttributes(element.attributes, box),
      '>>',
    ].join('')
  }

  /** Writes objects at once: one reference of pdfkit for each would take half as long as the whole layout. */
  #writeObjects(first: number, bodies: readonly string[]): void {
    const document = this.#document
    let chunk: string[] = []
    let offset = document._offset
    bodies.forEach((body, index) => {
      const text = `${first + index} 0 obj\n${body}\nendobj\n`
      document._offsets.push(offset)
      offset += text.length
      chunk.push(text)
      if (chunk.length === OBJECTS_AT_ONCE || index === bodies.length - 1) {
        document._write(Buffer.from(chunk.join(''), 'latin1'))
        chunk = []
      }
    })
  }
}

const OBJECTS_AT_ONCE = 2_000

/** A value that pdfkit writes as it stands. */
class Raw {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  get [Symbol.toStringTag](): string {
    return 'Raw'
  }

  toString(): string {
    return this.#text
  }
}

function isCell(element: StructureNode): boolean {
  return element.kind === 'TD' || element.kind === 'TH'
}

function toAttributes(attributes: StructureAttributes | undefined, box: BoundingBox | undefined): string {
  const table = [
    attributes?.scope === undefined ? '' : `/Scope/${attributes.scope}`,
    attributes?.columnSpan === undefined ? '' : `/ColSpan ${attributes.columnSpan}`,
    attributes?.summary === undefined ? '' : `/Summary${toTextString(attributes.summary)}`,
  ].join('')
  const all = [
    table === '' ? '' : `<</O/Table${table}>>`,
    attributes?.numbering === undefined ? '' : `<</O/List/ListNumbering/${attributes.numbering}>>`,
    box === undefined ? '' : `<</O/Layout/Placement/Block/BBox[${box.join(' ')}]>>`,
  ].filter((owner) => owner !== '')
  if (all.length === 0) return ''
  return `/A${all.length === 1 ? all[0] : `[${all.join('')}]`}`
}
