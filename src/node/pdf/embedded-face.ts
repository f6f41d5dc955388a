/// <reference path="./pdfmake-engine.d.ts" />
import type { EmbeddedFont, PdfDocument, PdfReference } from 'pdfmake/js/PDFDocument.js'
import { ClusterGlyphs } from './cluster-glyphs.ts'
import type { Face } from './fonts.ts'
import { toHexText } from './pdf-text.ts'
import type { Glyph } from './shape-text.ts'

/** Codes are two bytes; the last ones are kept so that every glyph can be drawn when no code is left for its text. */
const CODE_LIMIT = 0x10000
const RESERVED_CODES = 0x2000
/** Adobe Technical Note 5014: at most 100 entries in one bfchar block. */
const ENTRIES_PER_BLOCK = 100

/** A character code with the place of its glyph; lengths in thousandths of an em. */
export type CodedGlyph = Glyph & {
  /** Advance that the font states for the code. */
  readonly fontWidth: number
}

type CodeEntry = { readonly subsetGlyph: number; readonly width: number; readonly text: string }

/**
 * A face as one PDF embeds it, with one character code for each cluster of text.
 *
 * Khmer draws one vowel with two glyphs around its consonant, and one glyph occurs in many words: a code for each
 * glyph could not say what a cluster spells. So a cluster of several glyphs becomes one composite glyph of the subset
 * and one code; a CIDToGIDMap leads from codes to glyphs (ISO 32000-1, 9.7.4.2) and ToUnicode from codes to the
 * characters as typed (9.10.3).
 */
export class EmbeddedFace {
  readonly resourceName: string
  readonly #document: PdfDocument
  readonly #face: Face
  readonly #program: EmbeddedFont
  readonly #composites: ClusterGlyphs
  readonly #reference: PdfReference
  readonly #codes = new Map<string, number>()
  readonly #entries: CodeEntry[] = []

  constructor(document: PdfDocument, face: Face, resourceName: string) {
    this.resourceName = resourceName
    this.#document = document
    this.#face = face
    this.#program = document.font(face.bytes)._font
    this.#composites = new ClusterGlyphs(this.#program, face)
    this.#reference = document.ref()
    this.#entries.push({ subsetGlyph: 0, width: this.#widthOf(0), text: '\ufffd' })
    document._fontFamilies[resourceName] = this
  }

  /** Names the font among the resources of the current page. */
  addToPage(): void {
    this.#document.page.fonts[this.resourceName] = this.#reference
  }

  /** Gives the codes that draw the glyphs of one cluster; together they spell its text. */
  encode(glyphs: readonly Glyph[], text: string): CodedGlyph[] {
    const [only] = glyphs
    if (only !== undefined && glyphs.length === 1 && only.yOffset === 0)
      return [this.#encodeGlyph(only, text)]
    if (glyphs.length === 0) return []
    const composite = this.#isScarce() ? null : this.#composites.include(glyphs)
    if (composite === null)
      return glyphs.map((glyph, index) => this.#encodeGlyph(glyph, index === 0 ? text : ''))
    const { subsetGlyph, advance } = composite
    const id = this.#codeFor(`c${subsetGlyph}`, text, () => ({ subsetGlyph, width: advance }))
    return [{ id, advance, xOffset: 0, yOffset: 0, fontWidth: advance }]
  }

  /** Writes the font; called by pdfkit when the document ends. */
  finalize(): void {
    const { font } = this.#program
    const scale = 1000 / font.unitsPerEm
    const name = `${subsetTag(this.#entries)}+${font.postscriptName}`
    const descriptor = this.#object({
      Type: 'FontDescriptor',
      FontName: name,
      Flags: 4,
      FontBBox: [font.bbox.minX, font.bbox.minY, font.bbox.maxX, font.bbox.maxY].map((edge) => edge * scale),
      ItalicAngle: font.italicAngle,
      Ascent: font.ascent * scale,
      Descent: font.descent * scale,
      CapHeight: (font.capHeight || font.ascent) * scale,
      XHeight: (font.xHeight || 0) * scale,
      StemV: this.#face.name.endsWith('bold') ? 140 : 80,
      FontFile2: this.#stream(this.#composites.encodeSubset()),
    })
    const descendant = this.#object({
      Type: 'Font',
      Subtype: 'CIDFontType2',
      BaseFont: name,
      CIDSystemInfo: { Registry: new String('Adobe'), Ordering: new String('Identity'), Supplement: 0 },
      FontDescriptor: descriptor,
      CIDToGIDMap: this.#stream(toGlyphMap(this.#entries)),
      W: [0, this.#entries.map((entry) => entry.width)],
    })
    this.#reference.data = {
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: name,
      Encoding: 'Identity-H',
      DescendantFonts: [descendant],
      ToUnicode: this.#stream(Buffer.from(toUnicodeMap(this.#entries), 'latin1')),
    }
    this.#reference.end()
  }

  #encodeGlyph(glyph: Glyph, text: string): CodedGlyph {
    const fontWidth = this.#widthOf(glyph.id)
    const id = this.#codeFor(`g${glyph.id}`, text, () => ({
      subsetGlyph: this.#program.subset.includeGlyph(glyph.id),
      width: fontWidth,
    }))
    return { ...glyph, id, fontWidth }
  }

  #codeFor(shape: string, text: string, include: () => Omit<CodeEntry, 'text'>): number {
    const key = this.#isScarce() ? shape : `${shape} ${text}`
    const known = this.#codes.get(key)
    if (known !== undefined) return known
    const code = this.#entries.length
    this.#entries.push({ ...include(), text })
    this.#codes.set(key, code)
    return code
  }

  #isScarce(): boolean {
    return this.#entries.length >= CODE_LIMIT - RESERVED_CODES
  }

  #widthOf(glyph: number): number {
    return this.#program.font.getGlyph(glyph).advanceWidth * this.#face.toThousandths
  }

  #stream(bytes: Uint8Array): PdfReference {
    const reference = this.#document.ref()
    reference.end(bytes)
    return reference
  }

  #object(data: Record<string, unknown>): PdfReference {
    const reference = this.#document.ref(data)
    reference.end()
    return reference
  }
}

/** Gives each document the faces it uses, each once. */
export class EmbeddedFaces {
  readonly #document: PdfDocument
  readonly #faces = new Map<string, EmbeddedFace>()

  constructor(document: PdfDocument) {
    this.#document = document
  }

  embed(face: Face): EmbeddedFace {
    const known = this.#faces.get(face.name)
    if (known !== undefined) return known
    const embedded = new EmbeddedFace(this.#document, face, `F${this.#faces.size + 1}`)
    this.#faces.set(face.name, embedded)
    return embedded
  }
}

/** Six capital letters that depend on the glyphs of the subset (ISO 32000-1, 9.6.4), by FNV-1a. */
function subsetTag(entries: readonly CodeEntry[]): string {
  let hash = 0x811c9dc5
  for (const entry of entries) {
    hash = Math.imul(hash ^ entry.subsetGlyph ^ Math.round(entry.width * 8), 0x01000193) >>> 0
  }
  let tag = ''
  for (let letter = 0; letter < 6; letter += 1) {
    tag += String.fromCharCode(65 + (hash % 26))
    hash = Math.floor(hash / 26)
  }
  return tag
}

function toGlyphMap(entries: readonly CodeEntry[]): Uint8Array {
  const bytes = Buffer.alloc(entries.length * 2)
  entries.forEach((entry, code) => {
    bytes.writeUInt16BE(entry.subsetGlyph, code * 2)
  })
  return bytes
}

/** Code points that a ToUnicode map of a PDF/A must not name (ISO 19005-3, 6.2.11.7.2); ActualText still does. */
const NEVER_MAPPED = /[\0\ufeff\ufffe]/g

function toUnicodeMap(entries: readonly CodeEntry[]): string {
  const lines = entries.map(
    ({ text }, code) =>
      `<${code.toString(16).padStart(4, '0')}> <${toHexText(text.replace(NEVER_MAPPED, '\ufffd'))}>`,
  )
  const blocks: string[] = []
  for (let first = 0; first < lines.length; first += ENTRIES_PER_BLOCK) {
    const block = lines.slice(first, first + ENTRIES_PER_BLOCK)
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`)
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
`
}
