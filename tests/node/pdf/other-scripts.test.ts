import { describe, expect, it } from 'vitest'
import { findLevels, orderByLevels } from '#node/pdf/bidi-levels.ts'
import { FontSet } from '#node/pdf/fonts.ts'
import { Shaper } from '#node/pdf/shape-text.ts'
import { TextFlow } from '#node/pdf/text-flow.ts'
import { draw, extractLines, findSyntaxFaults, treeOf } from './pdf-desk.ts'

/** Names as passports and messages write them, and the face that draws their letters. */
const NAMES = {
  thai: ['สมชาย ใจดี', 'น้ำผึ้ง ศรีสุวรรณ', 'กรุงเทพมหานคร', 'ผู้ใหญ่บ้าน'],
  lao: ['ສົມພອນ ວົງສາ', 'ນະຄອນຫຼວງວຽງຈັນ', 'ຄຳຫຼ້າ'],
  chinese: ['张伟', '陳志強', '欧阳娜娜', '广东省深圳市', 'さくら', 'サクラ'],
  arabic: ['محمد أحمد', 'عبد الرحمن', 'فاطمة الزهراء', 'پرویز'],
  korean: ['김민준', '박서연', '서울특별시'],
  devanagari: ['राजेश कुमार', 'श्रीकृष्ण', 'दिल्ली'],
  myanmar: ['အောင်ဆန်း', 'ရန်ကုန်', 'မြန်မာ', 'ကျော်စွာ'],
  latin: ['Nguyễn Văn Đức', 'Phạm Thị Hường', 'Đặng Quỳnh Như'],
} as const

const fonts = new FontSet()
const shaper = new Shaper(fonts)

/** Marks that poppler writes around text that runs from right to left. */
const DIRECTION_MARKS = /[\u202a-\u202e\u200e\u200f]/g

function readLines(bytes: Uint8Array): string[] {
  const lines = extractLines(bytes).map((line) => line.replace(DIRECTION_MARKS, '').trim())
  return lines.filter((line) => !line.startsWith('ទំព័រទី'))
}

function facesOf(text: string): string[] {
  return [...new Set(shaper.shape(text, 'regular').map((cluster) => cluster.face?.name ?? 'none'))]
}

/** What stands on a line from left to right, cluster by cluster. */
function seen(text: string): string {
  const span = { text, look: 'regular', sizePt: 10, colour: [0, 0, 0], arrangement: 'prose' } as const
  const flow = { spans: [span], align: 'left', ascentPt: 10, descentPt: 5, language: 'km' } as const
  const line = new TextFlow(flow, shaper).nextLine(Number.POSITIVE_INFINITY)
  const placed = [...(line?.placed ?? [])].sort((one, other) => one.xPt - other.xPt)
  expect(line?.text).toBe(text)
  return placed.map((cluster) => cluster.text).join('')
}

describe('names in other scripts', () => {
  for (const [face, names] of Object.entries(NAMES)) {
    it(`are drawn with a face that has them and come back as typed: ${face}`, async () => {
      for (const name of names) {
        expect(facesOf(name.replaceAll(' ', ''))).toEqual([face])
        expect(facesOf(`ឈ្មោះ ${name}`)).not.toContain('none')
      }
      const blocks = names.map((text) => ({ kind: 'paragraph', text }) as const)
      const { bytes } = await draw(treeOf(blocks))
      expect(findSyntaxFaults(bytes)).toBe('')
      const lines = readLines(bytes)
      expect(lines.map((line) => line.normalize('NFC'))).toEqual(names.map((name) => name.normalize('NFC')))
    })
  }

  it('are joined as their scripts demand: Arabic letters connect, Indic and Myanmar ones stack', () => {
    const count = (text: string) =>
      shaper.shape(text, 'regular').flatMap((one) => (one.face === null ? [] : one.glyphs))
    const isolated = new Set([...'محمد'].map((letter) => count(letter)[0]?.id))
    expect(count('محمد').some((glyph) => !isolated.has(glyph.id))).toBe(true)
    expect(shaper.shape('श्री', 'regular')).toHaveLength(1)
    expect(count('မြန်').length).toBeLessThan([...'မြန်'].length + 1)
  })

  it('share a line with Khmer, Latin and a script that runs the other way', async () => {
    const text = 'ឈ្មោះ สมชาย 张伟 김민준 राजेश អ្នក Nguyễn'
    const { bytes } = await draw(treeOf([{ kind: 'paragraph', text }]))
    expect(extractLines(bytes)).toEqual([text])
  })

  it('show what no face has as a box with its code, between letters that have one', () => {
    const marks = shaper
      .shape('张\u{20000}伟ᚠ', 'regular')
      .map((cluster) => (cluster.face === null ? cluster.mark : 0))
    expect(marks).toEqual([0, 0x20000, 0, 0x16a0])
  })
})

describe('text that runs from right to left', () => {
  it('stands in the order of the Unicode bidirectional algorithm', () => {
    expect(seen('ក محمد ខ')).toBe('ក دمحم ខ')
    expect(seen('محمد 123')).toBe('123 دمحم')
    expect(seen('A (محمد) B')).toBe('A (دمحم) B')
    expect(seen('abc 123')).toBe('abc 123')
  })

  it('cannot be turned by control characters: they are shown and order nothing', () => {
    expect(seen('invoice\u202egpj.exe')).toBe('invoice\u202egpj.exe')
    expect(findLevels('a\u202eb')).toBeNull()
    expect(Array.from(findLevels('م\u202ea') ?? [])).toEqual([1, 1, 2])
  })

  it('is reversed level by level', () => {
    const levels = [0, 1, 1, 2, 2, 1, 0]
    const order = orderByLevels([0, 1, 2, 3, 4, 5, 6], (index) => levels[index] ?? 0)
    expect(order).toEqual([0, 5, 3, 4, 2, 1, 6])
  })

  it('keeps every character of a text that breaks over many lines', async () => {
    const text = 'محمد أحمد عبد الرحمن 2026 '.repeat(20).trim()
    const { bytes } = await draw(treeOf([{ kind: 'paragraph', text }]))
    const letters = (value: string) => [...value.replace(/[\s\u202a-\u202e]/g, '')].sort().join('')
    expect(readLines(bytes).length).toBeGreaterThan(3)
    expect(letters(readLines(bytes).join(''))).toBe(letters(text))
  })
})
