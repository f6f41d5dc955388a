import type { Block, DocumentTree, TableRow } from '#core/documents/document-tree.ts'

/** Words that the stock engine can draw, too; half of every text is Khmer. */
const KHMER = ['ភូមិ', 'ស្រុក', 'ខេត្ត', 'កម្ពុជា', 'ប្រាក់', 'គណនី', 'ធនាគារ', 'ទូរស័ព្ទ', 'សាក្សី', 'ជនរងគ្រោះ']
const LATIN = [
  'account',
  'transfer',
  'phone',
  'received',
  'bank',
  'victim',
  'message',
  'platform',
  'seized',
  'exhibit',
]
const DIGEST = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
const CREATED_AT_MS = Date.UTC(2026, 10, 21)

/** Words in an order that depends on the seed alone. */
function say(seed: number, count: number): string {
  const words: string[] = []
  let state = seed * 2_654_435_761 + 1
  for (let word = 0; word < count; word += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    const from = word % 2 === 0 ? KHMER : LATIN
    words.push(`${from[(state >>> 8) % from.length]}${state % 7 === 0 ? ` ${state % 10_000}` : ''}`)
  }
  return words.join(' ')
}

/** One part of the long report: a heading, two paragraphs and a table. */
export type Part = {
  readonly heading: string
  readonly paragraphs: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** What the long report says, for both engines. */
export function makeParts(count: number): Part[] {
  return Array.from({ length: count }, (_, part) => ({
    heading: `${part + 1} ${say(part + 7, 4)}`,
    paragraphs: [say(part * 3 + 1, 60), say(part * 3 + 2, 45)],
    rows: Array.from({ length: 24 }, (_row, row) => [
      `2026-${part}-E${row}`,
      say(part * 100 + row, 5),
      say(part * 100 + row + 50, 3),
      String((part * 7919 + row * 104_729) % 1_000_000),
    ]),
  }))
}

/** The long report as a tree. */
export function toTree(parts: readonly Part[]): DocumentTree {
  const blocks = parts.flatMap(({ heading, paragraphs, rows }): Block[] => [
    { kind: 'heading', level: 1, text: heading },
    ...paragraphs.map((text): Block => ({ kind: 'paragraph', text })),
    {
      kind: 'table',
      columns: [
        { heading: 'Number', width: { millimetres: 34 } },
        { heading: 'What', width: { share: 3 } },
        { heading: 'Where', width: { share: 2 } },
        { heading: 'Amount', width: { millimetres: 24 }, align: 'right' },
      ],
      rows: rows.map((cells): TableRow => ({ cells })),
      whenEmpty: { km: 'គ្មាន', en: 'None' },
    },
  ])
  return {
    languages: 'en',
    info: { title: 'Bench', creator: 'bench', createdAtMs: CREATED_AT_MS },
    foot: { caseNumber: '2026-0001', ledgerHeadHex: DIGEST },
    blocks,
  }
}

/** The long report as pdfmake's own document definition, without anything that is ours. */
export function toStockDefinition(parts: readonly Part[]): object {
  return {
    pageSize: 'A4',
    pageMargins: [70.9, 51, 56.7, 68],
    info: { title: 'Bench' },
    defaultStyle: { font: 'Body', fontSize: 10 },
    footer: (page: number, pages: number) => ({
      margin: [70.9, 4, 56.7, 0],
      stack: [
        { columns: [{ text: 'Case 2026-0001' }, { text: `Page ${page} of ${pages}`, alignment: 'right' }] },
        { text: `Ledger head ${DIGEST}`, fontSize: 7 },
      ],
    }),
    content: parts.flatMap(({ heading, paragraphs, rows }) => [
      { text: heading, bold: true, fontSize: 11.5, margin: [0, 14, 0, 6] },
      ...paragraphs.map((text) => ({ text, fontSize: 11, margin: [0, 0, 0, 6] })),
      {
        table: {
          headerRows: 1,
          widths: [96, '*', '*', 68],
          body: [
            ['Number', 'What', 'Where', 'Amount'].map((text) => ({ text, bold: true })),
            ...rows.map((cells) => [...cells]),
          ],
        },
      },
    ]),
  }
}

/** Photos that are made once, before anything is measured; a report of more shows them again as pictures of their own. */
export const DISTINCT_PHOTOS = 8

/** A document of photos, each on paper 160 mm wide with its digest beneath. */
export function toPhotoTree(count: number): DocumentTree {
  const blocks = Array.from(
    { length: count },
    (_, photo): Block => ({
      kind: 'image',
      pictureId: `photo-${photo}`,
      alternative: { km: `រូបថត ${photo}`, en: `Photo ${photo}` },
      caption: { km: `រូបថតទី ${photo}`, en: `Photo ${photo}` },
      digestHex: DIGEST,
      widthMm: 160,
    }),
  )
  return {
    languages: 'km+en',
    info: { title: 'Photos', creator: 'bench', createdAtMs: CREATED_AT_MS },
    foot: { caseNumber: '2026-0001', ledgerHeadHex: DIGEST },
    blocks,
  }
}
