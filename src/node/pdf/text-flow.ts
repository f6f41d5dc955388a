import { findLineBreaks, mayBeginLine, splitHardLines } from '#core/khmer/line-break.ts'
import type { Language } from '#core/language.ts'
import { orderByLevels } from './bidi-levels.ts'
import { Recall } from './recall.ts'
import type { Cluster, Shaper } from './shape-text.ts'
import type { StructureNode } from './structure-node.ts'
import type { Look } from './type-scale.ts'

/** A colour as red, green and blue from 0 to 1. */
export type Colour = readonly [number, number, number]

/** How a span is arranged: as prose, breaking anywhere, or as a digest in equal cells and groups of eight. */
export type Arrangement = 'prose' | 'break-anywhere' | 'digest'

/** Text of one look and size. */
export type Span = {
  readonly text: string
  readonly look: Look
  readonly sizePt: number
  readonly colour: Colour
  readonly arrangement: Arrangement
}

/** Text that flows into lines of one height. */
export type FlowText = {
  readonly spans: readonly Span[]
  readonly align: 'left' | 'center' | 'right'
  /** Distance from the top of a line to its baseline, and from there to its bottom. */
  readonly ascentPt: number
  readonly descentPt: number
  readonly language: Language
  /** What the text is in the structure of its document; without one it is an artifact of the page. */
  readonly element?: StructureNode
}

/** A cluster at its place in a line. */
export type PlacedCluster = {
  readonly cluster: Cluster
  readonly span: Span
  /** The characters that the cluster stands for. */
  readonly text: string
  readonly xPt: number
}

/** A finished line. */
export type LaidLine = {
  /** What the line says, exactly as typed. */
  readonly text: string
  readonly language: Language
  readonly widthPt: number
  readonly placed: readonly PlacedCluster[]
}

/** Width of one hex digit and of the gap between groups of eight, in thousandths of an em. */
const DIGEST_CELL = 590
const DIGEST_GAP = 280
const DIGEST_GROUP = 8
/** A digest that needs two lines is halved, so that both lines are compared alike. */
const DIGEST_HALF = 32

/** How far from a break shapes may depend on each other, in clusters; kerning and contextual forms reach a few. */
const FARTHEST_INFLUENCE = 32

const SPACE = /^[\t\p{Zs}\u200b]+$/u

/** Rounding of positions must not push a text that fits exactly onto the next line. */
const TOLERANCE_PT = 0.01

/** Whether a line may end before a cluster: `weak` only when there is no better place on the line. */
type BreakBefore = 'no' | 'weak' | 'strong'

type Measured = {
  readonly cluster: Cluster
  readonly span: Span
  readonly text: string
  readonly widthPt: number
  /** Empty space in front, dropped at the beginning of a line. */
  readonly gapPt: number
  readonly isSpace: boolean
  readonly breakBefore: BreakBefore
}

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

/** Size at which a cluster is drawn within its span. */
export function facePt(span: Span, cluster: Cluster): number {
  return span.sizePt * (cluster.face?.scale ?? 1)
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

const lineBreaks = new Recall<ReadonlySet<number>>()

function measureSpans(spans: readonly Span[], shaper: Shaper): Measured[] {
  const line = spans.map((span) => span.text).join('')
  const breaks = lineBreaks.recall(line, () => new Set(findLineBreaks(line)))
  const measured: Measured[] = []
  let offset = 0
  for (const span of spans) {
    let inGroup = 0
    for (const shaped of shaper.shape(span.text, span.look)) {
      const text = span.text.slice(shaped.start, shaped.end)
      const isGroupStart = span.arrangement === 'digest' && inGroup > 0 && inGroup % DIGEST_GROUP === 0
      const cluster = span.arrangement === 'digest' ? toCell(shaped) : shaped
      measured.push({
        cluster,
        span,
        text,
        widthPt: (cluster.advance * facePt(span, cluster)) / 1000,
        gapPt: isGroupStart ? (DIGEST_GAP * facePt(span, cluster)) / 1000 : 0,
        isSpace: SPACE.test(text),
        breakBefore: toBreak(span.arrangement, inGroup, breaks.has(offset + shaped.start)),
      })
      inGroup += 1
    }
    offset += span.text.length
  }
  return measured
}

function toBreak(arrangement: Arrangement, position: number, isProseBreak: boolean): BreakBefore {
  if (arrangement === 'break-anywhere') return 'strong'
  if (arrangement === 'prose' || position === 0) return isProseBreak ? 'strong' : 'no'
  if (position % DIGEST_HALF === 0) return 'strong'
  return position % DIGEST_GROUP === 0 ? 'weak' : 'no'
}

/** Centres a digit in a cell of fixed width, so that digests stand in columns without a monospaced font. */
function toCell(cluster: Cluster): Cluster {
  if (cluster.face === null || cluster.glyphs.length !== 1 || cluster.advance > DIGEST_CELL) return cluster
  const shift = (DIGEST_CELL - cluster.advance) / 2
  const glyphs = cluster.glyphs.map((glyph) => ({
    ...glyph,
    advance: DIGEST_CELL,
    xOffset: glyph.xOffset + shift,
  }))
  return { ...cluster, glyphs, advance: DIGEST_CELL, safeToBreakBefore: true }
}

function placeLine(clusters: readonly Measured[], language: Language): LaidLine {
  const placed: PlacedCluster[] = []
  let xPt = 0
  let widthPt = 0
  orderVisually(clusters).forEach(({ cluster, span, text, widthPt: clusterPt, gapPt, isSpace }, index) => {
    if (index > 0) xPt += gapPt
    placed.push({ cluster, span, text, xPt })
    xPt += clusterPt
    if (!isSpace) widthPt = xPt
  })
  return { text: clusters.map((cluster) => cluster.text).join(''), language, widthPt, placed }
}

/** Each span is ordered by itself, so that no text turns its neighbours; spaces at the end of a line stay there. */
function orderVisually(clusters: readonly Measured[]): readonly Measured[] {
  if (!clusters.some(({ cluster }) => cluster.level > 0)) return clusters
  let end = clusters.length
  while (end > 0 && clusters[end - 1]?.isSpace === true) end -= 1
  const ordered: Measured[] = []
  for (let from = 0, to = 0; from < end; from = to) {
    while (to < end && clusters[to]?.span === clusters[from]?.span) to += 1
    ordered.push(...orderByLevels(clusters.slice(from, to), ({ cluster }) => cluster.level))
  }
  return [...ordered, ...clusters.slice(end)]
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
