import { readdirSync, renameSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openUnlockedDesktop, PASSPHRASE } from '../../support/electron-double/desktop-vault.ts'

describe('a way in that is bound to the machine', () => {
  test('opens with its keychain, and not where the disk was copied to', async () => {
    const desktop = await openUnlockedDesktop()
    try {
      desktop.double.state.keychain = 'present'
      expect(await desktop.call('key.list')).toMatchObject({ value: { hasKeychain: true } })
      const bind = { passphrase: PASSPHRASE, isBound: true }
      expect(await desktop.call('key.bindMachine', bind)).toMatchObject({
        failure: { code: 'vault/recovery-needed-first' },
      })
      expect(await desktop.call('key.makeRecoveryCode', { label: 'safe' })).toMatchObject({ outcome: 'done' })
      expect(await desktop.call('key.bindMachine', bind)).toMatchObject({ outcome: 'done' })
      const keychain = `${desktop.folder}/userData/keychain`
      expect(readdirSync(keychain)).toHaveLength(1)

      await desktop.call('vault.lock')
      expect(await desktop.call('vault.unlock', { passphrase: PASSPHRASE })).toMatchObject({
        outcome: 'done',
      })
      await desktop.call('vault.lock')
      renameSync(keychain, `${keychain}-elsewhere`)
      expect(await desktop.call('vault.unlock', { passphrase: PASSPHRASE })).toMatchObject({
        failure: { code: 'vault/machine-key-missing' },
      })
      renameSync(`${keychain}-elsewhere`, keychain)
      desktop.double.state.keychain = 'refusing'
      expect(await desktop.call('vault.unlock', { passphrase: PASSPHRASE })).toMatchObject({
        failure: { code: 'vault/machine-key-missing' },
      })
    } finally {
      await desktop.stop()
    }
  })

  test('is not offered on a machine without a keychain', async () => {
    const desktop = await openUnlockedDesktop()
    try {
      expect(await desktop.call('key.list')).toMatchObject({ value: { hasKeychain: false } })
      await desktop.call('key.makeRecoveryCode', { label: 'safe' })
      expect(await desktop.call('key.bindMachine', { passphrase: PASSPHRASE, isBound: true })).toMatchObject({
        failure: { code: 'vault/no-keychain' },
      })
    } finally {
      await desktop.stop()
    }
  })
})
