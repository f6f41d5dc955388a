import { execFileSync, spawnSync } from 'node:child_process'
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { HolderId } from '#core/ids.ts'
import { toKhmerDigits } from '#core/khmer/digits.ts'
import { makeRecoveryCodeSlot } from '#node/vault/recovery-slots.ts'
import { sealHeader } from '#node/vault/seal-header.ts'
import type { BareSlot } from '#node/vault/slot-keys.ts'
import { headerFileBytes } from '#node/vault/vault-header.ts'
import { asInsider } from '../../support/insider.ts'
import {
  codeOf,
  copyVault,
  createVault,
  type Desk,
  makeFolder,
  openDesk,
  PASSPHRASE,
  USER_NAME,
} from '../../support/make-vault.ts'
import { HEADER_COPIES } from '../../support/vault-files.ts'

const NEXT = 'another passphrase'
const THIRD = 'a third passphrase'
/** Made with age-keygen 1.1.1. */
const IDENTITY = 'AGE-SECRET-KEY-1P4NHATA36F52CGCVEZ4E50973H4YJPK7C2CTNPJ09N39GWCZX54SVPSV26'
const RECIPIENT = 'age1q56d4l85c8c74mwjwxqwryv7vj8z4kjf67ke4z4pgww2we7p9p7sdypqdk'
const hasAge = spawnSync('age-keygen', ['--version']).status === 0

const byCode = (code: string) => ({ kind: 'recovery-code' as const, code })
const byEscrow = (identity: string) => ({ kind: 'escrow' as const, identity })

async function withCode(): Promise<{ readonly desk: Desk; readonly code: string }> {
  const desk = await createVault()
  await desk.ask('case.open', { title: 'ការឆបោក' })
  const { code } = await desk.ask('key.makeRecoveryCode', { label: 'ទូដែក' })
  return { desk, code }
}

/** A code with one digit of a group changed, so that its check cannot hold. */
function misread(code: string, group: number): string {
  const groups = code.split('-')
  const digits = groups[group - 1] ?? ''
  groups[group - 1] = `${(Number(digits[0]) + 1) % 10}${digits.slice(1)}`
  return groups.join('-')
}

/** A code with two different neighbours of some group changed round, and which group that is. */
function swap(code: string): { readonly text: string; readonly group: number } {
  const at = [...code].findIndex((digit, index) => {
    const next = code[index + 1]
    return next !== undefined && digit !== '-' && next !== '-' && digit !== next
  })
  const [first = '', second = ''] = code.slice(at, at + 2)
  const text = `${code.slice(0, at)}${second}${first}${code.slice(at + 2)}`
  return { text, group: Math.floor(at / 7) + 1 }
}

describe('a recovery code', () => {
  test('is known to be the one in force, however it is typed', async () => {
    const { desk, code } = await withCode()
    for (const text of [code, code.replaceAll('-', ' '), toKhmerDigits(code), code.replaceAll('-', '')])
      await desk.ask('key.checkRecoveryCode', { code: text })
    expect(await desk.ask('key.list', {})).toMatchObject({
      slots: [{ kind: 'passphrase' }, { kind: 'recovery-code', number: null, label: 'ទូដែក' }],
    })
  })

  test('is said to be unchecked until it was read back once, over locks, and so is the next one', async () => {
    const desk = await createVault()
    const readiness = async () => {
      await desk.ask('vault.lock', {})
      return (await desk.ask('vault.unlock', { passphrase: PASSPHRASE })).recovery
    }
    expect(await readiness()).toBe('none')
    const { code } = await desk.ask('key.makeRecoveryCode', { label: 'safe' })
    expect(await readiness()).toBe('unchecked')
    expect(codeOf(await desk.call('key.checkRecoveryCode', { code: misread(code, 2) }))).toBe(
      'vault/recovery-code-malformed',
    )
    const other = (await withCode()).code
    expect(codeOf(await desk.call('key.checkRecoveryCode', { code: other }))).toBe(
      'vault/wrong-recovery-code',
    )
    expect(await readiness()).toBe('unchecked')
    await desk.ask('key.checkRecoveryCode', { code })
    expect(await readiness()).toBe('ready')
    const { slots } = await desk.ask('key.list', {})
    expect(slots.map(({ checkedAtMs }) => checkedAtMs)).toEqual([null, expect.any(Number)])
    await desk.ask('key.makeRecoveryCode', { label: 'another safe' })
    expect(await readiness()).toBe('unchecked')
    await desk.ask('key.addEscrow', { recipient: RECIPIENT, label: 'headquarters' })
    expect(await readiness()).toBe('unchecked')
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  })

  test('that recovered the vault has been read, and needs no other check', async () => {
    const { desk, code } = await withCode()
    await desk.ask('vault.lock', {})
    const session = await desk.ask('key.recover', { with: byCode(code), passphrase: NEXT })
    expect(session.recovery).toBe('ready')
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  })

  test('that a member put in the place of the real one in the header does not pass the drill', async () => {
    const { desk, code } = await withCode()
    await desk.ask('vault.lock', {})
    const { header, keyring } = await asInsider(desk.folder)
    const holder = header.slots.find(({ kind }) => kind === 'recovery-code')
    if (holder?.kind !== 'recovery-code') throw new Error('there is a recovery code')
    const own = { vaultId: header.vaultId, holderId: holder.holderId as HolderId, seed: Buffer.alloc(32, 7) }
    const forged = makeRecoveryCodeSlot(own)
    const write = async (slots: readonly BareSlot[]) => {
      const bytes = headerFileBytes(sealHeader({ ...header, slots }, keyring))
      for (const file of HEADER_COPIES) await writeFile(join(desk.folder, file), bytes)
      return await desk.ask('vault.unlock', { passphrase: PASSPHRASE })
    }
    const missing = { code: 'vault/slot-missing', facts: { slots: 1 } }
    const exchanged = await write(header.slots.map((slot) => (slot === holder ? forged.slot : slot)))
    expect(exchanged.notices).toEqual([missing])
    const check = (code: string) => desk.call('key.checkRecoveryCode', { code })
    expect(codeOf(await check(forged.code))).toBe('vault/header-damaged')
    expect(codeOf(await check(code))).toBe('vault/wrong-recovery-code')
    expect((await desk.ask('vault.verify', {})).notes).toEqual([
      { code: 'vault/slot-missing', file: 'vault.json' },
    ])
    await desk.ask('vault.lock', {})
    expect((await write(header.slots.filter((slot) => slot !== holder))).notices).toContainEqual(missing)
    await desk.ask('key.makeRecoveryCode', { label: 'new' })
    await desk.ask('vault.lock', {})
    expect((await desk.ask('vault.unlock', { passphrase: PASSPHRASE })).notices).toEqual([])
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, notes: [] })
  })

  test('that was misread is told with the group to read again, and counts as no try', async () => {
    const { desk, code } = await withCode()
    for (let group = 1; group <= 8; group += 1) {
      expect(await desk.call('key.checkRecoveryCode', { code: misread(code, group) })).toMatchObject({
        failure: { code: 'vault/recovery-code-malformed', facts: { group } },
      })
    }
    const { text, group } = swap(code)
    expect(await desk.call('key.checkRecoveryCode', { code: toKhmerDigits(text) })).toMatchObject({
      failure: { code: 'vault/recovery-code-malformed', facts: { group } },
    })
    for (const nothing of ['', 'ក', '123456'])
      expect(await desk.call('key.checkRecoveryCode', { code: nothing })).toMatchObject({
        failure: { code: 'vault/recovery-code-malformed', facts: {} },
      })
    await desk.ask('key.checkRecoveryCode', { code })
  })

  test('of another vault is a wrong one, and trying many makes the next one wait', async () => {
    const { desk, code } = await withCode()
    const other = (await withCode()).code
    for (let tries = 0; tries < 3; tries += 1)
      expect(codeOf(await desk.call('key.checkRecoveryCode', { code: other }))).toBe(
        'vault/wrong-recovery-code',
      )
    expect(codeOf(await desk.call('key.checkRecoveryCode', { code }))).toBe('vault/wait-before-next-try')
  })

  test('ends the one before it', async () => {
    const { desk, code } = await withCode()
    const second = await desk.ask('key.makeRecoveryCode', { label: 'second' })
    expect(codeOf(await desk.call('key.checkRecoveryCode', { code }))).toBe('vault/wrong-recovery-code')
    await desk.ask('key.checkRecoveryCode', { code: second.code })
    expect((await desk.ask('key.list', {})).slots).toHaveLength(2)
    await desk.ask('vault.lock', {})
    expect(codeOf(await desk.call('key.recover', { with: byCode(code), passphrase: NEXT }))).toBe(
      'vault/wrong-recovery-code',
    )
    await desk.ask('key.recover', { with: byCode(second.code), passphrase: NEXT })
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  })

  test('opens nothing once it was removed, and removing it twice is refused', async () => {
    const { desk, code } = await withCode()
    const { slots } = await desk.ask('key.list', {})
    const holderId = slots.find(({ kind }) => kind === 'recovery-code')?.holderId ?? ''
    await desk.ask('key.removeRecovery', { holderId })
    expect(codeOf(await desk.call('key.removeRecovery', { holderId }))).toBe('vault/recovery-not-found')
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
    await desk.ask('vault.lock', {})
    expect(await desk.ask('vault.status', {})).toMatchObject({ hasRecovery: false })
    expect(codeOf(await desk.call('key.recover', { with: byCode(code), passphrase: NEXT }))).toBe(
      'vault/wrong-recovery-code',
    )
  })
})

describe('recovering a vault', () => {
  test('opens it for the administrator who came first, with new keys and every case', async () => {
    const { desk, code } = await withCode()
    const { keyId } = (await desk.ask('people.list', {})).people[0] ?? {}
    await desk.ask('vault.lock', {})
    const session = await desk.ask('key.recover', { with: byCode(toKhmerDigits(code)), passphrase: NEXT })
    expect(session.person).toMatchObject({ name: USER_NAME, number: 1 })
    expect(session.person.keyId).not.toBe(keyId)
    expect((await desk.ask('case.list', {})).total).toBe(1)
    await desk.ask('case.open', { title: 'another' })
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, checked: { sealedEvents: 0 } })
    await desk.ask('vault.lock', {})
    expect(codeOf(await desk.call('vault.unlock', { passphrase: PASSPHRASE }))).toBe('vault/wrong-passphrase')
    await desk.ask('vault.unlock', { passphrase: NEXT })
    // The code is still the one on the paper, and opens what was added since.
    await desk.ask('key.checkRecoveryCode', { code })
    await desk.ask('vault.lock', {})
    await desk.ask('key.recover', { with: byCode(code), passphrase: THIRD })
    expect((await desk.ask('case.list', {})).total).toBe(2)
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  })

  test('opens it for another person by number, with the cases that they had, and not for one who is not there', async () => {
    const { desk, code } = await withCode()
    const added = await desk.ask('people.add', { name: 'officer', roles: ['officer'], passphrase: NEXT })
    const { caseId } = (await desk.ask('case.list', {})).cases[0] ?? { caseId: '' }
    await desk.ask('case.share', { case: caseId, userId: added.userId })
    await desk.ask('case.open', { title: 'not for the officer' })
    await desk.ask('vault.lock', {})
    const input = { with: byCode(code), passphrase: THIRD }
    expect(codeOf(await desk.call('key.recover', { ...input, userNumber: 9 }))).toBe('people/not-found')
    expect(await desk.ask('vault.status', {})).toMatchObject({ state: 'locked' })
    const session = await desk.ask('key.recover', { ...input, userNumber: added.number })
    expect(session.person).toMatchObject({ name: 'officer', roles: ['officer'] })
    expect((await desk.ask('case.list', {})).cases).toMatchObject([{ caseId }])
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  })

  test('is refused for a person who is suspended, and with a passphrase that is somebody else’s', async () => {
    const { desk, code } = await withCode()
    const second = await desk.ask('people.add', { name: 'second', roles: ['officer'], passphrase: NEXT })
    const third = await desk.ask('people.add', { name: 'third', roles: ['officer'], passphrase: THIRD })
    await desk.ask('people.suspend', { userId: third.userId, reason: 'left' })
    await desk.ask('vault.lock', {})
    const input = { with: byCode(code), passphrase: 'something else' }
    expect(codeOf(await desk.call('key.recover', { ...input, userNumber: third.number }))).toBe(
      'people/not-found',
    )
    expect(codeOf(await desk.call('key.recover', { with: byCode(code), passphrase: NEXT }))).toBe(
      'people/passphrase-taken',
    )
    await desk.ask('vault.unlock', { passphrase: NEXT, userNumber: second.number })
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  })

  test('is refused while the vault is open, with a short passphrase, and where there is no vault', async () => {
    const { desk, code } = await withCode()
    const input = { with: byCode(code), passphrase: NEXT }
    expect(codeOf(await desk.call('key.recover', input))).toBe('vault/already-open')
    await desk.ask('vault.lock', {})
    expect(codeOf(await desk.call('key.recover', { ...input, passphrase: 'short' }))).toBe('input/invalid')
    const nowhere = openDesk(join(await makeFolder(), 'nothing'))
    expect(codeOf(await nowhere.call('key.recover', input))).toBe('vault/not-found')
  })

  test('does not open a vault whose header was put back: the code that ended stays ended', async () => {
    const { desk, code } = await withCode()
    const older = await copyVault(desk.folder)
    await desk.ask('key.makeRecoveryCode', { label: 'second' })
    await desk.engine.close()
    for (const file of HEADER_COPIES) await cp(join(older, file), join(desk.folder, file))
    const again = openDesk(desk.folder)
    expect(codeOf(await again.call('key.recover', { with: byCode(code), passphrase: NEXT }))).toBe(
      'vault/header-rolled-back',
    )
  })

  test('that ended before the slot was placed is done again with the same code', async () => {
    const { desk, code } = await withCode()
    await desk.ask('vault.lock', {})
    // A folder stands where the header's temporary is to be made: the events are written, and the header cannot be.
    const obstacle = join(desk.folder, 'vault.json.new')
    await mkdir(join(obstacle, 'x'), { recursive: true })
    const refused = await desk.call('key.recover', { with: byCode(code), passphrase: NEXT })
    expect(codeOf(refused)).toMatch(/^disk\//)
    await rm(obstacle, { recursive: true })
    expect(await desk.ask('vault.status', {})).toMatchObject({ state: 'locked' })
    for (const [passphrase, code] of [
      [PASSPHRASE, 'ledger/signer-unknown'],
      [NEXT, 'vault/wrong-passphrase'],
    ] as const) {
      expect(codeOf(await desk.call('vault.unlock', { passphrase }))).toBe(code)
    }
    await desk.ask('key.recover', { with: byCode(code), passphrase: THIRD })
    expect((await desk.ask('case.list', {})).total).toBe(1)
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  })
})

describe('headquarters’ recipient', () => {
  test('recovers the vault with its identity, and with no other', async () => {
    const { desk } = await withCode()
    await desk.ask('key.addEscrow', { recipient: RECIPIENT, label: 'headquarters' })
    await desk.ask('case.open', { title: 'opened after it was added' })
    await desk.ask('vault.lock', {})
    const other = 'AGE-SECRET-KEY-1QYPQXPQ9QCRSSZG2PVXQ6RS0ZQG3YYC5Z5TPWXQERGD3C8G7RUSQGPQYEE'
    const recover = (identity: string) =>
      desk.call('key.recover', { with: byEscrow(identity), passphrase: NEXT })
    expect(codeOf(await recover(other))).toBe('vault/recovery-not-found')
    expect(codeOf(await recover(RECIPIENT))).toBe('vault/escrow-identity-refused')
    expect(codeOf(await recover(`${IDENTITY}x`))).toBe('vault/escrow-identity-refused')
    expect(await recover(IDENTITY)).toMatchObject({ outcome: 'done' })
    expect((await desk.ask('case.list', {})).total).toBe(2)
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  })

  test('is added once only, whether in small letters or in capitals, and only when it is one', async () => {
    const desk = await createVault()
    const add = (recipient: string) => desk.call('key.addEscrow', { recipient, label: 'headquarters' })
    for (const recipient of ['', 'age1', IDENTITY, RECIPIENT.replace('q56', 'q57'), `${RECIPIENT} `])
      expect(codeOf(await add(recipient)), recipient).toBe('vault/escrow-recipient-refused')
    expect(await desk.ask('key.list', {})).toMatchObject({ generation: 1 })
    expect(await add(RECIPIENT)).toMatchObject({ outcome: 'done' })
    for (const recipient of [RECIPIENT, RECIPIENT.toUpperCase()])
      expect(codeOf(await add(recipient))).toBe('vault/escrow-exists')
  })

  test('opens nothing once it was removed, though its identity fits the older header', async () => {
    const desk = await createVault()
    const { holderId } = await desk.ask('key.addEscrow', { recipient: RECIPIENT, label: 'headquarters' })
    await desk.ask('key.removeRecovery', { holderId })
    await desk.ask('vault.lock', {})
    expect(codeOf(await desk.call('key.recover', { with: byEscrow(IDENTITY), passphrase: NEXT }))).toBe(
      'vault/recovery-not-found',
    )
  })

  test.skipIf(!hasAge)(
    'may be one that age-keygen made, with its whole identity file (needs Debian’s age)',
    async () => {
      const path = join(await makeFolder(), 'identity.txt')
      execFileSync('age-keygen', ['-o', path], { stdio: 'ignore' })
      const recipient = execFileSync('age-keygen', ['-y', path], { encoding: 'utf8' }).trim()
      const desk = await createVault()
      await desk.ask('key.addEscrow', { recipient, label: 'headquarters' })
      await desk.ask('vault.lock', {})
      await desk.ask('key.recover', { with: byEscrow(await readFile(path, 'utf8')), passphrase: NEXT })
      expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
    },
  )
})

describe('an exchanged vault key', () => {
  test('leaves every way in as it was, and data as it was', async () => {
    const { desk, code } = await withCode()
    await desk.ask('key.addEscrow', { recipient: RECIPIENT, label: 'headquarters' })
    await desk.ask('people.add', { name: 'second', roles: ['officer'], passphrase: NEXT })
    const before = JSON.parse(await readFile(join(desk.folder, 'vault.json'), 'utf8'))
    await desk.ask('key.rotate', {})
    const after = JSON.parse(await readFile(join(desk.folder, 'vault.json'), 'utf8'))
    expect(after.sealedKeyringHex).not.toBe(before.sealedKeyringHex)
    for (const [index, slot] of after.slots.entries()) {
      expect(slot.sealedSeedHex).toBe(before.slots[index].sealedSeedHex)
      expect(slot.sealedVaultKeyHex).not.toBe(before.slots[index].sealedVaultKeyHex)
    }
    for (const passphrase of [PASSPHRASE, NEXT]) {
      await desk.ask('vault.lock', {})
      await desk.ask('vault.unlock', { passphrase })
    }
    for (const means of [byCode(code), byEscrow(IDENTITY)]) {
      await desk.ask('vault.lock', {})
      await desk.ask('key.recover', { with: means, passphrase: THIRD })
      expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
    }
  })
})
