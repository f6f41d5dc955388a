import { writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CliDesk, openCliDesk } from './cli-desk.ts'

let desk: CliDesk
let vault: string
let table: string
let map: string

const MAP = {
  v: 1,
  columns: { number: 1, receivedOn: 2, victimName: 3, title: 4, amount: 5 },
  dateOrder: 'day-month-year',
  currency: 'USD',
}
const ROWS = [
  'no,day,victim,title,lost',
  '12/2019,03/04/2019,សុខ សុភា,ឆបោក,"1,250.50"',
  '13/2019,04/04/2019,Keo,Notes,20',
]

beforeAll(async () => {
  desk = await openCliDesk()
  vault = desk.path('vault')
  table = desk.path('old.csv')
  map = desk.path('map.json')
  await desk.run(['vault', 'create', vault, '--user', 'Sok', '--kdf-memory', '64'])
  await writeFile(map, JSON.stringify(MAP))
})

afterAll(() => desk.leave())

test('samnum import: a dry run lists every problem by row and changes nothing, in both languages', async () => {
  await writeFile(table, [...ROWS, ',31/02/2019,,x,-5'].join('\n'))
  const tried = await desk.run(['import', vault, table, '--map', map, '--dry-run', '--language', 'en'])
  expect(tried, tried.error).toMatchObject({ exitCode: 0 })
  expect(tried.out).toContain('row 4 · number is empty')
  expect(tried.out).toContain('row 4 · receivedOn "31/02/2019" is no day')
  expect(tried.out).toContain('2 rows can be imported, 4 problems')
  const khmer = await desk.run(['import', vault, table, '--map', map, '--dry-run', '--language', 'km'])
  expect(khmer.out).toContain('ជួរទី ៤')
  const refused = await desk.run(['import', vault, table, '--map', map, '--language', 'en'])
  expect(refused).toMatchObject({ exitCode: 1 })
  expect((await desk.run(['case', 'list', vault, '--json'])).json<{ total: number }>().total).toBe(0)
})

test('samnum import: cases keep their days, and importing again adds nothing', async () => {
  await writeFile(table, ROWS.join('\n'))
  const made = await desk.run(['import', vault, table, '--map', map, '--language', 'en'])
  expect(made, made.error).toMatchObject({ exitCode: 0 })
  expect(made.out).toContain('2 cases imported, 0 were there already')
  const again = await desk.run(['import', vault, table, '--map', map, '--language', 'en'])
  expect(again.out).toContain('0 cases imported, 2 were there already')
})

test('samnum import: what would be refused half-way is named before anything is entered', async () => {
  await writeFile(
    table,
    [
      ...ROWS,
      '"14\n/2019",05/04/2019,Dara,Fraud,1',
      '15/2019,06/04/2019,Ly,Fraud,1',
      '15/2019,06/04/2019,Mao,Fraud,2',
    ].join('\n'),
  )
  const tried = await desk.run(['import', vault, table, '--map', map, '--dry-run', '--language', 'en'])
  expect(tried.out).toContain('number "14⟨U+000A⟩/2019" cannot be entered as it is')
  expect(tried.out).toContain('number "15/2019" stands in an earlier row with the same title')
  expect(tried.out).toContain('3 rows can be imported, 2 problems')
  expect(await desk.run(['import', vault, table, '--map', map])).toMatchObject({ exitCode: 1 })
  expect((await desk.run(['case', 'list', vault, '--json'])).json<{ total: number }>().total).toBe(2)
})

test('samnum search: finds an imported name by its sound, and says when nothing is found', async () => {
  const found = await desk.run(['search', vault, 'Sophea', '--language', 'en'])
  expect(found, found.error).toMatchObject({ exitCode: 0 })
  expect(found.out).toContain('សុខ សុភា')
  expect((await desk.run(['search', vault, 'helicopter', '--language', 'en'])).out).toContain('Nothing found')
  expect(await desk.run(['search', vault, 'x', '--kind', 'nonsense'])).toMatchObject({ exitCode: 2 })
})

test('samnum stats: counts by the original months', async () => {
  const counted = await desk.run(['stats', vault, '--language', 'en'])
  expect(counted, counted.error).toMatchObject({ exitCode: 0 })
  expect(counted.out).toContain('2019-04')
  const later = await desk.run(['stats', vault, '--from', '2020-01-01', '--json'])
  expect(later.json<{ complaints: number }>().complaints).toBe(0)
})
