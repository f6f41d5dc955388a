import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { FontSet } from '#node/pdf/fonts.ts'
import { DocMeasure, LayoutBuilder, Line, PdfDocument, Renderer } from '#node/pdf/pdfmake-parts.ts'

const require = createRequire(import.meta.url)

function versionOf(name: string): unknown {
  return JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8')).version
}

describe('the parts of pdfmake that are extended', () => {
  it('are those of the versions whose inner workings are relied on', () => {
    // A new version passes only after somebody has looked at what changed inside; see pdfmake-engine.d.ts.
    expect([versionOf('pdfmake'), versionOf('pdfkit')]).toEqual(['0.3.11', '0.19.1'])
  })

  it('have the methods that are called or replaced', () => {
    const methods = (owner: { readonly prototype: object }, names: readonly string[]) =>
      names.filter((name) => typeof (owner.prototype as Record<string, unknown>)[name] !== 'function')
    expect(methods(DocMeasure, ['measureLeaf', 'measureDocument'])).toEqual([])
    expect(methods(Line, ['addInline', 'getHeight', 'getWidth'])).toEqual([])
    expect(methods(Renderer, ['renderPages', 'renderLine'])).toEqual([])
    const layout = [
      'layoutDocument',
      'tryLayoutDocument',
      'processNode',
      'buildNextLine',
      'registerTableLayouts',
    ]
    expect(methods(LayoutBuilder, layout)).toEqual([])
    const document = ['addContent', 'addNamedEmbeddedFile', 'font', 'ref', 'end', 'endMetadata']
    expect(methods(PdfDocument, document)).toEqual([])
  })

  it('give fonts whose subset can take composite glyphs', () => {
    const document = new PdfDocument({}, {}, {}, {}, { autoFirstPage: false, font: null }, null, () => false)
    const { font, subset } = document.font(new FontSet().face('khmer').bytes)._font
    expect(font.postscriptName).toBe('Battambang-Regular')
    expect(font.loca.version).toBeTypeOf('number')
    const limits = [font.maxp.maxComponentElements, font.maxp.maxComponentDepth, font.maxp.maxComponentPoints]
    expect(limits.every((limit) => Number.isInteger(limit))).toBe(true)
    expect(subset.glyphs).toEqual([0])
    expect(subset._addGlyph).toBeTypeOf('function')
  })
})
