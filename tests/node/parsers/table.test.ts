import { describe, expect, test } from 'vitest'
import { parseHere, readHere } from '../../support/parse-here.ts'
import { makeXlsx } from '../../support/parser-samples/make-xlsx.ts'

const STATEMENT = `Some Bank Plc.,,,,
Date,Details,Debit,Credit,Balance
24/03/2026,Opening,,,100.00
25/03/2026,"Rent, ""March""",1.50,,98.50
26/03/2026,ផ្ទេរ,,"1,002.00","1,100.50"
27/03/2026,not,a row,,
28/03/2026,Changed,1.00,,1100.00
`

function codes(found: Awaited<ReturnType<typeof readHere>>, code: string) {
  return found.warnings.filter((warning) => warning.code === code)
}

describe('a statement in CSV', () => {
  test('is read row by row, each row cited by its line, none dropped', async () => {
    const found = await readHere('table', STATEMENT, { options: { currency: 'USD' } })
    expect(
      found.transactions.map(({ position, minorUnits, balanceRaw }) => [position, minorUnits, balanceRaw]),
    ).toEqual([
      [{ kind: 'line', line: 4 }, -150, '98.50'],
      [{ kind: 'line', line: 5 }, 100_200, '1,100.50'],
      [{ kind: 'line', line: 7 }, -100, '1100.00'],
    ])
    expect(found.transactions[0]?.description).toBe('Rent, "March"')
    expect(codes(found, 'table/row-unreadable')).toEqual([
      {
        code: 'table/row-unreadable',
        position: { kind: 'line', line: 6 },
        raw: '27/03/2026 | not | a row |  | ',
      },
    ])
    expect(found.facts.find((fact) => fact.name === 'table/balance-only')?.value).toBe('100.00')
  })

  test('whose balance does not go on names the row', async () => {
    const found = await readHere('table', STATEMENT, { options: { currency: 'USD' } })
    expect(codes(found, 'table/balance-breaks')).toEqual([
      { code: 'table/balance-breaks', position: { kind: 'line', line: 7 }, raw: '1099.5 ≠ 1100 USD' },
    ])
    const right = STATEMENT.replace('1100.00', '1099.50')
    expect(
      codes(await readHere('table', right, { options: { currency: 'USD' } }), 'table/balance-breaks'),
    ).toEqual([])
  })

  test('asks for the currency that it does not say, and refuses an option that it cannot use', async () => {
    expect(await parseHere('table', STATEMENT)).toMatchObject({
      ok: true,
      value: { kind: 'asks', questions: [{ code: 'currency', option: 'currency' }] },
    })
    for (const options of [
      { currency: 'MOON' },
      { 'date-order': 'any' },
      { columns: '0=date,0=amount', currency: 'USD' },
    ])
      expect(await parseHere('table', STATEMENT, { options })).toMatchObject({
        ok: false,
        failure: { code: 'parse/option-wrong' },
      })
  })

  test('is read through a given map, whatever its headers say', async () => {
    const text = 'x;y;z\n05/03/2026;1.234,50;រៀល\n'
    const options = {
      columns: '0=date,1=amount,2=currency',
      'header-row': '1',
      'date-order': 'mdy',
      'decimal-sign': ',',
    }
    const found = await readHere('table', text.replace('1.234,50', '1.234'), { options })
    expect(found.transactions[0]).toMatchObject({
      currency: 'KHR',
      amountRaw: '1.234',
      at: { raw: '05/03/2026' },
    })
    expect(found.transactions[0]?.at?.atMs).toBe(Date.UTC(2026, 4, 2, 17))
    expect(codes(found, 'table/direction-unknown')).toHaveLength(1)
  })

  test.each([
    ['UTF-16 little-endian with a mark', Buffer.from(`\ufeff${STATEMENT}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 big-endian with a mark', Buffer.from(`\ufeff${STATEMENT}`, 'utf16le').swap16(), 'utf-16be'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${STATEMENT}`), 'utf-8'],
    ['Windows-1252', Buffer.from(STATEMENT.replace('ផ្ទេរ', 'caf\xe9'), 'latin1'), 'windows-1252'],
  ])('in %s is read the same', async (_, bytes, encoding) => {
    const found = await readHere('table', bytes, { options: { currency: 'USD' } })
    expect(found.transactions).toHaveLength(3)
    expect(found.facts.find((fact) => fact.name === 'table/encoding')?.value).toBe(encoding)
    expect(codes(found, 'text/assumed-encoding')).toHaveLength(encoding === 'windows-1252' ? 1 : 0)
  })

  test('with a quote that nobody closed keeps every line', async () => {
    const text = `Date,Amount,Currency\n25/03/2026,1.00,USD\n26/03/2026,"2.00,USD\n27/03/2026,3.00,USD\n`
    const found = await readHere('table', text)
    expect(codes(found, 'table/quote-open')).toEqual([
      { code: 'table/quote-open', position: { kind: 'line', line: 3 } },
    ])
    expect(found.transactions.map(({ position }) => position)).toEqual([
      { kind: 'line', line: 2 },
      { kind: 'line', line: 4 },
    ])
    expect(codes(found, 'table/row-unreadable')).toHaveLength(1)
  })

  test('is no picture and no old workbook', async () => {
    for (const bytes of [
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]),
      Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'),
      Buffer.alloc(0),
    ])
      expect(await parseHere('table', bytes)).toMatchObject({
        ok: false,
        failure: { code: 'parse/not-this-kind' },
      })
  })
})

test('call records become calls with phones, cells and directions', async () => {
  const text =
    'Start Time,Calling Number,Called Number,Duration,Call Type,IMEI,Cell ID\n2026-03-05 10:00:00,012345678,098765432,75,MOC,490154203237518,456-01-1\n'
  const found = await readHere('table', text)
  expect(found.messages).toMatchObject([
    {
      kind: 'call',
      direction: 'outgoing',
      durationSeconds: 75,
      sender: { account: '012345678' },
      recipients: [{ account: '098765432' }],
      at: { atMs: Date.UTC(2026, 2, 5, 3) },
    },
  ])
  expect(found.identifiers.map(({ kind, normalised }) => `${kind} ${normalised}`).sort()).toEqual([
    'imei 490154203237518',
    'phone +85512345678',
    'phone +85598765432',
  ])
  expect(found.places).toMatchObject([{ raw: '456-01-1' }])
})

describe('a workbook', () => {
  const rows =
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="inlineStr"><is><t>Balance</t></is></c></row>' +
    '<row r="3"><c r="A3" s="1"><v>46106.5</v></c><c r="B3"><f>SUM(1,1.5)</f><v>2.5</v></c><c r="D3"><v>0.30000000000000004</v></c></row>' +
    '<row r="4" hidden="1"><c r="A4" s="1"><v>46107</v></c><c r="B4"><v>-1</v></c></row>'
  const bytes = makeXlsx(
    [
      { name: 'Page', rows },
      { name: 'Secret', rows, state: 'veryHidden' },
    ],
    ['Date', 'Amount'],
  )

  test('is read with its days, its computed values and its exact decimals, each row cited by sheet and row', async () => {
    const found = await readHere('table', bytes, { options: { currency: 'USD' } })
    expect(found.transactions).toMatchObject([
      {
        position: { kind: 'cell', sheet: 'Page', row: 3 },
        amountRaw: '2.5',
        balanceRaw: '0.3',
        at: { raw: '2026-03-25 12:00:00', atMs: Date.UTC(2026, 2, 25, 5) },
      },
      { position: { kind: 'cell', sheet: 'Page', row: 4 }, minorUnits: -100 },
    ])
    expect(found.facts.find((fact) => fact.name === 'table/formula')).toMatchObject({
      value: '=SUM(1,1.5)',
      label: '2.5',
      position: { row: 3, column: 1 },
    })
  })

  test('names hidden sheets and rows', async () => {
    const found = await readHere('table', bytes, { options: { currency: 'USD' } })
    expect(codes(found, 'table/sheet-hidden').map(({ raw }) => raw)).toEqual(['Secret'])
    expect(codes(found, 'table/row-hidden').map(({ position }) => position)).toMatchObject([{ row: 4 }])
  })

  test('with two tables asks which, and reads the one that is named', async () => {
    const two = makeXlsx(
      [
        { name: 'A', rows },
        { name: 'B', rows },
      ],
      ['Date', 'Amount'],
    )
    expect(await parseHere('table', two)).toMatchObject({
      ok: true,
      value: { kind: 'asks', questions: [{ code: 'sheet', choices: [{ value: 'A' }, { value: 'B' }] }] },
    })
    const found = await readHere('table', two, { options: { sheet: 'B', currency: 'USD' } })
    expect(found.transactions[0]?.position).toMatchObject({ sheet: 'B' })
  })

  test('counted from 1904 has its days four years later', async () => {
    const mac = makeXlsx([{ name: 'Page', rows }], ['Date', 'Amount'], {
      workbookPr: '<workbookPr date1904="1"/>',
    })
    const found = await readHere('table', mac, { options: { currency: 'USD' } })
    expect(found.transactions[0]?.at?.raw).toBe('2030-03-26 12:00:00')
  })

  test('that would unpack to gigabytes, declares entities or holds a cell at the far end is stopped or harmless', async () => {
    const bomb = makeXlsx([{ name: 'Page', rows }], [], {
      members: [{ name: 'xl/worksheets/sheet9.xml', bytes: Buffer.alloc(40_000_000, 0x20) }],
    })
    expect(await parseHere('table', bomb)).toMatchObject({ ok: false, failure: { code: 'parse/too-large' } })
    const far =
      '<row r="1048576"><c r="XFD1048576"><v>1</v></c><c r="A1048576" t="inlineStr"><is><t>Date</t></is></c></row>'
    expect((await parseHere('table', makeXlsx([{ name: 'P', rows: far }]))).ok).toBe(true)
    const entity = makeXlsx([
      { name: 'P', rows: '<row r="1"><c r="A1" t="inlineStr"><is><t>&lol;</t></is></c></row>' },
    ])
    expect(await parseHere('table', entity)).toMatchObject({
      ok: false,
      failure: { code: 'parse/malformed' },
    })
  })
})
