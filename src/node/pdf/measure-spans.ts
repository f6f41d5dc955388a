import { findLineBreaks } from '#core/khmer/line-break.ts'
import { type Arrangement, facePt, type Span } from './flow-text.ts'
import { Recall } from './recall.ts'
import type { Cluster, Shaper } from './shape-text.ts'

/** Width of one hex digit and of the gap between groups of eight, in thousandths of an em. */
const DIGEST_CELL = 590
const DIGEST_GAP = 280
const DIGEST_GROUP = 8
/** A digest that needs two lines is halved, so that both lines are compared alike. */
const DIGEST_HALF = 32

const SPACE = /^[\t\p{Zs}\u200b]+$/u

/** Whether a line may end before a cluster: `weak` only when there is no better place on the line. */
export type BreakBefore = 'no' | 'weak' | 'strong'

/** A cluster as it stands in its line, before it has a place there. */
export type Measured = {
  readonly cluster: Cluster
  readonly span: Span
  readonly text: string
  readonly widthPt: number
  /** Empty space in front, dropped at the beginning of a line. */
  readonly gapPt: number
  readonly isSpace: boolean
  readonly breakBefore: BreakBefore
}

const lineBreaks = new Recall<ReadonlySet<number>>()

/** Shapes and measures the text of one hard line. */
export function measureSpans(spans: readonly Span[], shaper: Shaper): Measured[] {
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
