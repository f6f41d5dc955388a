import { once } from 'node:events'
import { CourtPdfDocument } from '#node/pdf/court-pdf-document.ts'
import { LinePen } from '#node/pdf/draw-line.ts'
import { EmbeddedFaces } from '#node/pdf/embedded-face.ts'
import { type FaceName, FontSet } from '#node/pdf/fonts.ts'
import { PdfDocument } from '#node/pdf/pdfmake-parts.ts'
import { Shaper } from '#node/pdf/shape-text.ts'
import { TextFlow } from '#node/pdf/text-flow.ts'
import type { Look } from '#node/pdf/type-scale.ts'
import { treeOf } from './pdf-desk.ts'

/** A text with its baseline at a known place, in points from the left and the top of its page. */
export type PlacedText = { readonly text: string; readonly x: number; readonly y: number }

/** Size of type, and a page that two columns of names fit. */
export const SIZE_PT = 20
export const PAGE_PT = { width: 600, height: 800 } as const
const ROW_PT = 42
const ROWS = 17
const COLUMN_PT = 290

/** Spreads texts over pages, two columns a page. */
export function placeTexts(texts: readonly string[]): PlacedText[][] {
  const pages: PlacedText[][] = []
  texts.forEach((text, index) => {
    const onPage = index % (2 * ROWS)
    if (onPage === 0) pages.push([])
    const x = 20 + (onPage % 2) * COLUMN_PT
    pages.at(-1)?.push({ text, x, y: 40 + Math.floor(onPage / 2) * ROW_PT })
  })
  return pages
}

/** Draws texts with our pen. */
export function drawWithHarfBuzz(
  pages: readonly PlacedText[][],
  look: Look,
  sizePt: number = SIZE_PT,
): Promise<Uint8Array> {
  const document = new CourtPdfDocument(treeOf([]))
  const fonts = new FontSet()
  const shaper = new Shaper(fonts)
  const pen = new LinePen(document, new EmbeddedFaces(document), fonts)
  for (const page of pages) {
    addPage(document)
    for (const { text, x, y } of page) {
      const span = { text, look, sizePt, colour: [0, 0, 0], arrangement: 'prose' } as const
      const flow = { spans: [span], align: 'left', ascentPt: 0, descentPt: 0, language: 'km' } as const
      const line = new TextFlow(flow, shaper).nextLine(Number.POSITIVE_INFINITY)
      if (line !== null) pen.draw(line, x, y)
    }
  }
  return Promise.resolve(document.finish())
}

/** Draws texts with pdfkit as pdfmake ships it. */
export function drawWithStockEngine(pages: readonly PlacedText[][], face: FaceName): Promise<Uint8Array> {
  const options = { autoFirstPage: false, font: null }
  const document = new PdfDocument({}, {}, {}, {}, options, null, () => false)
  const stock = document as unknown as StockPdf
  const { bytes } = new FontSet().face(face)
  for (const page of pages) {
    addPage(document)
    for (const { text, x, y } of page) {
      stock.font(bytes).fontSize(SIZE_PT).text(text, x, y, { lineBreak: false, baseline: 'alphabetic' })
    }
  }
  return collect(document)
}

type Pdf = InstanceType<typeof PdfDocument>

type StockPdf = {
  addPage(options: { size: [number, number]; margin: number }): void
  font(bytes: Uint8Array): StockPdf
  fontSize(size: number): StockPdf
  text(text: string, x: number, y: number, options: { lineBreak: boolean; baseline: string }): StockPdf
}

function addPage(document: Pdf): void {
  const stock = document as unknown as StockPdf
  stock.addPage({ size: [PAGE_PT.width, PAGE_PT.height], margin: 0 })
}

async function collect(document: Pdf): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  document.end()
  await once(document, 'end')
  return Buffer.concat(chunks)
}
