/// <reference path="./pdfmake-engine.d.ts" />
import { createRequire } from 'node:module'
import type { DocMeasure as DocMeasureClass } from 'pdfmake/js/DocMeasure.js'
import type { LayoutBuilder as LayoutBuilderClass } from 'pdfmake/js/LayoutBuilder.js'
import type { Line as LineClass } from 'pdfmake/js/Line.js'
import type { PdfDocument as PdfDocumentClass } from 'pdfmake/js/PDFDocument.js'
import type { QrDrawing, QrEncoder } from 'pdfmake/js/qrEnc.js'
import type { Renderer as RendererClass } from 'pdfmake/js/Renderer.js'

// What a default import of these modules gives differs between Node, vite and vitest; `require` gives one thing.
const require = createRequire(import.meta.url)

type Module<Class> = { readonly default: Class }

/** pdfmake's measuring of nodes. */
export const DocMeasure = (require('pdfmake/js/DocMeasure.js') as Module<typeof DocMeasureClass>).default
/** pdfmake's arrangement of nodes on pages. */
export const LayoutBuilder = (require('pdfmake/js/LayoutBuilder.js') as Module<typeof LayoutBuilderClass>)
  .default
/** A line of text between measuring and drawing. */
export const Line = (require('pdfmake/js/Line.js') as Module<typeof LineClass>).default
/** pdfkit's document with what pdfmake adds to it. */
export const PdfDocument = (require('pdfmake/js/PDFDocument.js') as Module<typeof PdfDocumentClass>).default
/** pdfmake's drawing of arranged pages. */
export const Renderer = (require('pdfmake/js/Renderer.js') as Module<typeof RendererClass>).default

const qrEncoder = (require('pdfmake/js/qrEnc.js') as Module<QrEncoder>).default

/** pdfmake's drawing of a QR code: a background, then a square of {@link QR_MODULE_UNITS} for each dark module. */
export function drawQr(text: string): QrDrawing {
  return qrEncoder.measure({ qr: text, eccLevel: 'M' })
}

/** How wide pdfmake draws a module when it is not told otherwise. */
export const QR_MODULE_UNITS = 5
