/// <reference path="./pdfmake-engine.d.ts" />
import type { PdfDocument } from 'pdfmake/js/PDFDocument.js'
import type { DocumentLanguages, Phrase } from '#core/documents/document-tree.ts'
import { LABEL_GEOMETRY, type Label, type LabelSheet } from '#core/documents/label-sheet.ts'
import { hasKhmer } from '#core/khmer/line-break.ts'
import type { LinePen } from './draw-line.ts'
import type { FlowText, LaidLine } from './flow-text.ts'
import { toNumber } from './pdf-text.ts'
import { encodeQr, QR_QUIET_MODULES, toBars } from './qr-matrix.ts'
import type { Shaper } from './shape-text.ts'
import { TextFlow } from './text-flow.ts'
import { COLOURS, LINE_BOX, type Look, POINTS_PER_MM } from './type-scale.ts'

/** Rim of a label that stays white: what printers do not reach, and how far sheets slip. */
const RIM_PT = 2.2 * POINTS_PER_MM
const GAP_PT = 1.2 * POINTS_PER_MM
/** Largest QR code with its quiet zone; larger ones are no easier to scan. */
const LARGEST_QR_PT = 30 * POINTS_PER_MM
/** Part of the width of a label that the QR code may take. */
const QR_SHARE = 0.44

type LineKind = 'caption' | 'number' | 'name' | 'fact' | 'code'

type LineType = { readonly look: Look; readonly sizePt: number }

const LINES: { readonly [kind in LineKind]: LineType } = {
  caption: { look: 'regular', sizePt: 7 },
  number: { look: 'bold', sizePt: 12.5 },
  name: { look: 'regular', sizePt: 8.5 },
  fact: { look: 'regular', sizePt: 7 },
  code: { look: 'regular', sizePt: 6.5 },
}

/** A name takes this many lines at most, so that facts keep room beneath it. */
const NAME_LINES = 2

/** Draws single labels: the QR code on the left with its text beneath, what people read on the right. */
export class LabelPen {
  readonly #document: PdfDocument
  readonly #lines: LinePen
  readonly #shaper: Shaper
  readonly #languages: DocumentLanguages
  readonly #widthPt: number
  readonly #heightPt: number

  constructor(document: PdfDocument, lines: LinePen, shaper: Shaper, sheet: LabelSheet) {
    this.#document = document
    this.#lines = lines
    this.#shaper = shaper
    this.#languages = sheet.languages
    const { label } = LABEL_GEOMETRY[sheet.form]
    this.#widthPt = label.width * POINTS_PER_MM
    this.#heightPt = label.height * POINTS_PER_MM
  }

  /** Draws a label whose upper left corner lies at the given distances from the left and the top of the page. */
  draw(label: Label, leftPt: number, topPt: number): void {
    const codePt = lineHeight(toFlow(label.code, LINES.code))
    const qrPt = Math.min(LARGEST_QR_PT, this.#widthPt * QR_SHARE, this.#heightPt - RIM_PT - codePt)
    const qrTop = topPt + (this.#heightPt - qrPt - codePt) / 2
    this.#drawQr(label.code, leftPt, qrTop, qrPt)
    this.#drawFitted(
      label.code,
      LINES.code,
      'center',
      leftPt + GAP_PT,
      qrTop + qrPt - GAP_PT,
      qrPt - 2 * GAP_PT,
    )
    this.#drawWords(label, leftPt + qrPt, topPt + RIM_PT, this.#widthPt - qrPt - RIM_PT)
  }

  /** The quiet zone is part of the square, so that no rim is needed beside it. */
  #drawQr(code: string, leftPt: number, topPt: number, sizePt: number): void {
    const matrix = encodeQr(code)
    const modulePt = sizePt / (matrix.length + 2 * QR_QUIET_MODULES)
    const x = leftPt + QR_QUIET_MODULES * modulePt
    const y = topPt + QR_QUIET_MODULES * modulePt
    const bars = toBars(matrix).map(({ row, from, length }) => {
      const bar = [x + from * modulePt, y + row * modulePt, length * modulePt, modulePt]
      return `${bar.map(toNumber).join(' ')} re`
    })
    // Black alone prints sharp on every printer.
    this.#document.addContent(['q', '0 g', ...bars, 'f', 'Q'].join('\n'))
  }

  #drawWords(label: Label, leftPt: number, topPt: number, widthPt: number): void {
    const bottomPt = topPt + this.#heightPt - 2 * RIM_PT
    let at = topPt
    const write = (text: string, type: LineType, mostLines: number) => {
      const flow = toFlow(text, type)
      const lines = this.#cut(flow, text, type, widthPt, mostLines)
      if (at + lines.length * lineHeight(flow) > bottomPt) return
      this.#drawLines(flow, lines, leftPt, at, widthPt)
      at += lines.length * lineHeight(flow)
    }
    for (const caption of this.#captionsOf(label.caption, widthPt)) write(caption, LINES.caption, 1)
    at += this.#drawFitted(label.number, LINES.number, 'left', leftPt, at, widthPt)
    if (label.name !== '') write(label.name, LINES.name, NAME_LINES)
    for (const { label: name, value } of label.facts) {
      // One language: the room of a second one is the value's.
      const english = this.#languages === 'en'
      write(english ? `${name.en}: ${value}` : `${name.km}៖ ${value}`, LINES.fact, 1)
    }
  }

  /** What kind of thing it is: in two languages on two lines where one is too narrow, so that neither is cut for the other. */
  #captionsOf(caption: Phrase, widthPt: number): readonly string[] {
    const whole = inBoth(caption, this.#languages, ' · ')
    const isTooWide = this.#layOut(toFlow(whole, LINES.caption), widthPt).length > 1
    return isTooWide && this.#languages === 'km+en' && caption.km !== caption.en
      ? [caption.km, caption.en]
      : [whole]
  }

  /** Draws a text on one line, smaller where it would be too wide; answers the height of the line. */
  #drawFitted(
    text: string,
    type: LineType,
    align: FlowText['align'],
    leftPt: number,
    topPt: number,
    widthPt: number,
  ): number {
    const natural = this.#layOut(toFlow(text, type), Number.MAX_SAFE_INTEGER)[0]?.widthPt ?? 0
    const sizePt = natural > widthPt ? (type.sizePt * widthPt) / natural : type.sizePt
    const flow = toFlow(text, { ...type, sizePt }, align)
    this.#drawLines(flow, this.#layOut(flow, Number.MAX_SAFE_INTEGER), leftPt, topPt, widthPt)
    return lineHeight(flow)
  }

  /** Lays a text into so many lines; what does not fit is cut at the last character that leaves room for an ellipsis. */
  #cut(flow: FlowText, text: string, type: LineType, widthPt: number, mostLines: number): LaidLine[] {
    const whole = this.#layOut(flow, widthPt)
    if (whole.length <= mostLines) return whole
    const characters = [...new Intl.Segmenter('km', { granularity: 'grapheme' }).segment(text)]
    let [fits, tooMany] = [0, characters.length]
    let lines: LaidLine[] = []
    while (tooMany - fits > 1) {
      const middle = Math.floor((fits + tooMany) / 2)
      const shortened = `${text.slice(0, characters[middle]?.index)}…`
      const tried = this.#layOut(toFlow(shortened, type), widthPt)
      if (tried.length > mostLines) tooMany = middle
      else [fits, lines] = [middle, tried]
    }
    return lines
  }

  #layOut(flow: FlowText, widthPt: number): LaidLine[] {
    const lines: LaidLine[] = []
    const text = new TextFlow(flow, this.#shaper)
    for (let line = text.nextLine(widthPt); line !== null; line = text.nextLine(widthPt)) lines.push(line)
    return lines
  }

  #drawLines(
    flow: FlowText,
    lines: readonly LaidLine[],
    leftPt: number,
    topPt: number,
    widthPt: number,
  ): void {
    lines.forEach((line, index) => {
      const shift = flow.align === 'center' ? (widthPt - line.widthPt) / 2 : 0
      this.#lines.draw(line, leftPt + shift, topPt + index * lineHeight(flow) + flow.ascentPt)
    })
  }
}

function toFlow(text: string, { look, sizePt }: LineType, align: FlowText['align'] = 'left'): FlowText {
  const khmer = hasKhmer(text)
  const box = khmer ? LINE_BOX.khmer : LINE_BOX.latin
  return {
    // A label has no room for somebody's line ends.
    spans: [{ text: text.replaceAll(/\s+/gu, ' '), look, sizePt, colour: COLOURS.ink, arrangement: 'prose' }],
    language: khmer ? 'km' : 'en',
    align,
    ascentPt: box.ascent * sizePt,
    descentPt: box.descent * sizePt,
  }
}

function lineHeight({ ascentPt, descentPt }: FlowText): number {
  return ascentPt + descentPt
}

function inBoth(phrase: Phrase, languages: DocumentLanguages, between: string): string {
  if (languages === 'km' || phrase.km === phrase.en) return phrase.km
  return languages === 'en' ? phrase.en : phrase.km + between + phrase.en
}
