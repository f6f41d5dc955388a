import { LABEL_GEOMETRY, type LabelSheet, placeLabel } from '#core/documents/label-sheet.ts'
import { CourtPdfDocument } from './court-pdf-document.ts'
import type { CourtPdf } from './draw-court-pdf.ts'
import { LinePen } from './draw-line.ts'
import { EmbeddedFaces } from './embedded-face.ts'
import { FontSet } from './fonts.ts'
import { LabelPen } from './label-pen.ts'
import { Shaper } from './shape-text.ts'
import { POINTS_PER_MM } from './type-scale.ts'

const fonts = new FontSet()

/**
 * Draws labels as a PDF of the size of their stock, in this thread: to be printed at 100 %, never fitted to the page.
 *
 * The bytes depend on the sheet, the fonts and the versions of the libraries, and on nothing else.
 */
export function drawLabelPdf(sheet: LabelSheet, onPage: (pages: number) => void): CourtPdf {
  const { form, startAt, labels } = sheet
  const { page } = LABEL_GEOMETRY[form]
  const size: [number, number] = [page.width * POINTS_PER_MM, page.height * POINTS_PER_MM]
  const document = new CourtPdfDocument(sheet)
  const lines = new LinePen(document, new EmbeddedFaces(document), fonts)
  const pen = new LabelPen(document, lines, new Shaper(fonts), sheet)
  let pages = 0
  labels.forEach((label, order) => {
    const place = placeLabel(form, startAt, order)
    while (pages <= place.page) {
      document.addPage({ size, margin: 0 })
      pages += 1
      onPage(pages)
    }
    pen.draw(label, place.left * POINTS_PER_MM, place.top * POINTS_PER_MM)
  })
  return { bytes: document.finish(), pages }
}
