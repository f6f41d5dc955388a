import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { ComplaintView } from '#core/case-file/case-view.ts'
import { withCheckCode } from '#core/documents/check-code.ts'
import { buildComplaintPaper } from '#core/documents/complaint-paper.ts'
import { buildCustodyPaper } from '#core/documents/custody-paper.ts'
import type { DocumentLanguages, DocumentTree } from '#core/documents/document-tree.ts'
import { reportContextOf } from '#core/documents/paper-context.ts'
import { buildPreview } from '#core/documents/preview.ts'
import { SAMPLE_COMPLAINT, SAMPLE_VIEW } from '#core/documents/preview-sample.ts'
import { comparePages, readPageFoot } from '#core/documents/printed-page.ts'
import { buildReceipt, type ReceiptFacts } from '#core/documents/receipt.ts'
import { WORDING_NAMES, type WordingName, type Wordings } from '#core/documents/wordings.ts'
import type { DigestHex, ExhibitId } from '#core/ids.ts'
import { drawCourtPdf } from '#node/pdf/draw-court-pdf.ts'
import { readPageTexts } from '#node/pdf/read-page-texts.ts'
import { extractPages, findSyntaxFaults } from './pdf-desk.ts'

const shipped = (name: string) => JSON.parse(readFileSync(`resources/templates/${name}.json`, 'utf8')).phrases
const WORDINGS: Wordings = { read: (name: WordingName) => shipped(name), used: () => [] }

async function pagesOf(tree: DocumentTree): Promise<readonly string[]> {
  const { bytes } = await drawCourtPdf(withCheckCode(tree), () => {})
  const texts = await readPageTexts(bytes)
  if (!texts.ok) throw new Error(texts.failure.code)
  return texts.value
}

const bare = (text: string) => text.normalize('NFC').replaceAll(/\s/g, '')

function complaintPaper(
  change: Partial<ComplaintView['complaint']>,
  languages: DocumentLanguages = 'en',
): DocumentTree {
  const view = { ...SAMPLE_COMPLAINT, complaint: { ...SAMPLE_COMPLAINT.complaint, ...change } }
  const say = WORDINGS.read('complaint')
  return buildComplaintPaper(view, say, reportContextOf(SAMPLE_VIEW, 'Samnum', WORDINGS), languages)
}

test.each(['km', 'en', 'km+en'] as const)(
  'every wording draws in %s, each page with its number, head and check code',
  async (languages) => {
    for (const name of WORDING_NAMES) {
      const pages = await pagesOf(buildPreview(name, WORDINGS, { languages, software: 'Samnum' }))
      const feet = pages.map(readPageFoot)
      expect(feet.map(({ page }) => page)).toEqual(pages.map((_, index) => index + 1))
      expect(new Set(feet.map(({ checkCode }) => checkCode)).size).toBe(1)
      for (const { pages: count, ledgerHeadHex, checkCode } of feet) {
        expect(count).toBe(pages.length)
        expect(ledgerHeadHex).toBe('0'.repeat(64))
        expect(checkCode).not.toBe(null)
      }
    }
  },
)

test('a page of another paper, and one word under the right foot, are found on paper', async () => {
  const right = await pagesOf(complaintPaper({}))
  const other = await pagesOf(complaintPaper({ narrative: 'ពាក្យផ្សេងទាំងស្រុង' }))
  expect(comparePages(right, right)).toEqual([])
  expect(comparePages([...right.slice(0, 1), ...other.slice(1)], right)).toContainEqual({
    page: 2,
    code: 'page/foreign',
  })
})

test.each<[string, string]>([
  ['markup', '<b onclick="x">&amp;{style:1}</b> [link](http://x) =1+1'],
  ['an emoji', 'paid 👍 and gone'],
  ['names of many scripts', 'Nguyễn Thị Ánh · Иван'],
])('%s that somebody wrote is on the page as it was written', async (_, text) => {
  const pages = await pagesOf(complaintPaper({ narrative: text }))
  for (const word of text.split(' ').filter((part) => /^[\p{L}<[=]/u.test(part)))
    expect(bare(pages.join(''))).toContain(bare(word))
})

test('a direction control that could turn a text round is shown and turns nothing', async () => {
  const pages = await pagesOf(complaintPaper({ narrative: 'pay \u202e0001\u202c to me' }))
  expect(bare(pages.join(''))).toContain('0001')
})

test('a name of 4,000 characters is printed whole', async () => {
  const name = 'ចាន់ដារា'.repeat(500)
  const pages = await pagesOf(complaintPaper({ victim: { name } }))
  // The foot stands between two pages of one name.
  expect(bare(pages.join('')).split('ចាន់ដារា').length - 1).toBeGreaterThanOrEqual(490)
})

/** Ten thousand take minutes. */
const MANY_EXHIBITS = process.env.SLOW === '1' ? 10_000 : 600
if (process.env.SLOW !== '1') console.info('a case of 10,000 exhibits: only with SLOW=1')

test('text with lone surrogates is printed with boxes in their place, and nothing after them is lost', async () => {
  const name = 'សុខ \ud800 ចាន់ \udfff ធីតា'
  const { bytes } = await drawCourtPdf(
    withCheckCode(complaintPaper({ victim: { name }, narrative: `a${name}z` }, 'km')),
    () => {},
  )
  expect(findSyntaxFaults(bytes)).toBe('')
  const text = bare(extractPages(bytes).join(''))
  for (const part of ['សុខ', 'ចាន់', 'ធីតា', 'ធីតាz']) expect(text).toContain(part)
})

test('a case of many exhibits lists each of them', async () => {
  const exhibits = Array.from({ length: MANY_EXHIBITS }, (_, index) => ({
    exhibitId: String(index).padStart(32, '0') as ExhibitId,
    number: `2026-0001-E${String(index + 1).padStart(5, '0')}`,
    name: `photo-${index}.jpg`,
    sizeBytes: index,
    digestHex: String(index).padStart(64, 'a') as DigestHex,
    sealedAtMs: 0,
    sealedBy: 'x',
  }))
  const view = { ...SAMPLE_VIEW, exhibits }
  const context = reportContextOf(view, 'Samnum', WORDINGS)
  const say = WORDINGS.read('evidence-and-custody')
  const text = bare((await pagesOf(buildCustodyPaper(view, say, context, 'en'))).join(''))
  for (const { number } of exhibits) expect(text).toContain(number)
}, 600_000)

const HAND_OVER: ReceiptFacts = {
  kind: 'hand-over',
  caseNumber: '2026-0001',
  caseTitle: 'ករណីក្លឹបវិនិយោគ',
  items: [
    {
      number: '2026-0001-E001',
      kind: { km: 'ឯកសារឌីជីថល', en: 'Digital file' },
      name: '10-note.txt',
      marks: [{ label: { km: 'ទំហំ', en: 'Size' }, value: { km: '១.២៩៥ បៃ', en: '1,295 bytes' } }],
      sealState: { km: 'គ្មានត្រា', en: 'No seal' },
      digestHex: 'a'.repeat(64) as DigestHex,
    },
  ],
  from: { name: 'សុខ សំណាង' },
  to: { name: 'ចាន់ ដារ៉ា' },
  atMs: Date.UTC(2026, 10, 23, 11, 16),
  where: 'ការិយាល័យ',
  purpose: { km: 'ប្រគល់ឱ្យអ្នកផ្សេង', en: 'Hand over' },
  reason: 'ពិនិត្យទូរស័ព្ទ',
  findings: [],
  events: [
    { seq: 32, hashHex: 'b'.repeat(64) as DigestHex, atMs: Date.UTC(2026, 10, 23, 11, 16), by: 'សុខ សំណាង' },
  ],
  confirmation: {
    seq: 33,
    hashHex: 'c'.repeat(64) as DigestHex,
    atMs: Date.UTC(2026, 10, 23, 11, 16),
    by: 'ចាន់ ដារ៉ា',
  },
  head: { seq: 33, hashHex: 'c'.repeat(64) as DigestHex, atMs: Date.UTC(2026, 10, 23, 11, 16) },
}

test.each(['km', 'en'] as const)(
  'the receipt of one thing stands on one page with its signatures, in %s',
  async (languages) => {
    expect(await pagesOf(buildReceipt(HAND_OVER, { languages, software: 'Samnum' }))).toHaveLength(1)
  },
)

test('in two languages the list stands with what was handed over, and the signatures with both sides', async () => {
  const [first, second, ...more] = await pagesOf(
    buildReceipt(HAND_OVER, { languages: 'km+en', software: 'Samnum' }),
  )
  expect(more).toEqual([])
  expect(first).toContain('2026-0001-E001')
  expect(second).toContain('Given by')
  expect(second).toContain('Head of unit')
})

/** Short enough that the first row of those who sign would have room beneath it, and the second would not. */
const SEIZURE: ReceiptFacts = {
  ...HAND_OVER,
  kind: 'seizure',
  items: HAND_OVER.items.map((item) => ({ ...item, digestHex: undefined })),
  purpose: undefined,
  reason: undefined,
  confirmation: 'on-paper',
}

test.each(['km', 'en'] as const)('all who sign for a seizure sign on one page, in %s', async (languages) => {
  const [, second, ...more] = await pagesOf(buildReceipt(SEIZURE, { languages, software: 'Samnum' }))
  expect(more).toEqual([])
  for (const role of { km: ['ម្ចាស់', 'ប្រធានអង្គភាព'], en: ['Owner or holder', 'Head of unit'] }[languages])
    expect(bare(second ?? '')).toContain(bare(role))
})
