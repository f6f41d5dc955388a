import { mayBeginLine, splitHardLines } from '#core/khmer/line-break.ts'
import type { FlowText, LaidLine, Span } from './flow-text.ts'
import { type Measured, measureSpans } from './measure-spans.ts'
import { placeLine } from './place-line.ts'
import type { Shaper } from './shape-text.ts'

/** How far from a break shapes may depend on each other, in clusters; kerning and contextual forms reach a few. */
const FARTHEST_INFLUENCE = 32

/** Rounding of positions must not push a text that fits exactly onto the next line. */
const TOLERANCE_PT = 0.01

/** Cuts a text into lines, one at a time, so that each may have the width that its place allows. */
export class TextFlow {
  readonly #shaper: Shaper
  readonly #text: FlowText
  readonly #hardLines: readonly (readonly Span[])[]
  #hardLine = 0
  #clusters: Measured[] | null = null
  #cursor = 0
  #kept: KeptLines | undefined
  #isBegun = false
  #taken = 0

  constructor(text: FlowText, shaper: Shaper) {
    this.#text = text
    this.#shaper = shaper
    this.#hardLines = splitSpans(text.spans)
  }

  /** The text that flows, for its height and alignment. */
  get text(): FlowText {
    return this.#text
  }

  /** Lays the next line into the given width, or answers `null` when the text is used up. */
  nextLine(availablePt: number): LaidLine | null {
    // Not before: a flow is made when the document is measured, and texts are measured when room is looked for.
    if (!this.#isBegun) this.#kept = takeKept(this.#text)
    this.#isBegun = true
    if (this.#kept === undefined) return this.#cutLine(availablePt)
    const { widthPt, lines } = this.#kept
    if (Math.abs(widthPt - availablePt) <= TOLERANCE_PT) {
      this.#taken += 1
      const line = lines[this.#taken - 1]
      if (line !== undefined) return line
      this.#kept = { widthPt, lines: [] }
      return null
    }
    this.#kept = undefined
    for (let line = 0; line < this.#taken; line += 1) this.#cutLine(widthPt)
    return this.#cutLine(availablePt)
  }

  #cutLine(availablePt: number): LaidLine | null {
    const spans = this.#hardLines[this.#hardLine]
    if (spans === undefined) return null
    this.#clusters ??= measureSpans(spans, this.#shaper)
    const from = this.#cursor
    const to = this.#cut(this.#clusters, from, availablePt)
    const line = placeLine(this.#clusters.slice(from, to), this.#text.language)
    if (to < this.#clusters.length) {
      this.#cursor = to
    } else {
      this.#clusters = null
      this.#cursor = 0
      this.#hardLine += 1
    }
    return line
  }

  #cut(clusters: Measured[], from: number, availablePt: number): number {
    let widthPt = 0
    const last = { weak: from, strong: from }
    for (let index = from; index < clusters.length; index += 1) {
      const cluster = clusters[index] as Measured
      if (index > from && cluster.breakBefore !== 'no') last[cluster.breakBefore] = index
      widthPt += cluster.widthPt + (index > from ? cluster.gapPt : 0)
      if (widthPt <= availablePt + TOLERANCE_PT || cluster.isSpace) continue
      const natural = last.strong > from ? last.strong : last.weak
      const cut = natural > from ? natural : cutAnywhere(clusters, from, index)
      if (cut < clusters.length && !(clusters[cut] as Measured).cluster.safeToBreakBefore) {
        return this.#reshapeAround(clusters, from, cut)
      }
      return cut
    }
    return clusters.length
  }

  /** Shapes both sides of a break again where the shapes depend on each other; answers where the break is now. */
  #reshapeAround(clusters: Measured[], from: number, cut: number): number {
    const isSafe = (index: number) => clusters[index]?.cluster.safeToBreakBefore !== false
    let first = cut
    while (first > from && cut - first < FARTHEST_INFLUENCE && !isSafe(first)) first -= 1
    let last = cut + 1
    while (last < clusters.length && last - cut < FARTHEST_INFLUENCE && !isSafe(last)) last += 1
    const shapeAgain = (start: number, end: number): Measured[] => {
      const { span, cluster: whole } = clusters[start] as Measured
      const text = clusters
        .slice(start, end)
        .map((cluster) => cluster.text)
        .join('')
      // A piece of a text does not tell the direction of the whole.
      return measureSpans([{ ...span, text }], this.#shaper).map((measured) => {
        return { ...measured, cluster: { ...measured.cluster, level: whole.level } }
      })
    }
    const head = shapeAgain(first, cut)
    const tail = shapeAgain(cut, last)
    clusters.splice(first, last - first, ...head, ...tail)
    return first + head.length
  }
}

/** A word longer than the line is cut at the last cluster that fits and may begin the next line. */
function cutAnywhere(clusters: readonly Measured[], from: number, overflow: number): number {
  let cut = Math.max(overflow, from + 1)
  const beginsWell = (index: number): boolean => {
    const text = clusters[index]?.text
    return text === undefined || mayBeginLine(String.fromCodePoint(text.codePointAt(0) as number))
  }
  const latest = cut
  while (cut > from + 1 && !beginsWell(cut)) cut -= 1
  return beginsWell(cut) ? cut : latest
}

function splitSpans(spans: readonly Span[]): Span[][] {
  const lines: Span[][] = [[]]
  for (const span of spans) {
    splitHardLines(span.text).forEach((hardLine, index) => {
      if (index > 0) lines.push([])
      const text = span.text.slice(hardLine.start, hardLine.end)
      if (text.length > 0) lines.at(-1)?.push({ ...span, text })
    })
  }
  return lines
}

type KeptLines = { readonly widthPt: number; readonly lines: readonly LaidLine[] }

/** Lines that were laid to measure a text; most texts are then laid out at that width, once. */
const keptLines = new WeakMap<FlowText, KeptLines>()

function takeKept(text: FlowText): KeptLines | undefined {
  const kept = keptLines.get(text)
  keptLines.delete(text)
  return kept
}

/** Height of a text in a column of the given width. */
export function measureHeightPt(text: FlowText, widthPt: number, shaper: Shaper): number {
  const flow = new TextFlow(text, shaper)
  const lines: LaidLine[] = []
  for (let line = flow.nextLine(widthPt); line !== null; line = flow.nextLine(widthPt)) lines.push(line)
  keptLines.set(text, { widthPt, lines })
  return lines.length * (text.ascentPt + text.descentPt)
}
