/// <reference path="./pdfmake-engine.d.ts" />
import type { EmbeddedFont } from 'pdfmake/js/PDFDocument.js'
import type { Face } from './fonts.ts'
import type { Glyph } from './shape-text.ts'

/** Most glyphs a TrueType font can count (OpenType 1.9, maxp.numGlyphs), less some for single ones. */
const GLYPH_LIMIT = 0xffff - 0x2000

/** Flags of a component (OpenType 1.9, glyf): both offsets are 16-bit words, they are offsets, more follow. */
const WORDS = 0x0001
const OFFSETS = 0x0002
const MORE = 0x0020

/** A glyph put together from others, as it stands in the subset. */
export type CompositeGlyph = {
  readonly subsetGlyph: number
  /** Thousandths of an em. */
  readonly advance: number
}

type Component = { readonly subsetGlyph: number; readonly x: number; readonly y: number }
type Outline = { readonly components: readonly Component[]; readonly advance: number; readonly box: Box }
type Box = { readonly xMin: number; readonly yMin: number; readonly xMax: number; readonly yMax: number }

/** Adds composite glyphs, one for each distinct cluster, to the subset that fontkit writes for a PDF. */
export class ClusterGlyphs {
  readonly #program: EmbeddedFont
  readonly #face: Face
  readonly #known = new Map<string, CompositeGlyph>()
  readonly #outlines = new Map<number, Outline>()

  constructor(program: EmbeddedFont, face: Face) {
    this.#program = program
    this.#face = face
  }

  /** Includes the glyphs of a cluster as one, or answers `null` when the font is full or the glyph would not be valid. */
  include(glyphs: readonly Glyph[]): CompositeGlyph | null {
    const key = glyphs
      .map(({ id, advance, xOffset, yOffset }) => `${id},${advance},${xOffset},${yOffset}`)
      .join(';')
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const { subset } = this.#program
    if (subset.glyphs.length >= GLYPH_LIMIT) return null
    const outline = this.#place(glyphs)
    if (outline.advance < 0 || outline.advance > 0xffff || !fitsInt16(outline)) return null
    const subsetGlyph = subset.glyphs.length
    subset.glyphs.push(COMPOSITE)
    this.#outlines.set(subsetGlyph, outline)
    const composite = { subsetGlyph, advance: outline.advance * this.#face.toThousandths }
    this.#known.set(key, composite)
    return composite
  }

  /** Writes the subset as a TrueType font. */
  encodeSubset(): Uint8Array {
    const { font, subset } = this.#program
    // Composites may push the glyphs beyond the 128 KiB that short offsets reach.
    font.loca.version = 1
    let most = font.maxp.maxComponentElements
    for (const { components } of this.#outlines.values()) most = Math.max(most, components.length)
    font.maxp.maxComponentElements = most
    font.maxp.maxComponentDepth += 1
    font.maxp.maxComponentPoints = Math.min(0xffff, font.maxp.maxComponentPoints + font.maxp.maxPoints * most)
    font.maxp.maxComponentContours = Math.min(
      0xffff,
      font.maxp.maxComponentContours + font.maxp.maxContours * most,
    )
    const addSingle = subset._addGlyph.bind(subset)
    subset._addGlyph = (glyph) => {
      const outline = glyph === COMPOSITE ? this.#outlines.get(subset.glyf.length) : undefined
      if (outline === undefined) return addSingle(glyph)
      const bytes = encodeComposite(outline)
      subset.glyf.push(bytes)
      subset.loca.offsets.push(subset.offset)
      subset.hmtx.metrics.push({ advance: outline.advance, bearing: outline.box.xMin })
      subset.offset += bytes.length
      return subset.glyf.length - 1
    }
    return subset.encode()
  }

  #place(glyphs: readonly Glyph[]): Outline {
    const toUnits = (thousandths: number) => Math.round(thousandths / this.#face.toThousandths)
    const components: Component[] = []
    let box: Box | null = null
    let pen = 0
    for (const glyph of glyphs) {
      const x = pen + toUnits(glyph.xOffset)
      const y = toUnits(glyph.yOffset)
      const extents = this.#face.font.glyphExtents(glyph.id)
      if (extents !== undefined) {
        const { xBearing, yBearing, width, height } = extents
        box = unite(box, {
          xMin: x + xBearing,
          yMin: y + yBearing + height,
          xMax: x + xBearing + width,
          yMax: y + yBearing,
        })
      }
      components.push({ subsetGlyph: this.#program.subset.includeGlyph(glyph.id), x, y })
      pen += toUnits(glyph.advance)
    }
    return { components, advance: pen, box: box ?? { xMin: 0, yMin: 0, xMax: 0, yMax: 0 } }
  }
}

/** Stands for a composite in fontkit's list of glyphs, which holds ids of the original font. */
const COMPOSITE = -1

function unite(first: Box | null, second: Box): Box {
  if (first === null) return second
  return {
    xMin: Math.min(first.xMin, second.xMin),
    yMin: Math.min(first.yMin, second.yMin),
    xMax: Math.max(first.xMax, second.xMax),
    yMax: Math.max(first.yMax, second.yMax),
  }
}

function fitsInt16({ box, components }: Outline): boolean {
  const values = [...Object.values(box), ...components.flatMap(({ x, y }) => [x, y])]
  return values.every((value) => value >= -0x8000 && value <= 0x7fff)
}

function encodeComposite({ box, components }: Outline): Uint8Array {
  const bytes = Buffer.alloc(12 + components.length * 8)
  bytes.writeInt16BE(-1, 0)
  bytes.writeInt16BE(box.xMin, 2)
  bytes.writeInt16BE(box.yMin, 4)
  bytes.writeInt16BE(box.xMax, 6)
  bytes.writeInt16BE(box.yMax, 8)
  components.forEach(({ subsetGlyph, x, y }, index) => {
    const at = 10 + index * 8
    const more = index < components.length - 1 ? MORE : 0
    bytes.writeUInt16BE(WORDS | OFFSETS | more, at)
    bytes.writeUInt16BE(subsetGlyph, at + 2)
    bytes.writeInt16BE(x, at + 4)
    bytes.writeInt16BE(y, at + 6)
  })
  return bytes
}
