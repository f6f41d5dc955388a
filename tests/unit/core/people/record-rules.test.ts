import { describe, expect, test } from 'vitest'
import type { RecordId } from '#core/ids.ts'
import { RECORD_SAMPLES } from '../../../support/record-samples.ts'
import { CASE, FOUNDER, RegisterDesk } from './register-desk.ts'

const { keys } = FOUNDER
const by = { userId: FOUNDER.userId, name: FOUNDER.name }
const DRAFTED = { ...RECORD_SAMPLES['record-drafted'], draftedBy: by }
const CHANGED = { ...RECORD_SAMPLES['record-changed'], changedBy: by }
const FINALISED = { ...RECORD_SAMPLES['record-finalised'], finalisedBy: by }
const LETTER = { ...RECORD_SAMPLES['letter-issued'], issuedBy: by }
const OTHER_ID = '5a'.repeat(16) as RecordId
const REFUSED = 'ledger/event-refused'

function station(): RegisterDesk {
  const desk = new RegisterDesk()
  desk.openCase()
  return desk
}

describe('a record', () => {
  test('that nobody began is neither changed nor finalised', () => {
    const desk = station()
    expect(desk.judge('record-changed', CHANGED, keys, CASE)).toBe(REFUSED)
    expect(desk.judge('record-finalised', FINALISED, keys, CASE)).toBe(REFUSED)
  })

  test('is begun once', () => {
    const desk = station()
    expect(desk.judge('record-drafted', DRAFTED, keys, CASE)).toBe(null)
    desk.stand('record-drafted', DRAFTED, keys)
    expect(desk.judge('record-drafted', DRAFTED, keys, CASE)).toBe(REFUSED)
  })

  test('keeps its kind', () => {
    const desk = station()
    desk.stand('record-drafted', DRAFTED, keys)
    const content = {
      kind: 'seizure' as const,
      data: {
        place: 'x',
        seizedAt: '2026-11-20T09:00',
        occupant: { isPresent: false },
        witnesses: [],
        officers: [],
        seized: [],
      },
    }
    expect(desk.judge('record-changed', CHANGED, keys, CASE)).toBe(null)
    expect(desk.judge('record-changed', { ...CHANGED, content }, keys, CASE)).toBe(REFUSED)
    expect(desk.judge('record-finalised', { ...FINALISED, content }, keys, CASE)).toBe(REFUSED)
  })

  test('that is final never changes, and its number is taken', () => {
    const desk = station()
    desk.stand('record-drafted', DRAFTED, keys)
    desk.stand('record-finalised', FINALISED, keys)
    expect(desk.judge('record-changed', CHANGED, keys, CASE)).toBe(REFUSED)
    expect(desk.judge('record-finalised', { ...FINALISED, number: 'other' }, keys, CASE)).toBe(REFUSED)
    desk.stand('record-drafted', { ...DRAFTED, recordId: OTHER_ID }, keys)
    const other = { ...FINALISED, recordId: OTHER_ID }
    expect(desk.judge('record-finalised', other, keys, CASE)).toBe(REFUSED)
    expect(desk.judge('record-finalised', { ...other, number: 'other' }, keys, CASE)).toBe(null)
    expect(desk.judge('letter-issued', { ...LETTER, number: FINALISED.number }, keys, CASE)).toBe(REFUSED)
  })

  test('corrects one that is final, and no draft', () => {
    const desk = station()
    desk.stand('record-drafted', DRAFTED, keys)
    desk.stand('record-drafted', { ...DRAFTED, recordId: OTHER_ID }, keys)
    const correcting = { ...FINALISED, recordId: OTHER_ID, number: 'other', corrects: FINALISED.recordId }
    expect(desk.judge('record-finalised', correcting, keys, CASE)).toBe(REFUSED)
    desk.stand('record-finalised', FINALISED, keys)
    expect(desk.judge('record-finalised', correcting, keys, CASE)).toBe(null)
  })
})

test('a draft is discarded once, a final record never, and nothing else gets its id', () => {
  const desk = station()
  const discarded = { ...RECORD_SAMPLES['record-discarded'], discardedBy: by }
  expect(desk.judge('record-discarded', discarded, keys, CASE)).toBe(REFUSED)
  desk.stand('record-drafted', DRAFTED, keys)
  expect(desk.judge('record-discarded', discarded, keys, CASE)).toBe(null)
  desk.stand('record-discarded', discarded, keys)
  expect(desk.judge('record-discarded', discarded, keys, CASE)).toBe(REFUSED)
  expect(desk.judge('record-changed', CHANGED, keys, CASE)).toBe(REFUSED)
  expect(desk.judge('record-finalised', FINALISED, keys, CASE)).toBe(REFUSED)
  expect(desk.judge('record-drafted', DRAFTED, keys, CASE)).toBe(REFUSED)
  desk.stand('record-drafted', { ...DRAFTED, recordId: OTHER_ID }, keys)
  desk.stand('record-finalised', { ...FINALISED, recordId: OTHER_ID }, keys)
  expect(desk.judge('record-discarded', { ...discarded, recordId: OTHER_ID }, keys, CASE)).toBe(REFUSED)
})

test('a letter is issued once, under a number of its own', () => {
  const desk = station()
  expect(desk.judge('letter-issued', LETTER, keys, CASE)).toBe(null)
  desk.stand('letter-issued', LETTER, keys)
  expect(desk.judge('letter-issued', LETTER, keys, CASE)).toBe(REFUSED)
  const letterId = '5b'.repeat(16) as typeof LETTER.letterId
  expect(desk.judge('letter-issued', { ...LETTER, letterId }, keys, CASE)).toBe(REFUSED)
  expect(desk.judge('letter-issued', { ...LETTER, letterId, number: 'other' }, keys, CASE)).toBe(null)
})
