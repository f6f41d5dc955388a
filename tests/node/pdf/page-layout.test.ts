import { describe, expect, it } from 'vitest'
import { asPrinted } from '#core/documents/check-code.ts'
import type { Block, Phrase, Table } from '#core/documents/document-tree.ts'
import { composeBlocks } from '#node/pdf/compose-blocks.ts'
import { CourtPdfDocument } from '#node/pdf/court-pdf-document.ts'
import { EmbeddedPictures } from '#node/pdf/embedded-pictures.ts'
import { FontSet } from '#node/pdf/fonts.ts'
import type { RoomNeed } from '#node/pdf/layout-node.ts'
import { Shaper } from '#node/pdf/shape-text.ts'
import { ask, draw, extractPages, rasterise, SOME_DIGEST, treeOf } from './pdf-desk.ts'

const FOOT = {
  caseNumber: '2026-0001',
  ledgerHeadHex: SOME_DIGEST,
  stateAsOf: { km: 'ថ្ងៃទី២១ ខែវិច្ឆិកា ឆ្នាំ២០២៦', en: '21 November 2026' },
} as const

function phrase(text: string): Phrase {
  return { km: `ក${text}`, en: text }
}

function tableOf(rows: number, cell = (row: number) => `cell ${row}`): Table {
  return {
    kind: 'table',
    columns: [
      { heading: { km: 'លេខ', en: 'Number' }, width: { millimetres: 20 } },
      { heading: { km: 'ខ្លឹមសារ', en: 'Content' }, width: { share: 1 } },
    ],
    rows: Array.from({ length: rows }, (_, row) => ({
      cells: [`row ${row}`, cell(row)],
      beneath: [{ label: { km: 'កូដ', en: 'Hash' }, value: { digestHex: SOME_DIGEST } }],
    })),
    whenEmpty: { km: 'គ្មានអ្វីទេ', en: 'There is nothing' },
  }
}

describe('signatures', () => {
  const role = { km: 'មន្ត្រី', en: 'Officer' } as const
  const signed = (signers: number): Block[] => [
    { kind: 'heading', level: 1, text: { km: 'ហត្ថលេខា', en: 'Signatures' } },
    {
      kind: 'signatures',
      signers: Array.from({ length: signers }, (_, at) => ({
        role,
        name: `signer ${at}`,
        mark: 'signature',
      })),
    },
  ]
  const row = (at: number) => ({ label: { km: 'ស្លាក', en: 'Label' }, value: `last ${at}` })
  const closed: Readonly<Record<string, Block>> = {
    'names and values': { kind: 'key-values', rows: [row(0), row(1), row(2)] },
    points: { kind: 'list', ordered: false, points: ['last 0', 'last 1', 'last 2'] },
    'a table': tableOf(3, (at) => `last ${at}`),
    'a paragraph': { kind: 'paragraph', text: 'last 2' },
  }

  for (const [name, block] of Object.entries(closed)) {
    it(`never stand on a page without the end of ${name} before them, all of them together`, async () => {
      for (let lines = 14; lines <= 40; lines += 2) {
        const above: Block[] = Array.from({ length: lines }, () => ({ kind: 'paragraph', text: 'x' }))
        const { bytes } = await draw(treeOf([...above, block, ...signed(4)], { languages: 'en' }))
        const texts = extractPages(bytes)
        const page = texts.find((text) => text.includes('signer 0'))
        expect(page).toContain('signer 3')
        expect(page).toContain('last 2')
        expect(page).toContain('Signatures')
        expect(texts.length).toBeLessThanOrEqual(2)
      }
    })
  }

  it('of five in two languages stand together, with the end of what they are for', async () => {
    const table = tableOf(2, (at) => `last ${at}`)
    const signatures = signed(5).map((block) =>
      block.kind === 'signatures' ? { ...block, intro: phrase(' word'.repeat(60)) } : block,
    )
    for (let lines = 4; lines <= 28; lines += 3) {
      const above: Block[] = Array.from({ length: lines }, () => ({ kind: 'paragraph', text: 'x' }))
      const { bytes } = await draw(treeOf([...above, table, ...signatures.slice(1)], { languages: 'km+en' }))
      const texts = extractPages(bytes)
      const page = texts.find((text) => text.includes('signer 0'))
      expect(page, `after ${lines} lines`).toContain('signer 4')
      expect(page, `after ${lines} lines`).toContain('last 1')
    }
  })

  it('keep the paragraph beneath them on their page', async () => {
    const beneath: Block = { kind: 'paragraph', tone: 'quiet', text: `made from ${'x '.repeat(150)} the end` }
    for (let lines = 14; lines <= 40; lines += 2) {
      const above: Block[] = Array.from({ length: lines }, () => ({ kind: 'paragraph', text: 'x' }))
      const { bytes } = await draw(treeOf([...above, ...signed(3), beneath], { languages: 'en' }))
      const texts = extractPages(bytes)
      const page = texts.find((text) => text.includes('signer 0'))
      expect(page).toContain('made from')
      expect(page).toContain('the end')
    }
  })
})

describe('the foot of a page', () => {
  it('says on every page of a training vault, and on none of another, that all of it is invented', async () => {
    const blocks: Block[] = Array.from({ length: 60 }, () => ({ kind: 'paragraph', text: 'x' }))
    for (const languages of ['km', 'en', 'km+en'] as const) {
      const tree = treeOf(blocks, { foot: FOOT, languages })
      const marked = extractPages((await draw(asPrinted(tree, true))).bytes)
      expect(marked.length).toBeGreaterThan(1)
      for (const text of marked) expect(text).toContain('TRAINING / ហាត់រៀន')
      const plain = extractPages((await draw(asPrinted(tree, false))).bytes)
      expect(plain.join()).not.toContain('TRAINING')
    }
  })

  it('names case, state, whole ledger head and page of pages on every page, in each language', async () => {
    const numbers = {
      km: (page: number, pages: number) => `ទំព័រទី ${toKhmer(page)}/${toKhmer(pages)}`,
      en: (page: number, pages: number) => `Page ${page} of ${pages}`,
      'km+en': (page: number, pages: number) =>
        `ទំព័រទី ${toKhmer(page)}/${toKhmer(pages)} · Page ${page} of ${pages}`,
    } as const
    for (const languages of ['km', 'en', 'km+en'] as const) {
      const blocks: Block[] = Array.from({ length: 90 }, () => ({ kind: 'paragraph', text: 'x' }))
      const { bytes, pages } = await draw(treeOf(blocks, { foot: FOOT, languages }))
      const texts = extractPages(bytes)
      expect(pages).toBe(texts.length)
      expect(pages).toBeGreaterThan(1)
      texts.forEach((text, index) => {
        expect(text).toContain(SOME_DIGEST)
        expect(text).toContain('2026-0001')
        expect(text).toContain(languages === 'en' ? FOOT.stateAsOf.en : FOOT.stateAsOf.km)
        expect(text).toContain(numbers[languages](index + 1, pages))
      })
    }
  })

  it('marks a case number that is too long for it', async () => {
    const { bytes } = await draw(treeOf([], { foot: { caseNumber: 'ក'.repeat(4000) } }))
    expect(extractPages(bytes)[0]).toContain(`${'ក'.repeat(40)}…`)
  })

  it('keeps room for those who sign every page, and only then', async () => {
    const blocks: Block[] = Array.from({ length: 60 }, () => ({ kind: 'paragraph', text: 'x' }))
    const bare = await draw(treeOf(blocks))
    const signed = await draw(
      treeOf(blocks, { foot: { everyPageSigners: [phrase('victim'), phrase('officer')] } }),
    )
    const linesOnFirst = (bytes: Uint8Array) => extractPages(bytes)[0]?.match(/^x$/gm)?.length ?? 0
    expect(linesOnFirst(signed.bytes)).toBeLessThan(linesOnFirst(bare.bytes))
    for (const page of extractPages(signed.bytes)) {
      expect(page).toContain('កvictim')
      expect(page).toContain('កofficer')
    }
    expect(extractPages(bare.bytes)[0]).not.toContain('កvictim')
  })
})

describe('a table', () => {
  it('repeats its heading on every page and loses no row', async () => {
    const { bytes, pages } = await draw(treeOf([tableOf(120)]))
    const texts = extractPages(bytes)
    expect(pages).toBeGreaterThan(3)
    for (const text of texts) expect(text).toContain('ខ្លឹមសារ')
    for (let row = 0; row < 120; row += 1) {
      expect(texts.filter((text) => text.split('\n').includes(`row ${row}`)).length).toBe(1)
    }
    expect(texts.join('').split(SOME_DIGEST).length - 1).toBe(120)
  })

  it('keeps what stands beneath a row on the page of the row', async () => {
    const { bytes } = await draw(treeOf([tableOf(120)]))
    for (const text of extractPages(bytes)) {
      const rows = text.split('\n').filter((line) => /^row \d+$/.test(line)).length
      expect(text.split(SOME_DIGEST).length - 1).toBe(rows)
    }
  })

  it('runs a row over that is higher than a page, and loses none of it', async () => {
    const long = Array.from({ length: 300 }, (_, line) => `line ${line} of one cell`).join('\n')
    const { bytes, pages } = await draw(treeOf([tableOf(3, (row) => (row === 1 ? long : 'short'))]))
    expect(pages).toBeGreaterThan(4)
    expect(extractPages(bytes)[0]).toContain('line 0 of one cell')
    const text = extractPages(bytes).join('\n')
    for (let line = 0; line < 300; line += 1) expect(text).toContain(`line ${line} of one cell`)
    expect(text).toContain('row 2')
  })

  it('says in words that it has no rows', async () => {
    const { bytes } = await draw(treeOf([tableOf(0)], { languages: 'km+en' }))
    const [text] = extractPages(bytes)
    expect(text).toContain('គ្មានអ្វីទេ')
    expect(text).toContain('There is nothing')
    expect(text).not.toContain('ខ្លឹមសារ')
  })
})

describe('a heading', () => {
  it('moves to the page of the table it heads', async () => {
    for (let lines = 20; lines < 36; lines += 2) {
      const blocks: Block[] = [
        ...Array.from({ length: lines }, () => ({ kind: 'paragraph', text: 'x' }) as const),
        { kind: 'heading', level: 1, text: 'First heading' },
        { kind: 'heading', level: 2, text: 'Second heading' },
        tableOf(4),
      ]
      const pages = extractPages((await draw(treeOf(blocks))).bytes)
      const page = pages.find((text) => text.includes('First heading'))
      expect(page).toContain('Second heading')
      expect(page).toContain('row 0')
    }
  })

  it('and the words that introduce a table stand on the page of its first two rows, which are not parted', async () => {
    for (let lines = 20; lines < 36; lines += 2) {
      const blocks: Block[] = [
        ...Array.from({ length: lines }, () => ({ kind: 'paragraph', text: 'x' }) as const),
        { kind: 'heading', level: 2, text: 'Heading' },
        { kind: 'paragraph', text: 'What follows is not added to the table above.' },
        tableOf(3),
      ]
      const pages = extractPages((await draw(treeOf(blocks))).bytes)
      const page = pages.find((text) => text.includes('Heading'))
      for (const part of ['What follows', 'row 0', 'row 1']) expect(page).toContain(part)
      // Nor does the last row stand alone.
      expect(pages.find((text) => text.includes('row 2'))).toContain('row 1')
    }
  })

  it('may follow many others without end', () => {
    const blocks: Block[] = Array.from({ length: 20_000 }, () => ({
      kind: 'heading',
      level: 2,
      text: 'heading',
    }))
    const none = new EmbeddedPictures(new CourtPdfDocument(treeOf([])))
    const roomNeed = composeBlocks(blocks, 'km', none)[0]?.roomNeed as RoomNeed
    expect(roomNeed(new Shaper(new FontSet()))).toBeLessThan(300)
  })
})

describe('other blocks', () => {
  it('start a new page where the tree says so', async () => {
    const { bytes, pages } = await draw(
      treeOf([
        { kind: 'paragraph', text: 'one' },
        { kind: 'page-break' },
        { kind: 'heading', level: 1, text: 'two' },
        { kind: 'page-break' },
        { kind: 'paragraph', text: 'three' },
      ]),
    )
    expect(pages).toBe(3)
    expect(extractPages(bytes).map((text) => text.split('\n')[0])).toEqual(['one', 'two', 'three'])
  })

  it('keep the boxes of those who sign whole', async () => {
    for (let lines = 14; lines < 30; lines += 2) {
      const blocks: Block[] = [
        ...Array.from({ length: lines }, () => ({ kind: 'paragraph', text: 'x' }) as const),
        {
          kind: 'signatures',
          intro: { km: 'ធ្វើនៅភ្នំពេញ', en: 'Done' },
          signers: [
            { role: { km: 'មន្ត្រី', en: 'Officer' }, name: 'សុខ ចាន់ថា', mark: 'signature' },
            { role: { km: 'សាក្សី', en: 'Witness' }, mark: 'thumb-print' },
          ],
        },
      ]
      const pages = extractPages((await draw(treeOf(blocks))).bytes)
      const page = pages.find((text) => text.includes('ធ្វើនៅភ្នំពេញ'))
      for (const part of ['មន្ត្រី', 'សាក្សី', 'ស្នាមមេដៃស្ដាំ', 'កាលបរិច្ឆេទ', 'សុខ ចាន់ថា'])
        expect(page).toContain(part)
    }
  })

  it('show Khmer first and English beneath in a document of both languages, and one language otherwise', async () => {
    const blocks: Block[] = [
      { kind: 'letterhead', institution: [phrase('unit')], reference: [phrase('place')] },
      { kind: 'title', text: phrase('title'), about: 'about' },
      { kind: 'notice', tone: 'caution', heading: phrase('notice'), text: [phrase('care')] },
      { kind: 'list', ordered: true, points: [phrase('first'), [phrase('second'), { code: 'x' }]] },
      { kind: 'list', ordered: false, points: [] },
      { kind: 'key-values', rows: [{ label: phrase('label'), value: phrase('value') }] },
      { kind: 'key-values', rows: [] },
      { kind: 'signatures', signers: [] },
      { kind: 'paragraph', text: phrase('quoted'), tone: 'quotation' },
    ]
    const words = ['unit', 'place', 'title', 'notice', 'care', 'first', 'second', 'label', 'value', 'quoted']
    const linesIn = async (languages: 'km' | 'en' | 'km+en') => {
      const { bytes } = await draw(treeOf(blocks, { languages }))
      return extractPages(bytes).join('\n').split('\n')
    }
    const [km, en, both] = [await linesIn('km'), await linesIn('en'), await linesIn('km+en')]
    for (const word of words) {
      expect(km.filter((line) => line.endsWith(word)).every((line) => line.endsWith(`ក${word}`))).toBe(true)
      expect(en.join(' ')).toContain(word)
      expect(en.join(' ')).not.toContain(`ក${word}`)
      const [khmerAt, englishAt] = [both.findIndex((line) => line.endsWith(`ក${word}`)), both.indexOf(word)]
      expect(khmerAt).toBeGreaterThanOrEqual(0)
      expect(englishAt).toBeGreaterThan(khmerAt)
    }
    expect(km.join(' ')).toContain('ព្រះរាជាណាចក្រកម្ពុជា')
    expect(en.join(' ')).toContain('KINGDOM OF CAMBODIA')
  })

  it('are drawn on A4 with nothing in the margins', async () => {
    const { bytes } = await draw(
      treeOf([tableOf(30), { kind: 'paragraph', text: 'ស្រ្តី'.repeat(500) }], { foot: FOOT }),
    )
    expect(ask('pdfinfo', bytes, [])).toContain('595.28 x 841.89 pts (A4)')
    for (const { width, height, levels } of rasterise(bytes, 72)) {
      const isMargin = (x: number, y: number) => x < 69 || x > width - 55 || y < 49 || y > height - 24
      const inked = levels.findIndex(
        (level, at) => level < 255 && isMargin(at % width, Math.floor(at / width)),
      )
      expect(inked).toBe(-1)
    }
  })
})

function toKhmer(count: number): string {
  return [...String(count)].map((digit) => String.fromCodePoint(0x17e0 + Number(digit))).join('')
}
