import { describe, expect, test } from 'vitest'
import { formatExactBytes, formatSize, formatWholeNumber } from '#contract/number-text.ts'

const NUMBERS = [
  0,
  1,
  9,
  10,
  999,
  1000,
  12_345,
  999_999,
  1_000_000,
  2 ** 40,
  Number.MAX_SAFE_INTEGER,
  -1,
  -1000,
]

describe('a whole number', () => {
  // Node carries the whole of CLDR; Electron's Chromium does not, which is why the product does not ask Intl.
  test.each(NUMBERS)('%d is written as CLDR writes it', (value) => {
    expect(formatWholeNumber(value, 'en')).toBe(new Intl.NumberFormat('en').format(value))
    expect(formatWholeNumber(value, 'km')).toBe(new Intl.NumberFormat('km-u-nu-khmr').format(value))
  })

  test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('%d is refused', (value) => {
    expect(() => formatWholeNumber(value, 'en')).toThrow(RangeError)
  })
})

test.each([
  [0, '0 bytes', '០ បៃ'],
  [1, '1 byte', '១ បៃ'],
  [1023, '1,023 bytes', '១.០២៣ បៃ'],
  [1024, '1.0 KiB', '១,០ គីឡូបៃ'],
  [1024 ** 2 - 1, '1,023.9 KiB', '១.០២៣,៩ គីឡូបៃ'],
  [1024 ** 2, '1.0 MiB', '១,០ មេកាបៃ'],
  [5.55 * 1024 ** 3, '5.5 GiB', '៥,៥ ជីកាបៃ'],
  [1024 ** 5 * 3, '3.0 PiB', '៣,០ ប៉េតាបៃ'],
])('%d bytes are %s and %s', (sizeBytes, en, km) => {
  expect(formatSize(Math.floor(sizeBytes), 'en')).toBe(en)
  expect(formatSize(Math.floor(sizeBytes), 'km')).toBe(km)
})

test('bytes in full are never rounded', () => {
  expect(formatExactBytes(1_048_577, 'en')).toBe('1,048,577 bytes')
  expect(formatExactBytes(1_048_577, 'km')).toBe('១.០៤៨.៥៧៧ បៃ')
})
