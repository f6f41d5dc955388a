import * as hb from 'harfbuzzjs'
import { findLevels } from './bidi-levels.ts'
import type { Face, FontSet } from './fonts.ts'
import { Recall } from './recall.ts'
import type { Look } from './type-scale.ts'

/** One drawn glyph; lengths in thousandths of an em. */
export type Glyph = {
  readonly id: number
  readonly advance: number
  readonly xOffset: number
  readonly yOffset: number
}

/** The smallest piece of text that glyphs stand for together; never divided between two lines. */
export type Cluster = {
  /** UTF-16 offsets into the shaped text. */
  readonly start: number
  readonly end: number
  readonly advance: number
  /** False when breaking the line before this cluster changes the shape of its neighbours. */
  readonly safeToBreakBefore: boolean
  /** Embedding level; odd where the text runs from right to left. */
  readonly level: number
} & (
  | { readonly face: Face; readonly glyphs: readonly Glyph[] }
  | { readonly face: null; readonly mark: number }
)

/** A cluster that stands for a character no font has: its code point is drawn in a box. */
export type MarkCluster = Extract<Cluster, { face: null }>

/** Width of the box of a character no font has: two or three digits of a code point in a row. */
const MARK_ADVANCE = { narrow: 620, wide: 860 } as const

/**
 * Turns text into positioned glyphs with HarfBuzz, run by run; a run is shaped once however often it occurs.
 *
 * Nothing is dropped: a character that no face covers, a control character, a direction control or half of a
 * surrogate pair becomes a {@link MarkCluster}.
 */
export class Shaper {
  readonly #fonts: FontSet
  readonly #buffer = new hb.Buffer()
  readonly #texts = new Recall<readonly Cluster[]>()
  readonly #runs = new Recall<readonly Cluster[]>()

  constructor(fonts: FontSet) {
    this.#fonts = fonts
  }

  /** Shapes a text without line ends; the clusters cover it from first to last offset. */
  shape(text: string, look: Look): readonly Cluster[] {
    return this.#texts.recall(`${look}\n${text}`, () => this.#shapeText(text, look))
  }

  #shapeText(text: string, look: Look): readonly Cluster[] {
    const runs = splitRuns(text, look, this.#fonts)
    const [only] = runs
    if (runs.length === 1 && only !== undefined && only.face !== null)
      return this.#shapeRun(text, only.face, only.level)
    const clusters: Cluster[] = []
    for (const run of runs) {
      if (run.face === null) {
        clusters.push(toMark(run))
        continue
      }
      for (const cluster of this.#shapeRun(text.slice(run.start, run.end), run.face, run.level)) {
        clusters.push({ ...cluster, start: cluster.start + run.start, end: cluster.end + run.start })
      }
    }
    return clusters
  }

  #shapeRun(text: string, face: Face, level: number): readonly Cluster[] {
    return this.#runs.recall(`${face.name}${level}\n${text}`, () => shapeRun(text, face, level, this.#buffer))
  }
}

type Run = { readonly start: number; end: number; readonly level: number } & (
  | { readonly face: Face }
  | { readonly face: null; readonly mark: number }
)

function splitRuns(text: string, look: Look, fonts: FontSet): Run[] {
  const runs: Run[] = []
  const levels = findLevels(text)
  let current: Run | undefined
  let offset = 0
  for (const character of text) {
    const codePoint = character.codePointAt(0) as number
    const start = runs.length === 0 ? 0 : offset
    offset += character.length
    if (joinsNeighbour(codePoint)) {
      if (current !== undefined) current.end = offset
      continue
    }
    const face = chooseFace(codePoint, look, fonts, current)
    const level = levels?.[start] ?? 0
    if (current !== undefined && face !== null && current.face === face && current.level === level) {
      current.end = offset
      continue
    }
    const place = { start, end: offset, level }
    current = face === null ? { ...place, face, mark: codePoint } : { ...place, face }
    runs.push(current)
  }
  return runs.length === 0 ? showEach(text) : runs
}

/** A text of nothing but invisible characters is shown by their code points rather than as nothing. */
function showEach(text: string): Run[] {
  return [...text].map((character, start) => {
    return { start, end: start + 1, level: 0, face: null, mark: character.codePointAt(0) as number }
  })
}

function chooseFace(codePoint: number, look: Look, fonts: FontSet, current: Run | undefined): Face | null {
  if (isShownAsCodePoint(codePoint)) return null
  const shown = codePoint === 0x09 ? 0x20 : codePoint
  const follows = shown === 0x20 || shown === 0xa0 || isCombining(shown)
  if (follows && current?.face?.covers(shown)) return current.face
  return fonts.candidates(look, shown).find((face) => face.covers(shown)) ?? null
}

/** Zero-width characters that are ordinary in Khmer and Latin text: they stay in the run they stand in. */
function joinsNeighbour(codePoint: number): boolean {
  return (
    (codePoint >= 0x200b && codePoint <= 0x200d) ||
    codePoint === 0x2060 ||
    codePoint === 0xad ||
    (codePoint >= 0xfe00 && codePoint <= 0xfe0f)
  )
}

/** Characters that would hide or reorder text if a viewer honoured them, or that no font can have. */
function isShownAsCodePoint(codePoint: number): boolean {
  if (codePoint < 0x20) return codePoint !== 0x09
  return (
    (codePoint >= 0x7f && codePoint <= 0x9f) ||
    codePoint === 0x34f ||
    codePoint === 0x61c ||
    codePoint === 0x17b4 ||
    codePoint === 0x17b5 ||
    codePoint === 0x200e ||
    codePoint === 0x200f ||
    (codePoint >= 0x2028 && codePoint <= 0x202e) ||
    (codePoint >= 0x2061 && codePoint <= 0x206f) ||
    (codePoint >= 0xd800 && codePoint <= 0xdfff) ||
    codePoint === 0xfeff ||
    (codePoint >= 0xfff0 && codePoint <= 0xfffb) ||
    (codePoint & 0xfffe) === 0xfffe ||
    codePoint >= 0xe0000
  )
}

const COMBINING = /\p{M}/u

function isCombining(codePoint: number): boolean {
  return COMBINING.test(String.fromCodePoint(codePoint))
}

function toMark({ start, end, level, mark }: Extract<Run, { face: null }>): MarkCluster {
  const advance = mark > 0xffff ? MARK_ADVANCE.wide : MARK_ADVANCE.narrow
  return { start, end, level, advance, safeToBreakBefore: true, face: null, mark }
}

function shapeRun(text: string, face: Face, level: number, buffer: hb.Buffer): readonly Cluster[] {
  buffer.reset()
  buffer.addText(text.replaceAll('\t', ' '))
  const turned = level % 2 === 1
  buffer.setDirection(turned ? hb.Direction.RTL : hb.Direction.LTR)
  buffer.guessSegmentProperties()
  buffer.setLanguage(face.language)
  buffer.setFlags(hb.BufferFlag.REMOVE_DEFAULT_IGNORABLES)
  hb.shape(face.font, buffer)
  const infos = buffer.getGlyphInfos()
  const positions = buffer.getGlyphPositions()
  // From right to left the last cluster comes first; clusters are kept in the order of the text.
  const order = Array.from(infos.keys())
  return groupClusters(text.length, turned ? order.reverse() : order, infos, positions, { face, level })
}

function groupClusters(
  length: number,
  order: readonly number[],
  infos: readonly hb.GlyphInfo[],
  positions: readonly hb.GlyphPosition[],
  { face, level }: { readonly face: Face; readonly level: number },
): readonly Cluster[] {
  const clusters: (Cluster & { start: number; end: number; advance: number; glyphs: Glyph[]; face: Face })[] =
    []
  const scale = face.toThousandths
  for (const index of order) {
    const info = infos[index] as hb.GlyphInfo
    const position = positions[index] as hb.GlyphPosition
    const glyph: Glyph = {
      id: info.codepoint,
      advance: position.xAdvance * scale,
      xOffset: position.xOffset * scale,
      yOffset: position.yOffset * scale,
    }
    const last = clusters.at(-1)
    if (last !== undefined && last.start === info.cluster) {
      if (level % 2 === 1) last.glyphs.unshift(glyph)
      else last.glyphs.push(glyph)
      last.advance += glyph.advance
      continue
    }
    if (last !== undefined) last.end = info.cluster
    clusters.push({
      start: clusters.length === 0 ? 0 : info.cluster,
      end: length,
      advance: glyph.advance,
      safeToBreakBefore: (info.flags & hb.GlyphFlag.UNSAFE_TO_BREAK) === 0,
      face,
      level,
      glyphs: [glyph],
    })
  }
  if (clusters.length === 0) {
    clusters.push({ start: 0, end: length, advance: 0, safeToBreakBefore: true, face, level, glyphs: [] })
  }
  return clusters
}
