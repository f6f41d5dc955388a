import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeBagPath, encodeBagPath, isInsideBag } from '#core/export/bag-text.ts'
import { MAX_NAME_BYTES, MAX_PATH_UNITS, payloadName, payloadPaths } from '#core/export/payload-name.ts'
import { writeCsv } from '#core/export/spreadsheet.ts'
import { unescapePath } from '#core/text-safety/escape-path.ts'
import { naughtyStrings } from '../../../support/naughty-strings.ts'
import { propertyRuns } from '../../../support/property-runs.ts'

const HOSTILE = [
  ...[
    '../../etc/passwd',
    '/etc/passwd',
    'C:\\Windows\\win.ini',
    '\\\\server\\share',
    '..',
    '.',
    '',
    ' ',
    '...',
  ],
  ...[
    'CON',
    'con.txt',
    'NUL',
    'COM1.log',
    'lpt9',
    'aux.',
    'a\u202egpj.exe',
    'a\u2066b',
    '\ud800x',
    'x\udfff',
  ],
  ...[
    'a\0b',
    'a\nb',
    'a:b',
    'a*?"<>|b',
    'trailing. ',
    '-rf',
    '%41',
    'ក'.repeat(4000),
    `${'a'.repeat(300)}.jpeg`,
  ],
  ...naughtyStrings(),
]

function expectSafe(name: string): void {
  expect(name).not.toBe('')
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(MAX_NAME_BYTES)
  expect(name).not.toMatch(/[\p{Cc}\p{Surrogate}"%*/:<>?\\|\u202a-\u202e\u2066-\u2069\u2028\u2029]/u)
  expect(name).not.toMatch(/^[.\s]|[.\s]$/)
  expect(name).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i)
  expect(unescapePath(name)).not.toBeNull()
}

describe('a name in a package', () => {
  test.each(HOSTILE.map((name) => [name]))('%j misleads nobody and leads nowhere', (name) => {
    expectSafe(payloadName(name))
  })

  test('is safe whatever somebody chose', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => expectSafe(payloadName(name))),
      propertyRuns(300),
    )
  })

  test('stays as it was where nothing is wrong with it', () => {
    for (const name of ['ភស្តុតាង.txt', 'IMG_0001.jpg', 'Ünïcode – dash.pdf', 'កម្ពុ\u200bជា.txt'])
      expect(payloadName(name)).toBe(name)
  })

  test('keeps its ending when it is cut', () => {
    expect(payloadName(`${'ក'.repeat(200)}.jpeg`)).toMatch(/^ក+\.jpeg$/)
  })

  test('is no other file’s, whatever the case of letters, and no path is too long', () => {
    const paths = ['a.txt', 'A.TXT', 'a/b.txt', 'a', 'A', 'x/../y', `${'d/'.repeat(120)}deep.txt`, 'a.txt/c']
    const given = payloadPaths('data/exhibits/E001', paths)
    expect(new Set(given.map((path) => path.toLowerCase())).size).toBe(paths.length)
    for (const path of given) {
      expect(path.length).toBeLessThanOrEqual(MAX_PATH_UNITS)
      expect(isInsideBag(path)).toBe(true)
    }
    const files = new Set(given)
    for (const path of given)
      for (const other of files) expect(other.startsWith(`${path}/`), `${other} in ${path}`).toBe(false)
  })
})

test('a path in a manifest is read as it was written, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (path) => {
      const written = encodeBagPath(path)
      expect(written).not.toMatch(/[\r\n]/)
      expect(decodeBagPath(written)).toBe(path)
    }),
    propertyRuns(300),
  )
})

test.each([
  '../a',
  'a/../b',
  '/a',
  '~/a',
  '~root/a',
  'C:/a',
  'c:a',
  '\\\\x\\y',
  'a\\..\\b',
  '%HomeDrive%\\a',
  '',
])('the path %j leads out of a bag', (path) => expect(isInsideBag(path)).toBe(false))

describe('a table for spreadsheets', () => {
  test.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '＝1',
    '  =1',
    '\u200b=1',
    '|calc',
    '\ufeff=cmd',
  ])('runs no formula in %j', (cell) => {
    const written = writeCsv(['a'], [[cell]])
    expect(written.split('\r\n').slice(1).join('\r\n')).toMatch(/^"'/)
  })

  test('gives every cell back to whoever reads it', () => {
    const cells = [...HOSTILE, 'a,b', 'a"b', 'line\nfeed', 'ឈ្មោះ', '0977654321', '12.50']
    const rows: string[][] = parse(
      writeCsv(
        ['a', 'b'],
        cells.map((cell) => [cell, 7]),
      ),
      { bom: true },
    )
    const shown = cells.map((cell) => cell.replaceAll(/\p{Surrogate}/gu, '\ufffd'))
    expect(rows.slice(1).map(([cell = '']) => cell.replace(/^'/, ''))).toEqual(
      shown.map((cell) => cell.replace(/^'/, '')),
    )
    expect(rows.every((row) => row.length === 2)).toBe(true)
  })
})
