import { expect, test } from 'vitest'
import { MIN_PASSPHRASE_LENGTH, newPassphrase, passphrase } from '#core/casework/fields.ts'

test('a new passphrase has at least ten characters, counted as people count them', () => {
  expect(newPassphrase().safeParse('ក'.repeat(MIN_PASSPHRASE_LENGTH)).success).toBe(true)
  expect(newPassphrase().safeParse('\u{1f600}'.repeat(MIN_PASSPHRASE_LENGTH)).success).toBe(true)
  const short = newPassphrase().safeParse('\u{1f600}'.repeat(MIN_PASSPHRASE_LENGTH - 1))
  expect(short.error?.issues).toMatchObject([
    { code: 'custom', params: { problem: 'text/too-short', facts: { min: 10, length: 9 } } },
  ])
})

test('a passphrase is taken as it is typed, spaces at its ends included', () => {
  expect(newPassphrase().parse('  ten letters  ')).toBe('  ten letters  ')
  expect(passphrase().parse(' ')).toBe(' ')
})

test('a passphrase that is tried is not measured, only bounded', () => {
  expect(passphrase().safeParse('x').success).toBe(true)
  expect(passphrase().safeParse('').success).toBe(false)
  expect(passphrase().safeParse('x'.repeat(1001)).success).toBe(false)
  expect(newPassphrase().safeParse('x'.repeat(1001)).success).toBe(false)
})
