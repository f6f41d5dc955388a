import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { ContractDesk, GoodCalls } from './contract-desk.ts'

type VaultCall =
  | 'vault.status'
  | 'vault.create'
  | 'vault.lock'
  | 'vault.unlock'
  | 'vault.info'
  | 'key.list'
  | 'key.changePassphrase'
  | 'key.makeKeyFile'
  | 'key.dropKeyFile'
  | 'key.makeRecoveryCode'
  | 'key.checkRecoveryCode'
  | 'key.bindMachine'
  | 'key.addEscrow'
  | 'key.removeRecovery'
  | 'key.rotate'
  | 'key.recover'
  | 'people.add'
  | 'people.changeRoles'
  | 'people.list'

/** Good calls of what is about the vault, its keys and its people, in an order that works. */
export function goodVaultCalls(desk: ContractDesk): GoodCalls<VaultCall> {
  const { done, seen } = desk
  return {
    'vault.status': async () => {
      expect(await done('vault.status', {})).toMatchObject({ state: 'absent' })
    },
    'vault.create': async () => {
      const session = await done('vault.create', { userName: 'សុខ វណ្ណា', passphrase: desk.passphrase })
      expect(session.person).toMatchObject({ name: 'សុខ វណ្ណា', roles: ['commander', 'administrator'] })
    },
    'vault.lock': async () => {
      await done('vault.lock', {})
      expect(await done('vault.status', {})).toMatchObject({ state: 'locked' })
      expect(desk.pushes.at(-1)).toEqual({ topic: 'locked' })
    },
    'vault.unlock': async () => {
      await done('vault.unlock', { passphrase: desk.passphrase })
      expect(await done('vault.status', {})).toMatchObject({ state: 'unlocked' })
    },
    'vault.info': async () => {
      expect(await done('vault.info', {})).toMatchObject({ cases: 0, exhibits: 0, software: 'samnum test' })
    },
    'key.list': async () => {
      expect(await done('key.list', {})).toMatchObject({
        generation: 1,
        slots: [{ kind: 'passphrase', number: 1, label: 'សុខ វណ្ណា' }],
        hasKeychain: true,
      })
    },
    'key.changePassphrase': async () => {
      await done('key.changePassphrase', { current: desk.passphrase, next: 'another passphrase' })
      await done('key.changePassphrase', { current: 'another passphrase', next: desk.passphrase })
    },
    'key.makeKeyFile': async () => {
      const path = join(desk.room(), 'samnum.key')
      const outletId = await desk.engine().offerOutletPath(path)
      await done('key.makeKeyFile', { passphrase: desk.passphrase, outletId })
      seen.keyFile = await readFile(path, 'utf8')
      expect((await done('key.list', {})).slots[0]).toMatchObject({ hasKeyFile: true })
    },
    'key.dropKeyFile': async () => {
      await done('key.dropKeyFile', { passphrase: desk.passphrase, keyFile: seen.keyFile })
      expect((await done('key.list', {})).slots[0]).toMatchObject({ hasKeyFile: false })
    },
    'key.makeRecoveryCode': async () => {
      seen.code = (await done('key.makeRecoveryCode', { label: 'ទូដែក' })).code
      expect(seen.code).toMatch(/^([0-9]{6}-){7}[0-9]{6}$/)
    },
    'key.checkRecoveryCode': async () => {
      await done('key.checkRecoveryCode', { code: seen.code.replaceAll('-', ' ') })
    },
    'key.bindMachine': async () => {
      await done('key.bindMachine', { passphrase: desk.passphrase, isBound: true })
      expect((await done('key.list', {})).slots[0]).toMatchObject({ isMachineBound: true })
      await done('key.bindMachine', { passphrase: desk.passphrase, isBound: false })
    },
    'key.addEscrow': async () => {
      const recipient = 'age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj'
      seen.holderId = (await done('key.addEscrow', { recipient, label: 'headquarters' })).holderId
    },
    'key.removeRecovery': async () => {
      await done('key.removeRecovery', { holderId: seen.holderId })
      expect((await done('key.list', {})).slots.map(({ kind }) => kind)).toEqual([
        'passphrase',
        'recovery-code',
      ])
    },
    'key.rotate': async () => {
      const { generation } = await done('key.list', {})
      expect(await done('key.rotate', {})).toEqual({ generation: generation + 1 })
    },
    'key.recover': async () => {
      await done('vault.lock', {})
      const input = { with: { kind: 'recovery-code' as const, code: seen.code }, passphrase: desk.passphrase }
      expect((await done('key.recover', input)).person).toMatchObject({ name: 'សុខ វណ្ណា', number: 1 })
    },
    'people.add': async () => {
      const input = {
        name: 'ចាន់ ដារ៉ា',
        roles: ['analyst' as const],
        passphrase: desk.secondPerson.passphrase,
      }
      const { userId, number } = await done('people.add', input)
      expect(number).toBe(2)
      seen.userId = userId
    },
    'people.changeRoles': async () => {
      await done('people.changeRoles', { userId: seen.userId, roles: ['officer', 'analyst', 'officer'] })
    },
    'people.list': async () => {
      expect((await done('people.list', {})).people).toMatchObject([
        { number: 1, name: 'សុខ វណ្ណា', state: 'active', hasSlot: true, cases: 0 },
        {
          number: 2,
          userId: seen.userId,
          roles: ['officer', 'analyst'],
          state: 'active',
          hasSlot: true,
          cases: 0,
        },
      ])
    },
  }
}
