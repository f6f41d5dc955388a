import { describe, expect, it } from 'vitest'
import { readAs } from './read-as.ts'

// Addresses from BIP 173, BIP 350, EIP-55, the Bitcoin wiki and the contract of USDT on Tron; nobody's own.
const VALID = [
  ['1BoatSLRHtKNngkdXEeobR76b53LETtpyT', '1BoatSLRHtKNngkdXEeobR76b53LETtpyT [chain-bitcoin]'],
  ['3P14159f73E4gFr7JterCCQh9QjiTjiZrG', '3P14159f73E4gFr7JterCCQh9QjiTjiZrG [chain-bitcoin]'],
  ['1111111111111111111114oLvT2', '1111111111111111111114oLvT2 [chain-bitcoin]'],
  [
    'BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4',
    'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4 [chain-bitcoin]',
  ],
  [
    'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0',
    'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0 [chain-bitcoin]',
  ],
  [
    'bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT?amount=0.5',
    '1BoatSLRHtKNngkdXEeobR76b53LETtpyT [chain-bitcoin]',
  ],
  ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed [chain-evm]'],
  ['0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed', '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed [chain-evm]'],
  ['0x52908400098527886E0F7030069857D2E4169EE7', '0x52908400098527886e0f7030069857d2e4169ee7 [chain-evm]'],
  ['TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t [chain-tron]'],
  [
    '4Nd1mBQtrMJVYVfKf2PJy9NZUZdTAsp7D4xWLs4gDB4T',
    '4Nd1mBQtrMJVYVfKf2PJy9NZUZdTAsp7D4xWLs4gDB4T [chain-unknown]',
  ],
] as const

describe('a wallet', () => {
  it.each(VALID)('%s reads as %s', (raw, expected) => {
    expect(readAs('wallet', raw)).toBe(expected)
  })

  it.each([
    ['a changed letter of base58check', '1BoatSLRHtKNngkdXEeobR76b53LETtpyU'],
    ['one leading 1 too many', '11BoatSLRHtKNngkdXEeobR76b53LETtpyT'],
    ['a version that Bitcoin does not use', '3R2cuenjG5nFubqX9Wzuukdin2YfLYZyD1'],
    ['a changed letter of bech32', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5'],
    ['both cases in bech32', 'bc1QW508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'],
    [
      'version 1 with the checksum of version 0',
      'bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4',
    ],
    ['a capital of EIP-55 in the wrong place', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD'],
    ['a changed letter of Tron', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u'],
  ])('with %s is refused', (_what, raw) => {
    expect(readAs('wallet', raw)).toBe('identifier/check-digit-wrong')
  })

  it('with any one letter changed is refused', () => {
    const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
    for (const address of ['1BoatSLRHtKNngkdXEeobR76b53LETtpyT', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t']) {
      for (let at = 1; at < address.length; at += 1) {
        const letter = alphabet.charAt((alphabet.indexOf(address.charAt(at)) + 1 + at) % alphabet.length)
        if (letter === address.charAt(at)) continue
        expect(readAs('wallet', address.slice(0, at) + letter + address.slice(at + 1))).toBe(
          'identifier/check-digit-wrong',
        )
      }
    }
  })

  it.each([
    '',
    'sok',
    'https://shop.example/wallet/abcdefgh',
    '0x123',
    'abcdefghijklmnopqrstuvwxyz',
    '1'.repeat(121),
  ])('%j is malformed or empty', (raw) => {
    expect(readAs('wallet', raw)).toMatch(/^(?:identifier\/malformed|text\/empty)$/)
  })
})
