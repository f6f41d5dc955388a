import jsqr from 'jsqr'
import { describe, expect, it } from 'vitest'
import type { Label, LabelForm, LabelSheet } from '#core/documents/label-sheet.ts'
import { scanCodeOf } from '#core/documents/scan-code.ts'
import { drawLabelPdf } from '#node/pdf/draw-label-pdf.ts'
import { encodeQr, toBars } from '#node/pdf/qr-matrix.ts'
import { renderPdf } from '#node/pdf/render-pdf.ts'
import { naughtyStrings } from '../../support/naughty-strings.ts'
import {
  ask,
  CREATED_AT_MS,
  extractPages,
  findSyntaxFaults,
  type GreyPicture,
  rasterise,
} from './pdf-desk.ts'

const ID = '7b3c1d5e'.repeat(4)
const POINTS_PER_MM = 72 / 25.4

function labelOf(order: number, rest: Partial<Label> = {}): Label {
  const number = `2026-0001-E${String(order).padStart(3, '0')}`
  return {
    code: scanCodeOf(number, ID),
    caption: { km: 'វត្ថុតាង៖ ទូរស័ព្ទ', en: 'Exhibit: phone' },
    number,
    name: 'ទូរស័ព្ទដៃ Samsung',
    facts: [{ label: { km: 'ត្រា', en: 'Seal' }, value: 'A0012345' }],
    ...rest,
  }
}

function sheetOf(form: LabelForm, labels: readonly Label[], rest: Partial<LabelSheet> = {}): LabelSheet {
  const info = { title: 'ស្លាក', creator: 'Samnum 0.1.0', createdAtMs: CREATED_AT_MS }
  return { languages: 'km+en', info, form, startAt: 1, labels, ...rest }
}

const draw = (sheet: LabelSheet) => drawLabelPdf(sheet, () => {})

/** What a camera reads in a part of a page that is given in millimetres. */
function scan(
  picture: GreyPicture,
  dotsPerInch: number,
  left: number,
  top: number,
  width: number,
  height: number,
) {
  const dots = (millimetres: number) => Math.floor((millimetres * dotsPerInch) / 25.4)
  const [w, h] = [
    Math.min(dots(width), picture.width - dots(left)),
    Math.min(dots(height), picture.height - dots(top)),
  ]
  const pixels = new Uint8ClampedArray(w * h * 4)
  for (let y = 0; y < h; y += 1) {
    for (let x = 0; x < w; x += 1) {
      const level = picture.levels[(dots(top) + y) * picture.width + dots(left) + x] ?? 255
      pixels.set([level, level, level, 255], (y * w + x) * 4)
    }
  }
  return jsqr.default(pixels, w, h)?.data ?? null
}

describe('a QR code', () => {
  it('is drawn module by module as it was encoded', () => {
    const matrix = encodeQr('2026-0001-E001.7K3F')
    // Version 1, which holds 20 characters of the alphanumeric set at level M (ISO/IEC 18004:2015, table 7).
    expect(matrix.length).toBe(21)
    const drawn = matrix.map((row) => row.map(() => false))
    for (const { row, from, length } of toBars(matrix)) drawn[row]?.fill(true, from, from + length)
    expect(drawn).toEqual(matrix)
  })
})

describe('a sheet of labels', () => {
  it('carries codes that are read back from its picture at the resolution of an office printer', async () => {
    for (const [form, at] of [
      ['a4-3x8', { left: 70, top: 37.5, width: 70, height: 37 }],
      ['a4-2x7', { left: 4.65, top: 91.35, width: 99.1, height: 38.1 }],
      ['roll-62', { left: 0, top: 0, width: 62, height: 40 }],
    ] as const) {
      const { bytes } = await draw(sheetOf(form, [labelOf(1)], { startAt: 5 }))
      const [picture] = rasterise(bytes, 200)
      if (picture === undefined) throw new Error('no page')
      expect(scan(picture, 200, at.left, at.top, at.width, at.height), form).toBe(
        `2026-0001-E001.${scanCodeOf('', ID).slice(1)}`,
      )
    }
  })

  it('leaves the labels before the chosen start empty and goes on to the next sheet', async () => {
    const labels = [1, 2, 3].map((order) => labelOf(order))
    const { bytes, pages } = await draw(sheetOf('a4-3x8', labels, { startAt: 23 }))
    expect(pages).toBe(2)
    const [first, second] = rasterise(bytes, 100)
    if (first === undefined || second === undefined) throw new Error('two pages')
    const inkAbove = first.levels.subarray(0, Math.floor((first.height * 259) / 297) * first.width)
    expect(inkAbove.every((level) => level === 255)).toBe(true)
    expect(scan(second, 100, 0, 0.5, 70, 37)).toBe(labels[2]?.code)
  })

  it('has pages of the size of its stock, so that nothing is scaled', async () => {
    for (const [form, width, height] of [
      ['a4-3x8', 210, 297],
      ['roll-62', 62, 40],
    ] as const) {
      const { bytes } = await draw(sheetOf(form, [labelOf(1)]))
      const size = /Page size:\s+([0-9.]+) x ([0-9.]+) pts/.exec(ask('pdfinfo', bytes, []))
      expect(Number(size?.[1])).toBeCloseTo(width * POINTS_PER_MM, 1)
      expect(Number(size?.[2])).toBeCloseTo(height * POINTS_PER_MM, 1)
    }
  })

  it('says in letters what its code says, with caption, name and facts', async () => {
    const { bytes } = await draw(sheetOf('roll-62', [labelOf(1), labelOf(2)]))
    const [text = ''] = extractPages(bytes)
    for (const part of ['2026-0001-E001.', 'ទូរស័ព្ទដៃ Samsung', 'Exhibit: phone', 'ត្រា៖ A0012345']) {
      expect(text).toContain(part)
    }
    expect(extractPages(bytes)).toHaveLength(2)
  })

  it('says what kind of thing it is whole in both languages, on a line of each where one is too narrow', async () => {
    const caption = { km: 'កញ្ចប់វត្ថុតាង៖ ស្រោមសំបុត្រ', en: 'Container: Counterfeit notes' }
    for (const form of ['roll-62', 'a4-3x8'] as const) {
      const { bytes } = await draw(sheetOf(form, [labelOf(1, { caption })]))
      const [text = ''] = extractPages(bytes)
      for (const part of [caption.km, caption.en, '2026-0001-E001.', 'A0012345']) expect(text).toContain(part)
      expect(text).not.toContain('…')
    }
  })

  it('cuts a long name with an ellipsis and keeps it on its label', async () => {
    const name = 'ទូរស័ព្ទដៃពណ៌ខ្មៅមានស្រោមពណ៌ក្រហម '.repeat(20)
    const { bytes } = await draw(sheetOf('roll-62', [labelOf(1, { name })]))
    const [text = ''] = extractPages(bytes)
    expect(text).toContain('…')
    const [picture] = rasterise(bytes, 200)
    if (picture === undefined) throw new Error('no page')
    // The rim of 2 mm on the right stays white.
    const rim = Math.floor((1.5 * 200) / 25.4)
    for (let y = 0; y < picture.height; y += 1) {
      const row = picture.levels.subarray((y + 1) * picture.width - rim, (y + 1) * picture.width)
      expect(row.every((level) => level === 255)).toBe(true)
    }
  })

  it('is drawn whatever the texts hold', async () => {
    const labels = naughtyStrings().map((text, order) =>
      labelOf(order, { name: text, facts: [{ label: { km: text, en: text }, value: text }] }),
    )
    const { bytes } = await draw(sheetOf('a4-3x8', labels))
    expect(findSyntaxFaults(bytes)).toBe('')
  })

  it('has the same bytes when it is drawn again, and others when the start is another', async () => {
    const sheet = sheetOf('a4-2x7', [labelOf(1), labelOf(2)])
    const { bytes } = await draw(sheet)
    expect(Buffer.compare((await draw(structuredClone(sheet))).bytes, bytes)).toBe(0)
    expect(Buffer.compare((await draw({ ...sheet, startAt: 2 })).bytes, bytes)).not.toBe(0)
  })

  it('is drawn by the worker as in this thread', async () => {
    const sheet = sheetOf('roll-62', [labelOf(1)])
    const rendered = await renderPdf(sheet)
    if (!rendered.ok) throw new Error(rendered.failure.code)
    expect(Buffer.compare(rendered.value.bytes, (await draw(sheet)).bytes)).toBe(0)
  })
})
