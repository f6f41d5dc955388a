import { expect, test } from 'vitest'
import type { ColumnMap } from '#core/parsing/column-map.ts'
import { addColleague, createStation, switchTo } from '../../support/station.ts'

const MAP: ColumnMap = {
  v: 1,
  name: 'ធនាគារ ក',
  content: 'statement',
  headerRow: 3,
  columns: [
    { column: 0, role: 'date', header: 'កាលបរិច្ឆេទ' },
    { column: 2, role: 'amount' },
  ],
  dateOrder: 'day-month-year',
  decimalSign: '.',
  currency: 'KHR',
  zone: '+07:00',
}

test('a map is kept under its name, replaced by the next of that name, and there after the vault was locked', async () => {
  const { desk, officer } = await createStation()
  await switchTo(desk, officer)
  await desk.ask('columnMap.save', { map: MAP })
  await desk.ask('columnMap.save', { map: { ...MAP, name: 'Another', currency: 'USD' } })
  await desk.ask('columnMap.save', { map: { ...MAP, headerRow: 4 } })
  await switchTo(desk, officer)
  const { maps } = await desk.ask('columnMap.list', {})
  expect(maps.map(({ map }) => map)).toEqual([
    { ...MAP, name: 'Another', currency: 'USD' },
    { ...MAP, headerRow: 4 },
  ])
  expect(maps[1]?.options).toEqual({
    columns: '0=date,2=amount',
    content: 'statement',
    currency: 'KHR',
    'date-order': 'dmy',
    'decimal-sign': '.',
    'header-row': '4',
    'time-zone': '+07:00',
  })
  expect((await desk.ask('vault.verify', {})).findings).toEqual([])
})

test('a map through which no row can be read is refused, and so is one of somebody without a part in exhibits', async () => {
  const { desk, officer } = await createStation()
  const auditor = await addColleague(desk, 'auditor', 'auditor')
  await switchTo(desk, officer)
  const { currency: _, ...without } = MAP
  expect(await desk.call('columnMap.save', { map: without })).toMatchObject({
    outcome: 'failed',
    failure: { code: 'column-map/unusable' },
  })
  await switchTo(desk, auditor)
  expect(await desk.call('columnMap.save', { map: MAP })).toMatchObject({
    outcome: 'failed',
    failure: { code: 'operation/not-allowed' },
  })
  expect((await desk.ask('columnMap.list', {})).maps).toEqual([])
})
