import { beforeAll, describe, expect, test } from 'vitest'
import { randomBytes } from '#node/crypto/primitives.ts'
import { makeKeyring, openKeyring, sealKeyring, wipeKeyring } from '#node/vault/keyring.ts'
import { makePassphraseSlot, openPassphraseSlot } from '#node/vault/passphrase-slot.ts'
import type { PassphraseSlot } from '#node/vault/vault-header.ts'
import { CHEAP_KDF } from '../../support/make-vault.ts'
import { VAULT_ID } from '../../support/sample-events.ts'

const OTHER_VAULT = 'a1'.repeat(16)

describe('a keyring', () => {
  const vaultKey = randomBytes(32)
  const keyring = makeKeyring()
  const sealed = sealKeyring(vaultKey, VAULT_ID, keyring)
  const hexOf = (ring: typeof keyring) => Object.values(ring).map((key) => Buffer.from(key).toString('hex'))

  test('opens with its key for its vault', () => {
    const opened = openKeyring(vaultKey, VAULT_ID, sealed)
    expect(opened === null ? null : hexOf(opened)).toEqual(hexOf(keyring))
    expect(new Set(hexOf(keyring)).size).toBe(4)
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
    expect(new Set(hexOf(ring))).toEqual(new Set(['00'.repeat(32)]))
  })
})

describe('a passphrase slot', () => {
  const seed = randomBytes(32)
  const vaultKey = randomBytes(32)
  let slot: PassphraseSlot

  beforeAll(async () => {
    const options = { vaultId: VAULT_ID, userId: 'b0'.repeat(16), passphrase: 'ពាក្យសម្ងាត់', kdf: CHEAP_KDF }
    slot = await makePassphraseSlot({ ...options, seed, vaultKey })
  })

  test('opens with its passphrase, however a keyboard composes it', async () => {
    for (const passphrase of ['ពាក្យសម្ងាត់', 'ពាក្យសម្ងាត់'.normalize('NFD')]) {
      const opened = await openPassphraseSlot(VAULT_ID, slot, passphrase)
      expect(Buffer.from(opened?.vaultKey ?? []).equals(vaultKey)).toBe(true)
      expect(opened?.keys.agreementKeyHex).toBe(slot.agreementKeyHex)
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

  test('does not open with any of its facts changed: they are bound in', async () => {
    const changes: readonly Partial<PassphraseSlot>[] = [
      { slotId: '00'.repeat(16) },
      { userId: '00'.repeat(16) },
      { kdf: { ...slot.kdf, passes: slot.kdf.passes + 1 } },
      { kdf: { ...slot.kdf, saltHex: '00'.repeat(16) } },
      { agreementKeyHex: '00'.repeat(32) },
      { sealedSeedHex: `00${slot.sealedSeedHex.slice(2)}` },
      { sealedVaultKeyHex: `${slot.sealedVaultKeyHex.slice(2)}00` },
    ]
    for (const change of changes) {
      expect(
        await openPassphraseSlot(VAULT_ID, { ...slot, ...change }, 'ពាក្យសម្ងាត់'),
        JSON.stringify(change),
      ).toBe(null)
    }
  })
})
