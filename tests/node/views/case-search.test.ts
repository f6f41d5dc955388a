import { beforeAll, describe, expect, test } from 'vitest'
import { createVault, type Desk, whenFileEnds } from '../../support/make-vault.ts'
import { naughtyStrings } from '../../support/naughty-strings.ts'

const atEnd = whenFileEnds()
let desk: Desk

const CASES = {
  khmer: 'ការប្រឆាំងការឆបោកតាមអនឡាញ',
  latin: 'Fraud by “Café Sông Đà” — Ltd.',
  signs: `100%_sure "quoted" back\\slash (a*b) NEAR AND OR NOT`,
  phone: 'ទូរសព្ទ',
} as const

beforeAll(async () => {
  desk = await createVault({ atEnd })
  for (const title of Object.values(CASES)) await desk.ask('case.open', { title })
  const { cases } = await desk.ask('case.list', { query: 'ទូរសព្ទ' })
  await desk.ask('complaint.add', {
    case: cases[0]?.number,
    complaint: {
      channel: 'walk-in',
      victim: { name: 'ស្ត្រី ចាន់', phone: '(+855) 97-765-4321' },
      summary: 'ស',
      narrative: 'ន',
      identifiers: [
        { kind: 'phone', value: '012 345 678' },
        { kind: 'bank-account', value: '000-123-456-789' },
        { kind: 'telegram', value: '@ab' + 'cde_fg' },
      ],
      losses: [{ state: 'paid', currency: 'USD', amount: '1,250.50', reference: 'FT-2026/11' }],
    },
  })
})

/** Which of the cases a query finds. */
async function find(query: string): Promise<readonly string[]> {
  const { cases, total } = await desk.ask('case.list', { query })
  expect(total).toBe(cases.length)
  return Object.entries(CASES)
    .filter(([, title]) => cases.some((found) => found.title === title))
    .map(([name]) => name)
}

describe('a search', () => {
  test.each([
    ['nothing', '', ['khmer', 'latin', 'signs', 'phone']],
    ['spaces', '  \u200b\n ', ['khmer', 'latin', 'signs', 'phone']],
    ['a Khmer word inside a compound', 'ប្រឆាំង', ['khmer']],
    ['a Khmer syllable', 'បោក', ['khmer']],
    ['Khmer with zero-width spaces', 'អន\u200bឡាញ', ['khmer']],
    ['two letters of Khmer', 'បោ', ['khmer']],
    ['one letter of Khmer', 'ឡ', ['khmer']],
    ['a Khmer word in the other order of signs', 'ស្រ្តី', ['phone']],
    ['a Latin word', 'fraud', ['latin']],
    ['capitals', 'FRAUD', ['latin']],
    ['the middle of a word', 'rau', ['latin']],
    ['two letters', 'fr', ['latin']],
    ['one letter', 'x', []],
    ['marks left out', 'cafe song da', ['latin']],
    ['marks written', 'sông Đà', ['latin']],
    ['words in any order', 'ltd fraud', ['latin']],
    ['words of which one is nowhere', 'fraud nowhere', []],
    ['words of two cases', 'fraud បោក', []],
    ['its number', '-0001', ['khmer']],
    ['its number in Khmer digits', '-០០០២', ['latin']],
  ])('for %s finds what has it', async (_, query, found) => {
    expect(await find(query)).toEqual(found)
  })

  test.each([
    '012 345 678',
    '012345678',
    '012-345-678',
    '012.345.678',
    '(012)345-678',
    '012/345/678',
    '345 678',
    '345678',
    '45-67',
    '+85512345678',
    '+855-12-345-678',
    '០១២ ៣៤៥ ៦៧៨',
    '34',
    '977654321',
    '97 765 43 21',
    '97-765-4321',
    '000123456789',
    '000-123-456',
    '1250.5',
    'FT-2026/11',
    '@abcde',
    'cde_fg',
  ])('for the number or name %s finds the case that has it', async (query) => {
    expect(await find(query)).toEqual(['phone'])
  })

  test.each([
    ['a per cent sign', '%', ['signs']],
    ['an underscore', '_', ['signs', 'phone']],
    ['both', '%_', ['signs']],
    ['a backslash', '\\', ['signs']],
    ['a quotation mark', '"', ['signs']],
    ['half a quotation', '"quoted', ['signs']],
    ['a whole one', '"quoted"', ['signs']],
    ['an asterisk', 'a*b', ['signs']],
    ['a prefix of the index language', 'frau*', []],
    ['a word of the index language', 'NEAR', ['signs']],
    ['a condition of the index language', 'fraud OR ប្រឆាំង', []],
    ['a negation of the index language', 'fraud NOT ltd', []],
    ['a column of the index language', 'text:fraud', []],
    ['a group of the index language', '(fraud)', []],
    ['a nearness of the index language', 'NEAR(fraud ltd, 5)', []],
    ['a beginning of the index language', '^fraud', []],
    ['a quotation that would end ours', 'fraud" OR "ប្រឆាំង', []],
    ['an attempt at SQL', `'; DROP TABLE search; --`, []],
    ['a wildcard between letters', 'f%d', []],
    ['a wildcard for one letter', 'f_', []],
  ])('takes %s for what it is', async (_, query, found) => {
    expect(await find(query)).toEqual(found)
  })

  test('of many words looks at the first twelve', async () => {
    const twelve = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? 'fraud' : 'ltd')).join(' ')
    expect(await find(twelve)).toEqual(['latin'])
    expect(await find(`${twelve} nowhere`)).toEqual(['latin'])
    expect(await find(`nowhere ${twelve}`)).toEqual([])
  })

  test('as long as it may be is answered, and a longer one is refused', async () => {
    expect(await find('ក'.repeat(300))).toEqual([])
    expect(await desk.call('case.list', { query: 'ក'.repeat(301) })).toMatchObject({
      failure: { code: 'input/invalid', problems: [{ field: 'query', code: 'text/too-long' }] },
    })
  })

  test('for any of the strings that broke other programs is answered', async () => {
    for (const query of [...naughtyStrings(), 'a\u0000b', '\u0000', '\ud800', 'ab\ud800cd', '\u{10ffff}']) {
      const answer = await desk.call('case.list', { query: query.slice(0, 300) })
      expect(answer.outcome, JSON.stringify(query)).toBe('done')
    }
    expect(await find('fraud')).toEqual(['latin'])
  })

  test('comes in pages, newest change first', async () => {
    const all = (await desk.ask('case.list', {})).cases.map(({ title }) => title)
    expect(all).toEqual([CASES.phone, CASES.signs, CASES.latin, CASES.khmer])
    const second = await desk.ask('case.list', { limit: 2, offset: 1 })
    expect(second.cases.map(({ title }) => title)).toEqual(all.slice(1, 3))
    expect(second.total).toBe(4)
    for (const query of [undefined, 'ទូរសព្ទ']) {
      const { total } = await desk.ask('case.list', { query })
      expect(total).toBeGreaterThan(0)
      expect(await desk.ask('case.list', { query, offset: 9 })).toEqual({ cases: [], total })
    }
  })
})
