import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ColumnMap, columnMap, findColumnMapFault } from '#core/parsing/column-map.ts'
import { mapRow } from '#core/parsing/map-row.ts'
import { type BalanceRow, checkRunningBalance } from '#core/parsing/running-balance.ts'
import { roleOfHeader, suggestColumnMap, type TableRow } from '#core/parsing/suggest-columns.ts'
import { propertyRuns } from '../../../support/property-runs.ts'

const STATEMENT: ColumnMap = {
  v: 1,
  name: 'ABA',
  content: 'statement',
  headerRow: 1,
  columns: [
    { column: 0, role: 'date' },
    { column: 1, role: 'description' },
    { column: 2, role: 'debit' },
    { column: 3, role: 'credit' },
    { column: 4, role: 'balance' },
  ],
  dateOrder: 'day-month-year',
  decimalSign: '.',
  currency: 'USD',
  zone: '+07:00',
}

function table(...lines: readonly (readonly string[])[]): readonly TableRow[] {
  return lines.map((cells, index) => ({ row: index + 1, cells }))
}

describe('a map', () => {
  test('is accepted whole, and its form survives its schema', () => {
    expect(findColumnMapFault(STATEMENT)).toBeNull()
    expect(columnMap.parse(STATEMENT)).toEqual(STATEMENT)
  })

  test('is refused with a role on two columns, a column with two roles, or without what rows need', () => {
    const of = (columns: ColumnMap['columns']) => findColumnMapFault({ ...STATEMENT, columns })?.code
    expect(
      of([
        { column: 0, role: 'date' },
        { column: 1, role: 'date' },
      ]),
    ).toBe('column-map/role-twice')
    expect(
      of([
        { column: 0, role: 'date' },
        { column: 0, role: 'amount' },
      ]),
    ).toBe('column-map/column-twice')
    expect(of([{ column: 0, role: 'date' }])).toBe('column-map/role-missing')
    const { currency: _, ...without } = STATEMENT
    expect(findColumnMapFault(without)?.code).toBe('column-map/role-missing')
    expect(columnMap.safeParse({ ...STATEMENT, zone: 'Phnom Penh' }).success).toBe(false)
  })
})

describe('headers', () => {
  test.each([
    ['Transaction Date', 'date'],
    ['Debit Amount (USD)', 'debit'],
    ['Money In', 'credit'],
    ['Running Balance', 'balance'],
    ['Beneficiary Account', 'counterparty-account'],
    ['កាលបរិច្ឆេទប្រតិបត្តិការ', 'date'],
    ['ចំនួនទឹកប្រាក់', 'amount'],
    ['សមតុល្យ', 'balance'],
    ['លេខទូរស័ព្ទ', 'phone'],
    ['Called Number', 'phone'],
    ['Call Duration', 'duration'],
    ['Zodiac', null],
  ])('%s names the role %s', (header, role) => {
    expect(roleOfHeader(header)).toBe(role)
  })

  test('a statement with a letterhead is mapped by its headers and its cells', () => {
    const rows = table(
      ['Some Bank Plc.', '', ''],
      ['Currency: USD', '', ''],
      ['Date', 'Details', 'Money Out', 'Money In', 'Balance'],
      ['25/03/2026', 'x', '1.50', '', '98.50'],
    )
    const { map, question } = suggestColumnMap(rows, {})
    expect(question).toBeNull()
    expect(map).toMatchObject({
      content: 'statement',
      headerRow: 3,
      currency: 'USD',
      dateOrder: 'day-month-year',
      decimalSign: '.',
    })
    expect(map?.columns.map((column) => column.role)).toEqual([
      'date',
      'description',
      'debit',
      'credit',
      'balance',
    ])
  })

  test('days that two orders read differently are asked about, with examples, and an answer settles them', () => {
    const rows = table(
      ['Date', 'Amount', 'Currency'],
      ['05/03/2026', '12.50', 'USD'],
      ['06/04/2026', '1.00', 'USD'],
    )
    const { question } = suggestColumnMap(rows, {})
    expect(question).toEqual({
      code: 'date-order',
      choices: ['day-month-year', 'month-day-year'],
      examples: ['05/03/2026', '06/04/2026'],
    })
    expect(suggestColumnMap(rows, { dateOrder: 'month-day-year' })).toMatchObject({
      question: null,
      map: { dateOrder: 'month-day-year' },
    })
  })

  test('one day beyond the twelfth settles the order of all', () => {
    const rows = table(['Date', 'Amount', 'Currency'], ['05/03/2026', '1', 'USD'], ['05/13/2026', '1', 'USD'])
    expect(suggestColumnMap(rows, {}).map?.dateOrder).toBe('month-day-year')
  })

  test('a table without headers, or without a currency, is asked about', () => {
    expect(suggestColumnMap(table(['a', 'b'], ['c', 'd']), {}).question?.code).toBe('columns')
    const rows = table(['Date', 'Amount'], ['25/03/2026', '1.00'])
    expect(suggestColumnMap(rows, {}).question?.code).toBe('currency')
    expect(suggestColumnMap(rows, { currency: 'KHR' }).question).toBeNull()
  })

  test('call records are told from statements', () => {
    const rows = table(
      ['Start Time', 'Calling Number', 'Called Number', 'Duration', 'Call Type'],
      ['2026-03-05 10:00:00', '012345678', '098765432', '75', 'MOC'],
    )
    expect(suggestColumnMap(rows, {})).toMatchObject({ question: null, map: { content: 'calls' } })
  })
})

describe('a row', () => {
  test('is read with its direction from the column its amount stands in', () => {
    expect(mapRow(STATEMENT, ['05/03/2026', 'rent', '1,250.00', '', '98.50']).row).toEqual({
      atMs: Date.UTC(2026, 2, 4, 17),
      hasTime: false,
      rawTime: '05/03/2026',
      amount: { currency: 'USD', amount: '1250' },
      direction: 'out',
      balance: { currency: 'USD', amount: '98.5' },
      texts: { date: '05/03/2026', description: 'rent', debit: '1,250.00', balance: '98.50' },
    })
  })

  test('that states a balance only is read without an amount', () => {
    const { row } = mapRow(STATEMENT, ['05/03/2026', 'Opening balance', '', '', '100.00'])
    expect(row?.amount).toBeUndefined()
    expect(row?.balance?.amount).toBe('100')
  })

  test('names every cell that stands in its way', () => {
    expect(mapRow(STATEMENT, ['05/03/2026', 'x', 'abc', 'def', '']).faults).toEqual([
      { role: 'debit', code: 'cell/unreadable', cell: 'abc' },
      { role: 'credit', code: 'cell/unreadable', cell: 'def' },
    ])
    expect(mapRow(STATEMENT, ['', 'x', '1', '', '']).faults).toEqual([
      { role: 'date', code: 'cell/missing', cell: '' },
    ])
    expect(mapRow(STATEMENT, ['05/03/2026', 'x', '1', '2', '']).faults).toMatchObject([
      { code: 'cell/contradicts' },
    ])
    expect(mapRow(STATEMENT, []).row).toBeNull()
  })

  test('of any texts is read or refused, never thrown over', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 8 }), (cells) => {
        const outcome = mapRow(STATEMENT, cells)
        expect((outcome.row === null) === outcome.faults.length > 0).toBe(true)
      }),
      propertyRuns(),
    )
  })
})

describe('the running balance', () => {
  const usd = (amount: string) => ({ currency: 'USD', amount }) as const
  const rows: readonly BalanceRow[] = [
    { row: 2, balance: usd('100') },
    { row: 3, amount: usd('10.5'), direction: 'out', balance: usd('89.5') },
    { row: 4, amount: usd('0.5'), direction: 'in', balance: usd('90') },
    { row: 5, amount: usd('90'), direction: 'out', balance: usd('0') },
  ]

  test('that follows has no breaks, whichever end the statement begins at', () => {
    expect(checkRunningBalance(rows)).toEqual({ order: 'oldest-first', checkedRows: 3, breaks: [] })
    expect(checkRunningBalance([...rows].reverse())).toEqual({
      order: 'newest-first',
      checkedRows: 3,
      breaks: [],
    })
  })

  test('names the row whose amount was changed', () => {
    const forged = rows.map((row) => (row.row === 4 ? { ...row, amount: usd('0.6') } : row))
    expect(checkRunningBalance(forged).breaks).toEqual([{ row: 4, expected: usd('90.1'), found: usd('90') }])
  })

  test('names the row behind one that was taken out', () => {
    expect(checkRunningBalance(rows.filter((row) => row.row !== 3)).breaks.map((found) => found.row)).toEqual(
      [4],
    )
  })

  test('follows each account and each currency by itself', () => {
    const mixed: readonly BalanceRow[] = [
      { row: 1, balance: usd('100'), account: 'a' },
      { row: 2, balance: { currency: 'KHR', amount: '4000' }, account: 'a' },
      { row: 3, amount: usd('1'), direction: 'in', balance: usd('101'), account: 'a' },
      { row: 4, balance: usd('7'), account: 'b' },
      { row: 5, amount: usd('1'), direction: 'in', balance: usd('8'), account: 'b' },
    ]
    expect(checkRunningBalance(mixed)).toMatchObject({ checkedRows: 2, breaks: [] })
  })

  test('says nothing of a row whose direction nobody knows', () => {
    const unknown: readonly BalanceRow[] = [
      { row: 1, balance: usd('100') },
      { row: 2, amount: usd('5'), balance: usd('95') },
    ]
    expect(checkRunningBalance(unknown)).toMatchObject({ checkedRows: 0, breaks: [] })
  })
})
