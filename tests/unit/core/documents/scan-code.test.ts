import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkCharactersOf, isScanOf, readScannedCode, scanCodeOf } from '#core/documents/scan-code.ts'
import { propertyRuns } from '../../../support/property-runs.ts'

const ID = '00443abc0123456789abcdef01234567'
const OTHER = 'ff443abc0123456789abcdef01234567'
const hexId = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 })

function scan(text: string) {
  const scanned = readScannedCode(text)
  if (scanned === null) throw new Error('nothing was read')
  return scanned
}

describe('the code on a label', () => {
  it('is the number, a full stop and four characters that follow from the id', () => {
    // 0x00443 is 0 00001 00010 00011, without its first bit: the fourth, third, second and first sign of the alphabet.
    expect(checkCharactersOf(ID)).toBe('0123')
    expect(scanCodeOf('2026-0001-E001', ID)).toBe('2026-0001-E001.0123')
  })

  it('is of the characters that QR codes hold two in eleven bits, whatever the id', () => {
    fc.assert(
      fc.property(hexId, (id) => {
        expect(scanCodeOf('2026-0001-B012', id)).toMatch(/^[0-9A-Z $%*+\-./:]+$/)
      }),
      propertyRuns(100),
    )
  })

  it('is read back as the item it was made of', () => {
    fc.assert(
      fc.property(hexId, (id) => {
        expect(isScanOf(scan(scanCodeOf('2026-0001-E001', id)), '2026-0001-E001', id)).toBe(true)
      }),
      propertyRuns(100),
    )
  })

  it('is not read as another item of the same number', () => {
    expect(isScanOf(scan(scanCodeOf('2026-0001-E001', ID)), '2026-0001-E001', OTHER)).toBe(false)
    expect(isScanOf(scan('2026-0001-E001.0123'), '2026-0001-E002', ID)).toBe(false)
  })

  it('may be typed without its check characters', () => {
    expect(scan('2026-0001-E001')).toEqual({ number: '2026-0001-E001', check: null })
    expect(isScanOf(scan('2026-0001-e001'), '2026-0001-E001', ID)).toBe(true)
  })

  it('is read with Khmer digits, lower case, line ends and invisible characters', () => {
    expect(scan(' ២០២៦-0001-e001.0123\r\n')).toEqual({ number: '2026-0001-E001', check: '0123' })
    expect(scan('\u200b2026-0001-E001.0123')).toEqual({ number: '2026-0001-E001', check: '0123' })
  })

  it('keeps a full stop of the number itself', () => {
    expect(scan('SHELF.A.0123')).toEqual({ number: 'SHELF.A', check: '0123' })
    expect(scan('SHELF.A')).toEqual({ number: 'SHELF.A', check: null })
    expect(scan('.0123')).toEqual({ number: '.0123', check: null })
  })

  it('is nothing when nothing was scanned', () => {
    expect(readScannedCode(' \n\u200b')).toBeNull()
  })
})
