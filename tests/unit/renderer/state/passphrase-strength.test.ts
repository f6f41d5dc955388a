import { describe, expect, it } from 'vitest'
import { MIN_PASSPHRASE_LENGTH } from '#core/casework/fields.ts'
import { passphraseStrength } from '../../../../src/renderer/state/passphrase-strength.ts'

describe('the strength of a passphrase', () => {
  it('says how much is missing below the least length', () => {
    expect(passphraseStrength('')).toEqual({ level: 'short', left: MIN_PASSPHRASE_LENGTH })
    expect(passphraseStrength('abcdefghi')).toEqual({ level: 'short', left: 1 })
    expect(passphraseStrength('abcdefghij').level).not.toBe('short')
  })

  it('counts letters, not the units they are stored in', () => {
    expect(passphraseStrength('😀😁😂🤣😃😄😅😆😉').level).toBe('short')
    expect(passphraseStrength('😀😁😂🤣😃😄😅😆😉😊').level).toBe('fair')
  })

  it('grows with length and not with repetition', () => {
    expect(passphraseStrength('abcdefghijklmno').level).toBe('fair')
    expect(passphraseStrength('abcdefghijklmnop').level).toBe('good')
    expect(passphraseStrength('abcdefghijklmnopqrstuvwx').level).toBe('strong')
    expect(passphraseStrength('abab'.repeat(20)).level).toBe('weak')
  })
})
