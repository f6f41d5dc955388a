import { describe, expect, test } from 'vitest'
import { judgePages } from '#core/export/judge-pages.ts'

const HEAD = 'ab'.repeat(32)
const page = (number: number, pages: number, code = 'AB12-CD34-EF56', head = HEAD) =>
  `Some words 3/4 of page ${number}\nPage ${number} of ${pages}\nLedger head ${head} · Check code ${code}`
const whole = (pages: number) => Array.from({ length: pages }, (_, index) => page(index + 1, pages))
const findings = (texts: readonly string[]) =>
  judgePages(texts).findings.map(({ code, page: at }) => `${code.slice('document/'.length)} ${at}`)

describe('a document whose pages', () => {
  test('are all there says what it was made from', () => {
    expect(judgePages(whole(5))).toEqual({ findings: [], headHex: HEAD, checkCode: 'AB12-CD34-EF56' })
  })

  test('stand in Khmer digits is read too', () => {
    const khmer = (number: string) => `ទំព័រទី ${number}/២\nក្បាលបញ្ជីព្រឹត្តិការណ៍ ${HEAD}\nAB12-CD34-EF56`
    expect(findings([khmer('១'), khmer('២')])).toEqual([])
    expect(findings([khmer('១')])).toEqual(['page-missing 2'])
  })

  test.each([1, 3, 5])('lost page %i names that page and no other', (lost) => {
    expect(findings(whole(5).filter((_, index) => index !== lost - 1))).toEqual([`page-missing ${lost}`])
  })

  test('have one of another document in the place of one of their own names that one', () => {
    expect(findings(whole(5).with(2, page(3, 5, 'FFFF-0000-0000')))).toEqual(['page-of-another 3'])
    expect(findings(whole(5).with(0, page(1, 9, 'AB12-CD34-EF56', 'cd'.repeat(32))))).toEqual([
      'page-of-another 1',
    ])
    expect(findings(whole(5).with(4, 'no foot at all'))).toEqual(['page-of-another 5'])
  })

  test('have one put in between names it', () => {
    expect(findings(whole(3).toSpliced(1, 0, page(2, 3, 'FFFF-0000-0000')))).toEqual(['page-of-another 2'])
  })

  test('stand twice or in another order names the place', () => {
    const [first = '', second = '', third = ''] = whole(3)
    expect(findings([first, first, third])).toEqual(['page-out-of-order 2', 'page-missing 2'])
    expect(findings([second, first, third])).toEqual(['page-out-of-order 2'])
  })

  test('are of a longer state of the same document that has the same code name each', () => {
    expect(findings([...whole(4).slice(0, 3), page(4, 9)])).toEqual(['page-out-of-order 4'])
  })

  test('claim to be millions are not counted without end', () => {
    expect(findings([page(1, 999_999)]).length).toBeLessThanOrEqual(100_000)
  })

  test('state nothing is none of ours', () => {
    expect(judgePages(['hello']).findings).toEqual([{ code: 'document/not-of-samnum' }])
    expect(judgePages([]).findings).toEqual([{ code: 'document/not-of-samnum' }])
  })
})
