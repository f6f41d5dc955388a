import { beforeAll, describe, expect, test } from 'vitest'
import type { HolderId, UserId } from '#core/ids.ts'
import { canonicalBytes } from '#core/ledger/canonical-json.ts'
import { parseAgeIdentity, parseAgeRecipient } from '#node/crypto/age-keys.ts'
import { personKeysFrom } from '#node/crypto/person-keys.ts'
import { hkdfSha256, openAesGcm, randomBytes } from '#node/crypto/primitives.ts'
import { makeKeyFileSecret, makeMachineSecret } from '#node/crypto/second-factors.ts'
import { makeKeyring, openKeyring, sealKeyring, wipeKeyring } from '#node/vault/keyring.ts'
import { makePassphraseSlot, openPassphraseSlot, PASSPHRASE_ALONE } from '#node/vault/passphrase-slot.ts'
import {
  makeEscrowSlot,
  makeRecoveryCodeSlot,
  openEscrowSlot,
  openRecoveryCodeSlot,
  parseRecoveryCode,
} from '#node/vault/recovery-slots.ts'
import { macHolds, sealHeader } from '#node/vault/seal-header.ts'
import { openWithSeed, sealVaultKey } from '#node/vault/slot-keys.ts'
import type { PassphraseSlot } from '#node/vault/vault-header.ts'
import { CHEAP_KDF } from '../../support/make-vault.ts'
import { expectOk } from '../../support/results.ts'
import { VAULT_ID } from '../../support/sample-events.ts'

const OTHER_VAULT = 'a1'.repeat(16)
const PERSON = { userId: 'b0'.repeat(16) as UserId, number: 3 }
const HOLDER = 'c0'.repeat(16) as HolderId
const hexOf = (bytes: Uint8Array | null | undefined) =>
  bytes === null || bytes === undefined ? null : Buffer.from(bytes).toString('hex')

describe('a keyring', () => {
  const vaultKey = randomBytes(32)
  const keyring = makeKeyring()
  const sealed = sealKeyring(vaultKey, VAULT_ID, keyring)
  const keysOf = (ring: typeof keyring) => Object.values(ring).map(hexOf)

  test('opens with its key for its vault', () => {
    const opened = openKeyring(vaultKey, VAULT_ID, sealed)
    expect(opened === null ? null : keysOf(opened)).toEqual(keysOf(keyring))
    expect(new Set(keysOf(keyring)).size).toBe(4)
  })

  test('opens with no other key and for no other vault', () => {
    expect(openKeyring(randomBytes(32), VAULT_ID, sealed)).toBe(null)
    expect(openKeyring(vaultKey, OTHER_VAULT, sealed)).toBe(null)
  })

  test('does not open with any one byte changed, nor cut to any length', () => {
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(openKeyring(vaultKey, VAULT_ID, changed)).toBe(null)
      expect(openKeyring(vaultKey, VAULT_ID, sealed.subarray(0, at))).toBe(null)
    }
  })

  test('is overwritten when it is given up', () => {
    const ring = makeKeyring()
    wipeKeyring(ring)
    expect(new Set(keysOf(ring))).toEqual(new Set(['00'.repeat(32)]))
  })
})

describe('a passphrase slot', () => {
  const seed = randomBytes(32)
  let slot: PassphraseSlot

  beforeAll(async () => {
    const options = { vaultId: VAULT_ID, ...PERSON, passphrase: 'ពាក្យសម្ងាត់', kdf: CHEAP_KDF, seed }
    const bare = await makePassphraseSlot({ ...options, factors: PASSPHRASE_ALONE })
    slot = { ...bare, sealedVaultKeyHex: '00'.repeat(80) }
  })

  test('opens with its passphrase, however a keyboard composes it', async () => {
    for (const passphrase of ['ពាក្យសម្ងាត់', 'ពាក្យសម្ងាត់'.normalize('NFD')]) {
      expect(hexOf(await openPassphraseSlot(VAULT_ID, slot, passphrase))).toBe(hexOf(seed))
    }
  })

  test('opens with no other passphrase, not even one that is almost it', async () => {
    for (const passphrase of ['', 'ពាក្យសម្ងាត', 'ពាក្យសម្ងាត់ ', ' ពាក្យសម្ងាត់', 'ពាក្យសម្ងាត់\u200b']) {
      expect(await openPassphraseSlot(VAULT_ID, slot, passphrase)).toBe(null)
    }
  })

  test('opens for no other vault', async () => {
    expect(await openPassphraseSlot(OTHER_VAULT, slot, 'ពាក្យសម្ងាត់')).toBe(null)
  })

  test('says how long its maker took, and whose it is', () => {
    expect(slot).toMatchObject({ ...PERSON, kdf: CHEAP_KDF, factors: {} })
    expect(slot.kdf.measuredMs).toBeGreaterThan(0)
    expect(slot.agreementKeyHex).toBe(personKeysFrom(seed).agreementKeyHex)
  })

  test('does not open with any of its facts changed: they are bound in', async () => {
    const changes: readonly Partial<PassphraseSlot>[] = [
      { slotId: '00'.repeat(16) },
      { userId: '00'.repeat(16) },
      { number: 4 },
      { kdf: { ...slot.kdf, passes: slot.kdf.passes + 1 } },
      { kdf: { ...slot.kdf, saltHex: '00'.repeat(16) } },
      { kdf: { ...slot.kdf, measuredMs: slot.kdf.measuredMs + 1 } },
      { factors: { keyFileIdHex: '00'.repeat(8) } },
      { agreementKeyHex: '00'.repeat(32) },
      { sealedSeedHex: slot.sealedSeedHex.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) },
    ]
    for (const change of changes) {
      const opened = await openPassphraseSlot(VAULT_ID, { ...slot, ...change }, 'ពាក្យសម្ងាត់')
      expect(opened, JSON.stringify(change)).toBe(null)
    }
  })
})

test('a slot opens only with every one of the factors it was made with, and only with those', async () => {
  const factors = { keyFile: makeKeyFileSecret(), machine: makeMachineSecret() }
  const seed = randomBytes(32)
  const options = { vaultId: VAULT_ID, ...PERSON, passphrase: 'x', kdf: CHEAP_KDF, seed, factors }
  const slot = { ...(await makePassphraseSlot(options)), sealedVaultKeyHex: '00'.repeat(80) }
  expect(slot.factors).toEqual({
    keyFileIdHex: factors.keyFile.idHex,
    machineKeyIdHex: factors.machine.idHex,
  })
  expect(hexOf(await openPassphraseSlot(VAULT_ID, slot, 'x', factors))).toBe(hexOf(seed))
  for (const other of [
    PASSPHRASE_ALONE,
    { ...factors, keyFile: null },
    { ...factors, machine: null },
    { ...factors, keyFile: makeKeyFileSecret() },
    { ...factors, machine: makeMachineSecret() },
    { keyFile: factors.machine, machine: factors.keyFile },
  ]) {
    expect(await openPassphraseSlot(VAULT_ID, slot, 'x', other)).toBe(null)
  }
})

describe('a recovery code', () => {
  const seed = randomBytes(32)
  const made = makeRecoveryCodeSlot({ vaultId: VAULT_ID, holderId: HOLDER, seed })
  const slot = { ...made.slot, sealedVaultKeyHex: '00'.repeat(80) }
  const bytes = () => expectOk(parseRecoveryCode(made.code))

  test('opens its slot and no other vault’s', () => {
    expect(hexOf(openRecoveryCodeSlot(VAULT_ID, slot, bytes()))).toBe(hexOf(seed))
    expect(openRecoveryCodeSlot(OTHER_VAULT, slot, bytes())).toBe(null)
  })

  test('is what the format says: its bytes and the vault’s id give the key, and the facts are bound in', () => {
    const key = hkdfSha256(
      Buffer.concat([bytes(), Buffer.from(VAULT_ID, 'hex')]),
      new Uint8Array(0),
      'samnum/v1/recovery-code',
      32,
    )
    const { sealedSeedHex, sealedVaultKeyHex: _, ...facts } = slot
    const sealed = Buffer.from(sealedSeedHex, 'hex')
    const associated = canonicalBytes({ slot: facts, vaultId: VAULT_ID })
    expect(hexOf(openAesGcm(key, sealed.subarray(0, 12), sealed.subarray(12), associated))).toBe(hexOf(seed))
  })

  test('with any one bit changed opens nothing', () => {
    for (let bit = 0; bit < 128; bit += 1) {
      const changed = bytes()
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(openRecoveryCodeSlot(VAULT_ID, slot, changed)).toBe(null)
    }
  })

  test('does not open a slot of which a fact was changed', () => {
    for (const change of [{ slotId: '00'.repeat(16) }, { holderId: '00'.repeat(16) }])
      expect(openRecoveryCodeSlot(VAULT_ID, { ...slot, ...change }, bytes())).toBe(null)
  })
})

describe('an escrow slot', () => {
  const identity = parseAgeIdentity(
    'AGE-SECRET-KEY-1QYPQXPQ9QCRSSZG2PVXQ6RS0ZQG3YYC5Z5TPWXQERGD3C8G7RUSQGPQYEE',
  )
  if (identity === null) throw new Error('the identity of the test does not read')
  const recipientRaw = parseAgeRecipient(identity.recipient)
  if (recipientRaw === null) throw new Error('the recipient of the test does not read')
  const seed = randomBytes(32)
  const options = { vaultId: VAULT_ID, holderId: HOLDER, recipient: identity.recipient, recipientRaw, seed }
  const slot = { ...makeEscrowSlot(options), sealedVaultKeyHex: '00'.repeat(80) }

  test('opens with the identity of its recipient', () => {
    expect(hexOf(openEscrowSlot(VAULT_ID, slot, identity))).toBe(hexOf(seed))
  })

  test('opens with no other identity, for no other vault, and with no fact changed', () => {
    const other = parseAgeIdentity(
      'AGE-SECRET-KEY-1P4NHATA36F52CGCVEZ4E50973H4YJPK7C2CTNPJ09N39GWCZX54SVPSV26',
    )
    if (other === null) throw new Error('the identity of the test does not read')
    expect(openEscrowSlot(VAULT_ID, slot, other)).toBe(null)
    expect(openEscrowSlot(OTHER_VAULT, slot, identity)).toBe(null)
    expect(openEscrowSlot(VAULT_ID, { ...slot, holderId: '00'.repeat(16) }, identity)).toBe(null)
    expect(openEscrowSlot(VAULT_ID, { ...slot, recipient: other.recipient }, identity)).toBe(null)
  })
})

describe('a header that is sealed', () => {
  const seeds = [randomBytes(32), randomBytes(32)] as const
  const keyring = makeKeyring()
  const slots = seeds.map((seed, index) => {
    const holderId = `${index}0`.repeat(16) as HolderId
    return makeRecoveryCodeSlot({ vaultId: VAULT_ID, holderId, seed }).slot
  })
  const header = sealHeader({ vaultId: VAULT_ID, generation: 4, slots }, keyring)

  test('gives every slot the same vault key, which opens the keyring', () => {
    const keys = header.slots.map((slot, index) => {
      return openWithSeed(VAULT_ID, slot, seeds[index] ?? new Uint8Array())?.vaultKey ?? null
    })
    expect(hexOf(keys[0])).toBe(hexOf(keys[1]))
    const [vaultKey] = keys
    if (vaultKey === null || vaultKey === undefined) throw new Error('the slot does not open')
    const sealed = Buffer.from(header.sealedKeyringHex, 'hex')
    expect(hexOf(openKeyring(vaultKey, VAULT_ID, sealed)?.databaseKey)).toBe(hexOf(keyring.databaseKey))
  })

  test('has another vault key each time, though nothing else changes', () => {
    const again = sealHeader({ vaultId: VAULT_ID, generation: 5, slots }, keyring)
    const keyOf = ({ slots: [slot] }: typeof header) =>
      slot === undefined ? null : hexOf(openWithSeed(VAULT_ID, slot, seeds[0])?.vaultKey)
    expect(keyOf(again)).not.toBe(keyOf(header))
    expect(keyOf(again)).not.toBe(null)
  })

  test('is its keyring’s work, and nobody else’s, in every member', () => {
    expect(macHolds(keyring, header)).toBe(true)
    expect(macHolds(makeKeyring(), header)).toBe(false)
    const [first, second] = header.slots
    if (first === undefined || second === undefined) throw new Error('two slots were sealed')
    for (const change of [
      { generation: 5 },
      { vaultId: OTHER_VAULT },
      { slots: [second, first] },
      { slots: [first] },
      { sealedKeyringHex: header.sealedKeyringHex.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) },
    ]) {
      expect(macHolds(keyring, { ...header, ...change })).toBe(false)
    }
  })

  test('a seed opens no slot but its own, and none of which a fact was changed', () => {
    const [first, second] = header.slots
    if (first === undefined || second === undefined) throw new Error('two slots were sealed')
    expect(openWithSeed(VAULT_ID, second, seeds[0])).toBe(null)
    expect(openWithSeed(OTHER_VAULT, first, seeds[0])).toBe(null)
    expect(openWithSeed(VAULT_ID, { ...first, slotId: '99'.repeat(16) }, seeds[0])).toBe(null)
    expect(openWithSeed(VAULT_ID, first, seeds[0])?.owner).toEqual({
      kind: 'recovery-code',
      id: '00'.repeat(16),
    })
  })

  test('keys of one seed are apart: signing, agreement, view', () => {
    const [slot] = slots
    if (slot === undefined) throw new Error('two slots were made')
    const opened = openWithSeed(VAULT_ID, sealVaultKey(VAULT_ID, slot, seeds[1]), seeds[0])
    expect(hexOf(opened?.vaultKey)).toBe(hexOf(seeds[1]))
    const all = [
      hexOf(seeds[0]),
      hexOf(opened?.viewKey),
      opened?.keys.signingKeyHex,
      opened?.keys.agreementKeyHex,
    ]
    expect(new Set(all).size).toBe(4)
  })
})
