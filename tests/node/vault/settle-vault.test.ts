import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { settleVault } from '#app/vault/settle-vault.ts'
import type { VaultSession } from '#app/vault-session.ts'
import { fail } from '#core/result.ts'
import { Attempts } from '#node/vault/attempts.ts'
import { makeFolderSlotKeeper } from '#node/vault/folder-slot-keeper.ts'
import { makeFolderVaultKeeper } from '#node/vault/folder-vault-keeper.ts'
import { CHEAP_KDF, codeOf, createVault, type Desk, openDesk, PASSPHRASE } from '../../support/make-vault.ts'
import { expectOk } from '../../support/results.ts'
import { makeScriptedClock } from '../../support/scripted-clock.ts'

const NEXT = 'another passphrase'

/** Runs a command while the header cannot be written, and answers its failure's code. */
async function withoutHeader(desk: Desk, work: () => ReturnType<Desk['call']>): Promise<string> {
  const obstacle = join(desk.folder, 'vault.json.new')
  await mkdir(join(obstacle, 'x'), { recursive: true })
  const code = codeOf(await work())
  await rm(obstacle, { recursive: true })
  return code
}

/** A keeper, its slots and their clock, over one vault's folder. */
function roomOf(folder: string, clock = makeScriptedClock()) {
  const tools = { attempts: new Attempts(folder, clock), keychain: null }
  const chooseKdf = async () => CHEAP_KDF
  const keeper = makeFolderVaultKeeper({ folder, software: 'samnum test', chooseKdf, clock, tools })
  return { clock, keeper, slots: makeFolderSlotKeeper({ chooseKdf, tools }) }
}

function headSeqOf(session: VaultSession): number {
  return expectOk(session.ledger.head())?.seq ?? 0
}

describe('unlocking', () => {
  test('takes away the slot of somebody who was suspended when the header could not be written', async () => {
    const desk = await createVault()
    const { userId } = await desk.ask('people.add', { name: 'second', roles: ['officer'], passphrase: NEXT })
    const code = await withoutHeader(desk, () => desk.call('people.suspend', { userId, reason: 'left' }))
    expect(code).toMatch(/^disk\//)
    await desk.ask('vault.lock', {})
    expect(await desk.ask('vault.status', {})).toMatchObject({ userNumbers: [1, 2] })
    expect(codeOf(await desk.call('vault.unlock', { passphrase: NEXT }))).toBe('vault/person-suspended')
    const { head } = await desk.ask('vault.unlock', { passphrase: PASSPHRASE })
    expect((await desk.ask('key.list', {})).slots).toHaveLength(1)
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
    await desk.ask('vault.lock', {})
    expect(codeOf(await desk.call('vault.unlock', { passphrase: NEXT }))).toBe('vault/wrong-passphrase')
    const again = await desk.ask('vault.unlock', { passphrase: PASSPHRASE })
    expect(again.head.seq).toBe(head.seq + 1)
  })

  test('takes away the slot of a recovery code that was ended when the header could not be written', async () => {
    const desk = await createVault()
    await desk.ask('key.makeRecoveryCode', { label: 'first' })
    const { slots } = await desk.ask('key.list', {})
    const holderId = slots[1]?.holderId ?? ''
    expect(await withoutHeader(desk, () => desk.call('key.removeRecovery', { holderId }))).toMatch(/^disk\//)
    expect((await desk.ask('key.list', {})).slots).toHaveLength(2)
    await desk.ask('vault.lock', {})
    await desk.ask('vault.unlock', { passphrase: PASSPHRASE })
    expect((await desk.ask('key.list', {})).slots).toHaveLength(1)
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  })

  test('puts refused tries on record once, and then their file goes', async () => {
    const desk = await createVault()
    await desk.ask('vault.lock', {})
    for (let tries = 0; tries < 2; tries += 1)
      expect(codeOf(await desk.call('vault.unlock', { passphrase: 'a wrong one' }))).toBe(
        'vault/wrong-passphrase',
      )
    expect(await readdir(desk.folder)).toContain('attempts')
    const session = await desk.ask('vault.unlock', { passphrase: PASSPHRASE })
    expect(session.notices).toMatchObject([{ code: 'vault/unlock-was-refused', facts: { tries: 2 } }])
    expect(session.head.seq).toBe(2)
    expect(await readdir(desk.folder)).not.toContain('attempts')
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, notes: [] })
    await desk.ask('vault.lock', {})
    expect(await desk.ask('vault.unlock', { passphrase: PASSPHRASE })).toMatchObject({
      notices: [],
      head: { seq: 2 },
    })
  })

  test('keeps nobody out who has nothing to settle, and appends nothing', async () => {
    const desk = await createVault()
    await desk.ask('vault.lock', {})
    expect(await desk.ask('vault.unlock', { passphrase: PASSPHRASE })).toMatchObject({
      notices: [],
      head: { seq: 1 },
    })
  })
})

describe('what cannot be settled', () => {
  test('because the clock cannot be right is settled the next time, and keeps nobody out', async () => {
    const desk = await createVault()
    await desk.engine.close()
    await writeFile(join(desk.folder, 'attempts'), '{"firstAtMs":1,"lastAtMs":2,"tries":1,"v":1}')
    const early = roomOf(desk.folder, makeScriptedClock(0))
    const session = expectOk(await early.keeper.unlock({ passphrase: PASSPHRASE }))
    expectOk(await settleVault(session, early))
    expect(headSeqOf(session)).toBe(1)
    expect(session.notices).toMatchObject([{ code: 'vault/unlock-was-refused' }])
    await early.keeper.close(session)
    expect(await readdir(desk.folder)).toContain('attempts')
    const later = openDesk(desk.folder)
    expect((await later.ask('vault.unlock', { passphrase: PASSPHRASE })).head.seq).toBe(2)
    expect(await readdir(desk.folder)).not.toContain('attempts')
  })

  test('because the head file did not follow closes the vault', async () => {
    const desk = await createVault()
    await desk.engine.close()
    await writeFile(join(desk.folder, 'attempts'), '{"firstAtMs":1,"lastAtMs":2,"tries":1,"v":1}')
    const room = roomOf(desk.folder)
    const session = expectOk(await room.keeper.unlock({ passphrase: PASSPHRASE }))
    const failing: VaultSession = {
      ...session,
      ledger: { ...session.ledger, append: () => fail({ code: 'head/not-recorded' }) },
    }
    expect(await settleVault(failing, room)).toEqual({ ok: false, failure: { code: 'head/not-recorded' } })
    await room.keeper.close(session)
  })
})
