import { describe, expect, test } from 'vitest'
import { comparePages, readPageFoot } from '#core/documents/printed-page.ts'

const HEAD = 'ab12'.repeat(16)
const grouped = (HEAD.match(/.{8}/g) ?? []).join(' ')
const foot = (page: number, code: string) =>
  `សំណុំរឿងលេខ 2026-0001 · 2026-0001-PV01 ទំព័រទី ${page}/3\nក្បាលបញ្ជីព្រឹត្តិការណ៍ ${grouped} · កូដពិនិត្យ ${code}`
const page = (text: string, number: number, code = '9DAB-15D1-BF5F') => `${text}\n${foot(number, code)}`
const PAGES = [page('ទំព័រដំបូង', 1), page('អង្គហេតុ', 2), page('ហត្ថលេខា', 3)]

describe('the foot of a page', () => {
  test('is read in Khmer and in English, with digits of either script', () => {
    const facts = { page: 2, pages: 3, ledgerHeadHex: HEAD, checkCode: '9DAB-15D1-BF5F' }
    expect(readPageFoot(PAGES[1] ?? '')).toMatchObject({ ...facts, numbers: ['2026-0001-PV01', '2026-0001'] })
    expect(readPageFoot((PAGES[1] ?? '').replace('2/3', '២/៣'))).toMatchObject(facts)
    const english = `text\nCase 2026-0001 Page 2 of 3\nLedger head ${grouped} · Check code 9DAB-15D1-BF5F`
    expect(readPageFoot(english)).toMatchObject(facts)
  })

  test('is not mistaken for the number of an exhibit that has the form of a check code', () => {
    expect(readPageFoot(page('វត្ថុតាង 2026-0001-E001', 2)).checkCode).toBe('9DAB-15D1-BF5F')
  })

  test('that is not there is not made up', () => {
    expect(readPageFoot('a page of somebody else')).toEqual({
      page: null,
      pages: null,
      ledgerHeadHex: null,
      checkCode: null,
      numbers: [],
    })
  })
})

describe('printed pages', () => {
  test('that are those of the ledger are found right, however their lines break', () => {
    expect(comparePages(PAGES, PAGES)).toEqual([])
    expect(
      comparePages(
        PAGES.map((text) => text.replaceAll(' ', '\r\n')),
        PAGES,
      ),
    ).toEqual([])
  })

  test.each<[string, readonly string[], readonly object[]]>([
    [
      'from another document',
      [PAGES[0] ?? '', page('អង្គហេតុ', 2, '0000-1111-2222'), PAGES[2] ?? ''],
      [{ page: 2, code: 'page/foreign' }],
    ],
    [
      'of which one word was changed under the right foot',
      [PAGES[0] ?? '', page('អង្គហេតុផ្សេង', 2), PAGES[2] ?? ''],
      [{ page: 2, code: 'page/changed' }],
    ],
    ['without the last', PAGES.slice(0, 2), [{ page: 3, code: 'page/missing' }]],
    ['with one too many', [...PAGES, PAGES[2] ?? ''], [{ page: 4, code: 'page/too-many' }]],
    [
      'of which two changed places',
      [PAGES[0] ?? '', PAGES[2] ?? '', PAGES[1] ?? ''],
      [
        { page: 2, code: 'page/out-of-order' },
        { page: 3, code: 'page/out-of-order' },
      ],
    ],
  ])('%s are named', (_, printed, findings) => {
    expect(comparePages(printed, PAGES)).toEqual(findings)
  })
})
