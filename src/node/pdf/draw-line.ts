/// <reference path="./pdfmake-engine.d.ts" />
import type { PdfDocument } from 'pdfmake/js/PDFDocument.js'
import type { CodedGlyph, EmbeddedFace, EmbeddedFaces } from './embedded-face.ts'
import { type Colour, facePt, type LaidLine, type PlacedCluster } from './flow-text.ts'
import type { Face, FontSet } from './fonts.ts'
import { toNumber, toTextString } from './pdf-text.ts'
import type { MarkCluster } from './shape-text.ts'

/** Size of the digits in the box of a character that no font has, as a part of the size of its text. */
const MARK_DIGIT_SIZE = 0.39
const MARK_PADDING = 0.07

/** A line as operators of a page's content, and the faces that they name. */
export type DrawnLine = { readonly operators: string; readonly faces: readonly EmbeddedFace[] }

/**
 * Writes finished lines into the content of a page.
 *
 * Each line is one marked-content span whose ActualText is the line as typed: readers that honour it extract exactly
 * that (ISO 32000-1, 14.9.4), others fall back to the text of each cluster. One span per word made poppler reverse
 * words, one per page lost their order.
 */
export class LinePen {
  readonly #document: PdfDocument
  readonly #faces: EmbeddedFaces
  readonly #fonts: FontSet

  constructor(document: PdfDocument, faces: EmbeddedFaces, fonts: FontSet) {
    this.#document = document
    this.#faces = faces
    this.#fonts = fonts
  }

  /**
   * Draws a line with its baseline at the given distances from the left and the top of the page; `mark` opens the
   * content of the document's structure, or the artifact, that the line is.
   */
  draw(line: LaidLine, xPt: number, baselinePt: number, mark?: string): void {
    this.place(this.compose(line), xPt, baselinePt, mark)
  }

  /** Writes a composed line into the current page; see {@link draw}. */
  place({ operators, faces }: DrawnLine, xPt: number, baselinePt: number, mark?: string): void {
    if (operators === '') return
    for (const face of faces) face.addToPage()
    const origin = `q\n1 0 0 -1 ${toNumber(xPt)} ${toNumber(baselinePt)} cm`
    const drawn = `${origin}\n${operators}\nQ`
    this.#document.addContent(mark === undefined ? drawn : `${mark}\n${drawn}\nEMC`)
  }

  /**
   * Makes the operators of a line, measured from the left end of its baseline. A long document keeps these and not the clusters that
   * they were made of, which would take ten times the memory.
   */
  compose(line: LaidLine): DrawnLine {
    if (line.placed.length === 0) return { operators: '', faces: [] }
    const faces = new Set<EmbeddedFace>()
    const operators = [
      // Poppler takes ActualText from left to right: where text runs the other way, its clusters spell it.
      line.placed.some(({ cluster }) => cluster.level > 0)
        ? `/Span <</Lang (${line.language})>> BDC`
        : `/Span <</Lang (${line.language}) /ActualText ${toTextString(line.text)}>> BDC`,
    ]
    for (const run of splitRuns(line.placed)) {
      const [first] = run
      if (first.cluster.face === null) {
        for (const placed of run) faces.add(this.#drawMark(placed, operators))
      } else {
        faces.add(this.#drawRun(run, first.cluster.face, operators))
      }
    }
    operators.push('EMC')
    return { operators: operators.join('\n'), faces: [...faces] }
  }

  #drawRun(run: Run, face: Face, operators: string[]): EmbeddedFace {
    const embedded = this.#faces.embed(face)
    const [first] = run
    const { colour } = first.span
    const sizePt = facePt(first.span, first.cluster)
    const strip = new GlyphStrip()
    let expectedPt = first.xPt
    for (const { cluster, text, xPt: atPt } of run) {
      strip.skip(((atPt - expectedPt) * 1000) / sizePt)
      const glyphs = cluster.face === null ? [] : cluster.glyphs
      for (const coded of embedded.encode(glyphs, text)) strip.add(coded, sizePt)
      expectedPt = atPt + (cluster.advance * sizePt) / 1000
    }
    operators.push(
      'BT',
      fillColour(colour),
      `/${embedded.resourceName} ${toNumber(sizePt)} Tf`,
      `1 0 0 1 ${toNumber(first.xPt)} 0 Tm`,
      ...strip.operators(),
      'ET',
    )
    return embedded
  }

  /** Draws the code point of a character that no font has, its hex digits in two rows within a box. */
  #drawMark(placed: PlacedCluster, operators: string[]): EmbeddedFace {
    const { span, text } = placed
    const cluster = placed.cluster as MarkCluster
    const face = this.#fonts.face('latin')
    const embedded = this.#faces.embed(face)
    const digits = cluster.mark
      .toString(16)
      .toUpperCase()
      .padStart(cluster.mark > 0xffff ? 6 : 4, '0')
    const half = digits.length / 2
    const sizePt = span.sizePt * MARK_DIGIT_SIZE
    const left = placed.xPt + span.sizePt * MARK_PADDING
    const width = (cluster.advance * span.sizePt) / 1000 - 2 * span.sizePt * MARK_PADDING
    const rows = [digits.slice(0, half), digits.slice(half)]
    operators.push('BT', fillColour(span.colour), `/${embedded.resourceName} ${toNumber(sizePt)} Tf`)
    let meaning = text
    rows.forEach((row, index) => {
      const strip = new GlyphStrip()
      let rowWidth = 0
      for (const digit of row) {
        const id = face.font.nominalGlyph(digit.codePointAt(0) as number) ?? 0
        const advance = face.font.glyphHAdvance(id) * face.toThousandths
        const coded = embedded.encode([{ id, advance, xOffset: 0, yOffset: 0 }], meaning)
        for (const glyph of coded) strip.add(glyph, sizePt)
        rowWidth += (advance * sizePt) / 1000
        meaning = '\u200b'
      }
      const rowLeft = left + (width - rowWidth) / 2
      const rowBase = span.sizePt * (index === 0 ? 0.45 : 0.08)
      operators.push(`1 0 0 1 ${toNumber(rowLeft)} ${toNumber(rowBase)} Tm`, ...strip.operators())
    })
    operators.push(
      'ET',
      `${colourOperands(span.colour)} RG ${toNumber(span.sizePt * 0.04)} w`,
      `${toNumber(left)} 0 ${toNumber(width)} ${toNumber(span.sizePt * 0.81)} re S`,
    )
    return embedded
  }
}

type Run = readonly [PlacedCluster, ...PlacedCluster[]]

/** Neighbours of one face, size and colour are written as one run. */
function splitRuns(placed: readonly PlacedCluster[]): Run[] {
  const runs: [PlacedCluster, ...PlacedCluster[]][] = []
  for (const next of placed) {
    const run = runs.at(-1)
    const last = run?.[0]
    const joins =
      last !== undefined &&
      last.cluster.face === next.cluster.face &&
      last.span.sizePt === next.span.sizePt &&
      last.span.colour === next.span.colour
    if (joins) run?.push(next)
    else runs.push([next])
  }
  return runs
}

/** Collects glyphs into TJ operators; raised glyphs take a Ts of their own. */
class GlyphStrip {
  readonly #operators: string[] = []
  #items: string[] = []
  #codes = ''
  #pending = 0
  #risePt = 0

  /** Moves on by thousandths of an em. */
  skip(distance: number): void {
    this.#pending += distance
  }

  add(glyph: CodedGlyph, sizePt: number): void {
    const risePt = (glyph.yOffset * sizePt) / 1000
    if (risePt !== this.#risePt) {
      this.#flush()
      this.#operators.push(`${toNumber(risePt)} Ts`)
      this.#risePt = risePt
    }
    this.#pending += glyph.xOffset
    this.#movePending()
    this.#codes += glyph.id.toString(16).padStart(4, '0')
    this.#pending += glyph.advance - glyph.xOffset - glyph.fontWidth
  }

  operators(): readonly string[] {
    this.#flush()
    if (this.#risePt !== 0) this.#operators.push('0 Ts')
    return this.#operators
  }

  #movePending(): void {
    const adjustment = toNumber(-this.#pending)
    this.#pending = 0
    if (adjustment === '0') return
    this.#closeCodes()
    this.#items.push(adjustment)
  }

  #closeCodes(): void {
    if (this.#codes !== '') this.#items.push(`<${this.#codes}>`)
    this.#codes = ''
  }

  #flush(): void {
    this.#closeCodes()
    if (this.#items.length > 0) this.#operators.push(`[${this.#items.join(' ')}] TJ`)
    this.#items = []
  }
}

function fillColour(colour: Colour): string {
  return `${colourOperands(colour)} rg`
}

function colourOperands(colour: Colour): string {
  return colour.map(toNumber).join(' ')
}
