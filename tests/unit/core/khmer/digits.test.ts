import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toKhmerDigits, toLatinDigits, writeDigits } from '#core/khmer/digits.ts'
import { anyText } from '../../../support/any-text.ts'
import { propertyRuns } from '../../../support/property-runs.ts'

describe('digits', () => {
  it('are changed one for one and nothing else is', () => {
    expect(toKhmerDigits('0123456789 រៀល, x²')).toBe('០១២៣៤៥៦៧៨៩ រៀល, x²')
    expect(toLatinDigits('០១២៣៤៥៦៧៨៩ រៀល')).toBe('0123456789 រៀល')
  })

  it('leave the neighbours of the Khmer digits in the code charts alone', () => {
    expect(toLatinDigits('\u17df\u17ea\u17f0\u17f9')).toBe('\u17df\u17ea\u17f0\u17f9')
  })

  it('come back unchanged', () => {
    const text = anyText().filter((candidate) => !/[\u17e0-\u17e9]/.test(candidate))
    fc.assert(
      fc.property(text, (latin) => {
        expect(toLatinDigits(toKhmerDigits(latin))).toBe(latin)
      }),
      propertyRuns(),
    )
  })

  it('are written as asked', () => {
    expect(writeDigits('12', 'khmer')).toBe('១២')
    expect(writeDigits('12', 'latin')).toBe('12')
  })
})
