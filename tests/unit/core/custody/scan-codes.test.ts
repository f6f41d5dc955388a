import { describe, expect, test } from 'vitest'
import { formatItemNumber, nextOfRoll, readItemNumber } from '#core/custody/item-number.ts'
import { foldCode } from '#core/custody/scan-codes.ts'
import { readIccid } from '#core/identifiers/iccid.ts'

describe('a number', () => {
  test('of a case’s run is read as it is written', () => {
    expect(formatItemNumber('2026-0001', 'E', 7)).toBe('2026-0001-E007')
    expect(formatItemNumber('2026-0001', 'B', 1234)).toBe('2026-0001-B1234')
    expect(readItemNumber('2026-0001-R02')).toEqual({ letter: 'R', run: 2 })
    expect(readItemNumber('E001')).toBeNull()
  })

  test.each([
    ['A0009', 'A0010'],
    ['KH-0099/26', 'KH-0099/27'],
    ['999', '1000'],
    ['12B', '13B'],
    ['0001-KH', '0002-KH'],
    ['no digits', null],
  ])('%s of a roll of seals is followed by %s', (number, next) => {
    expect(nextOfRoll(number)).toBe(next)
  })

  test('that is scanned is compared without what scanners and keyboards add', () => {
    expect(foldCode(' kh-00\u200b10 ')).toBe('KH-0010')
    expect(foldCode('２０２６-0001')).toBe('2026-0001')
  })
})

describe('an ICCID', () => {
  test('has a check digit that fits', () => {
    expect(readIccid('8991 1012 0000 3204 514')).toEqual({ ok: true, value: '8991101200003204514' })
    expect(readIccid('ICCID: 8991101200003204514F')).toEqual({ ok: true, value: '8991101200003204514' })
    expect(readIccid('8991101200003204510')).toEqual({
      ok: false,
      failure: { code: 'identifier/check-digit-wrong' },
    })
    expect(readIccid('12345')).toEqual({ ok: false, failure: { code: 'identifier/malformed' } })
  })
})
