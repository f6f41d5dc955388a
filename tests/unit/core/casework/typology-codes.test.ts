import { expect, test } from 'vitest'
import { sayTypologyCodes, TYPOLOGY_CODES } from '#core/casework/typology-codes.ts'

test('a kind of crime is said with its class in the lists of others, and what is unverified with a question mark', () => {
  expect(sayTypologyCodes('investment-fraud')).toBe('ICCS 0701 Fraud · IC3 Investment')
  expect(sayTypologyCodes('mule-account')).toBe('ICCS 07041 Money laundering')
  expect(sayTypologyCodes('romance-scam')).toBe('ICCS 0701 Fraud · IC3 Confidence/Romance (?)')
  expect(sayTypologyCodes('other')).toBe('')
  for (const { iccs } of Object.values(TYPOLOGY_CODES)) expect(iccs?.code ?? '0701').toMatch(/^[0-9]{4,6}$/)
})
