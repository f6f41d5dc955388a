import { expect, test } from 'vitest'
import { LineBudget, makeHubLog } from '#node/hub-server/hub-log.ts'
import { ServerCounts } from '#node/hub-server/server-counts.ts'

test('a flood of refusals is a few lines and a count', () => {
  const budget = new LineBudget(2, 1000)
  expect([0, 1, 2, 999].map((atMs) => budget.take(atMs))).toEqual([0, 0, null, null])
  expect([1000, 1001, 1002].map((atMs) => budget.take(atMs))).toEqual([2, 0, null])
})

test('a bug is logged by its kind and its places, and not by its words', () => {
  const lines: string[] = []
  const log = makeHubLog(
    (line) => lines.push(line),
    () => 7,
  )
  log.bug('failed', new TypeError('the name of a victim'))
  const { atMs, level, event, name, places } = JSON.parse(lines.join('')) as Record<string, unknown>
  expect([atMs, level, event, name]).toEqual([7, 'error', 'failed', 'TypeError'])
  expect(String(places)).toContain('hub-log.test.ts')
  expect(lines.join('')).not.toContain('victim')
})

test('numbers are shown as Prometheus reads them', () => {
  const counts = new ServerCounts()
  counts.describe('a_total', 'counter', 'Things.')
  counts.describe('b', 'gauge', 'Now.')
  counts.add('a_total', { of: 'x' })
  counts.add('a_total', { of: 'x' }, 4)
  counts.gauge('b', () => 3)
  expect(counts.page().split('\n')).toEqual([
    '# HELP a_total Things.',
    '# TYPE a_total counter',
    'a_total{of="x"} 5',
    '# HELP b Now.',
    '# TYPE b gauge',
    'b 3',
    '',
  ])
})
