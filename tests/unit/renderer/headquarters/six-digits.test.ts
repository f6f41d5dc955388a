import { expect, it } from 'vitest'
import { readSixDigits } from '../../../../src/renderer/headquarters/six-digits.ts'

it('a code is read in the digits of either script, and nothing else is one', () => {
  expect(readSixDigits('012345')).toBe('012345')
  expect(readSixDigits('០១២ ៣៤៥')).toBe('012345')
  for (const typed of ['', '01234', '0123456', '01234a', '-12345']) expect(readSixDigits(typed)).toBeNull()
})
