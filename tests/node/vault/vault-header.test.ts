import { describe, expect, test } from 'vitest'
import type { CanonicalValue } from '#core/ledger/canonical-json.ts'
import {
  headerFileBytes,
  MAX_HEADER_BYTES,
  parseHeaderFile,
  type VaultHeader,
} from '#node/vault/vault-header.ts'
import { membersAdded, membersMissing, scalarsOfAnotherType } from '../../support/altered-members.ts'
import { headerBytesOf } from '../../support/vault-files.ts'

const KEYS = { agreementKeyHex: '55'.repeat(32), sealedVaultKeyHex: '66'.repeat(80) } as const
const SLOT = {
  kind: 'passphrase',
  slotId: '11'.repeat(16),
  userId: '22'.repeat(16),
  number: 1,
  kdf: {
    name: 'argon2id',
    memoryKiB: 65_536,
    passes: 3,
    lanes: 1,
    saltHex: '33'.repeat(16),
    measuredMs: 750,
  },
  factors: { keyFileIdHex: 'aa'.repeat(8), machineKeyIdHex: 'bb'.repeat(8) },
  sealedSeedHex: '44'.repeat(60),
  ...KEYS,
} as const
const CODE_SLOT = {
  kind: 'recovery-code',
  slotId: '12'.repeat(16),
  holderId: '23'.repeat(16),
  sealedSeedHex: '44'.repeat(60),
  ...KEYS,
} as const
const ESCROW_SLOT = {
  kind: 'escrow',
  slotId: '13'.repeat(16),
  holderId: '24'.repeat(16),
  recipient: 'age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj',
  sealedSeedHex: '44'.repeat(80),
  ...KEYS,
} as const
const HEADER: VaultHeader = {
  format: 'samnum-vault',
  v: 1,
  vaultId: '77'.repeat(16),
  generation: 7,
  slots: [SLOT, CODE_SLOT, ESCROW_SLOT],
  sealedKeyringHex: '88'.repeat(400),
  macHex: '99'.repeat(32),
}
const bytes = Buffer.from(headerFileBytes(HEADER))
const codeOf = (content: Uint8Array) => {
  const parsed = parseHeaderFile(content)
  return parsed.ok ? 'ok' : parsed.failure.code
}
const withKdf = (change: object) =>
  headerBytesOf({ ...HEADER, slots: [{ ...SLOT, kdf: { ...SLOT.kdf, ...change } }] })

describe('a header file', () => {
  test('is read as it was written', () => {
    expect(parseHeaderFile(bytes)).toEqual({ ok: true, value: HEADER })
    expect(headerBytesOf(HEADER).equals(bytes)).toBe(true)
    expect(bytes.length).toBeLessThan(MAX_HEADER_BYTES)
  })

  test('cut to any length is truncated, also when nothing is left of it', () => {
    for (let length = 0; length < bytes.length; length += 1) {
      expect(parseHeaderFile(bytes.subarray(0, length))).toEqual({
        ok: false,
        failure: { code: 'vault/header-truncated', facts: { sizeBytes: length } },
      })
    }
  })

  test('with any bit changed is refused, and never taken for one of a newer program', () => {
    const codes = new Set<string>()
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      codes.add(codeOf(changed))
    }
    expect([...codes].sort()).toEqual(['vault/header-damaged', 'vault/header-truncated'])
  })

  test('of a newer program is one, with its version, whether or not it keeps our rules', () => {
    for (const content of [
      headerBytesOf({ ...HEADER, v: 2 }),
      Buffer.from('{ "v": 2, "format": "samnum-vault", "slots": "elsewhere" }\n'),
      Buffer.from('{"format":"samnum-vault","v":2}\n'),
    ]) {
      expect(parseHeaderFile(content)).toEqual({
        ok: false,
        failure: { code: 'vault/from-the-future', facts: { version: 2 } },
      })
    }
  })

  test.each([
    ['nothing but a line feed', '\n', 'vault/header-damaged'],
    ['a text', 'hello', 'vault/not-a-vault'],
    ['a text with a line feed', 'hello\n', 'vault/header-damaged'],
    ['a list', '[]\n', 'vault/not-a-vault'],
    ['a number', '7\n', 'vault/not-a-vault'],
    ['null', 'null\n', 'vault/not-a-vault'],
    ['an object of somebody else', '{"name":"x"}\n', 'vault/not-a-vault'],
    ['white space around ours', ` ${bytes}`, 'vault/header-damaged'],
    ['a carriage return after ours', `${bytes.toString().trimEnd()}\r\n`, 'vault/header-damaged'],
    ['a byte-order mark before ours', `\ufeff${bytes}`, 'vault/header-damaged'],
    ['ours twice', `${bytes}${bytes}`, 'vault/header-damaged'],
    ['brackets without end', `${'['.repeat(100_000)}\n`, 'vault/header-damaged'],
  ])('that is %s is refused', (_, text, code) => {
    expect(codeOf(Buffer.from(text))).toBe(code)
  })

  test.each([
    ['100 GB of memory', { memoryKiB: 100 * 1024 * 1024 }],
    ['more memory than there are numbers', { memoryKiB: Number.MAX_SAFE_INTEGER }],
    ['less memory than is safe', { memoryKiB: 8 }],
    ['a negative amount of memory', { memoryKiB: -65_536 }],
    ['a million passes', { passes: 1_000_000 }],
    ['no pass', { passes: 0 }],
    ['many lanes', { lanes: 255 }],
    ['another function', { name: 'pbkdf2' }],
    ['a salt of another size', { saltHex: '33' }],
    ['an endless time', { measuredMs: 3_600_001 }],
    ['parameters that nobody knows', { secret: 1 }],
  ])('that asks for %s is refused for that, although its digest holds', (_, change) => {
    expect(codeOf(withKdf(change))).toBe('vault/key-parameters-refused')
  })

  test('of weaker or hostile parameters is damaged when its digest does not hold: then they mean nothing', () => {
    const hostile = bytes.toString().replace('"memoryKiB":65536', '"memoryKiB":104857600')
    expect(codeOf(Buffer.from(hostile))).toBe('vault/header-damaged')
  })

  test('without a member, with one more, or with one of another type is damaged, although its digest holds', () => {
    const mayMiss = ['slots.factors.keyFileIdHex', 'slots.factors.machineKeyIdHex']
    const changes = [
      ...membersMissing(HEADER as CanonicalValue, mayMiss),
      ...membersAdded(HEADER as CanonicalValue),
      ...scalarsOfAnotherType(HEADER as CanonicalValue),
    ]
    expect(changes.length).toBeGreaterThan(50)
    for (const [what, content] of changes) {
      const expected = what.includes('kdf') ? 'vault/key-parameters-refused' : 'vault/header-damaged'
      // What does not say that it is ours is not judged further than its digest.
      expect([expected, 'vault/header-damaged'], what).toContain(codeOf(headerBytesOf(content as object)))
    }
  })

  test('without a slot, or with endless ones, is damaged', () => {
    expect(codeOf(headerBytesOf({ ...HEADER, slots: [] }))).toBe('vault/header-damaged')
    const many = Array.from({ length: 1001 }, (_, index) => {
      const id = index.toString(16).padStart(32, '0')
      return { ...CODE_SLOT, slotId: id, holderId: id }
    })
    expect(codeOf(headerBytesOf({ ...HEADER, slots: many }))).toBe('vault/header-damaged')
    expect(codeOf(headerBytesOf({ ...HEADER, slots: many.slice(1) }))).toBe('ok')
  })

  test.each([
    ['slot', { ...CODE_SLOT, slotId: SLOT.slotId }],
    ['person', { ...SLOT, slotId: '99'.repeat(16), number: 2 }],
    ['number of a person', { ...SLOT, slotId: '99'.repeat(16), userId: '99'.repeat(16) }],
    ['recovery holder', { ...ESCROW_SLOT, slotId: '99'.repeat(16), holderId: CODE_SLOT.holderId }],
  ])('with one %s twice is damaged', (_, twin) => {
    expect(codeOf(headerBytesOf({ ...HEADER, slots: [SLOT, CODE_SLOT, twin] }))).toBe('vault/header-damaged')
  })

  test.each([
    ['a kind that nobody knows', { ...CODE_SLOT, kind: 'hardware-key' }],
    ['a number beyond the station', { ...SLOT, number: 10_000 }],
    ['no number', { ...SLOT, number: 0 }],
    ['a recipient of another kind', { ...ESCROW_SLOT, recipient: 'ssh-ed25519 AAAA' }],
    ['a recipient in capitals', { ...ESCROW_SLOT, recipient: ESCROW_SLOT.recipient.toUpperCase() }],
    ['a seed that is too short', { ...CODE_SLOT, sealedSeedHex: '44'.repeat(59) }],
    ['a factor that nobody knows', { ...SLOT, factors: { fingerprint: 'aa' } }],
  ])('with a slot of %s is damaged', (_, slot) => {
    expect(codeOf(headerBytesOf({ ...HEADER, slots: [slot] }))).toBe('vault/header-damaged')
  })

  test.each([0, -1])('of generation %s is damaged', (generation) => {
    expect(codeOf(headerBytesOf({ ...HEADER, generation }))).toBe('vault/header-damaged')
  })
})
