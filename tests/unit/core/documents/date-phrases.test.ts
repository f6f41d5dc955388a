import { expect, test } from 'vitest'
import { sayClock } from '#core/documents/date-phrases.ts'

test.each<[string, string | undefined, string, string]>([
  ['08:10', undefined, 'ម៉ោង\u00a0០៨:១០', '08:10'],
  ['14:05', '+07:00', 'ម៉ោង\u00a0១៤:០៥\u00a0(UTC+7)', '14:05\u00a0(UTC+7)'],
  ['00:00', '-03:30', 'ម៉ោង\u00a0០០:០០\u00a0(UTC-3:30)', '00:00\u00a0(UTC-3:30)'],
  ['23:59', 'Z', 'ម៉ោង\u00a0២៣:៥៩\u00a0(Z)', '23:59\u00a0(Z)'],
])('the time of day %s of the zone %s is written in the digits of each language', (clock, zone, km, en) => {
  expect(sayClock(clock, zone)).toEqual({ km, en })
})
