import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { MachineKeychain } from '#app/ports/machine-keychain.ts'
import { PROTOCOL_VERSION } from '#contract/operations.ts'
import { codeOf, createVault, type Desk, makeFolder, openDesk, PASSPHRASE } from '../../support/make-vault.ts'
import { makeMemoryKeychain } from '../../support/memory-keychain.ts'

const NEXT = 'another passphrase'

/** Locks the vault and tells what unlocking it answers: `ok`, or the code. */
async function tryUnlock(
  desk: Desk,
  credentials: { passphrase: string; userNumber?: number; keyFile?: string },
): Promise<string> {
  await desk.ask('vault.lock', {})
  const answer = await desk.call('vault.unlock', credentials)
  return answer.outcome === 'failed' ? answer.failure.code : answer.outcome
}

/** Makes a key file for whoever is there and answers its text. */
async function makeKeyFile(desk: Desk, passphrase = PASSPHRASE, keyFile?: string): Promise<string> {
  const path = join(await makeFolder(), 'samnum.key')
  const outletId = await desk.engine.offerOutletPath(path)
  await desk.ask('key.makeKeyFile', { passphrase, outletId, ...(keyFile !== undefined && { keyFile }) })
  return await readFile(path, 'utf8')
}

async function addPerson(desk: Desk, passphrase: string): Promise<number> {
  const added = await desk.ask('people.add', {
    name: `officer ${passphrase}`,
    roles: ['officer'],
    passphrase,
  })
  return added.number
}

describe('a passphrase', () => {
  test('that is changed is the one that opens, with the same keys, and the change is an event', async () => {
    const desk = await createVault()
    const { person } = await desk.ask('vault.status', {}).then(sessionOf)
    await desk.ask('key.changePassphrase', { current: PASSPHRASE, next: NEXT })
    expect(await tryUnlock(desk, { passphrase: PASSPHRASE })).toBe('vault/wrong-passphrase')
    expect(await tryUnlock(desk, { passphrase: NEXT })).toBe('done')
    expect((await desk.ask('vault.status', {}).then(sessionOf)).person).toEqual(person)
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  })

  test('is not changed without the one that holds, and asking wrongly makes the next one wait', async () => {
    const desk = await createVault()
    const before = await readFile(join(desk.folder, 'vault.json'))
    for (let tries = 0; tries < 3; tries += 1) {
      const refused = await desk.call('key.changePassphrase', { current: 'a wrong one', next: NEXT })
      expect(codeOf(refused)).toBe('vault/wrong-passphrase')
    }
    expect(codeOf(await desk.call('key.changePassphrase', { current: PASSPHRASE, next: NEXT }))).toBe(
      'vault/wait-before-next-try',
    )
    expect((await readFile(join(desk.folder, 'vault.json'))).equals(before)).toBe(true)
  })

  test('that opens somebody else’s slot is taken, and finding that out counts as a wrong try', async () => {
    const desk = await createVault()
    await addPerson(desk, NEXT)
    expect(codeOf(await desk.call('key.changePassphrase', { current: PASSPHRASE, next: NEXT }))).toBe(
      'people/passphrase-taken',
    )
    const roles = ['officer' as const]
    expect(codeOf(await desk.call('people.add', { name: 'third', roles, passphrase: PASSPHRASE }))).toBe(
      'people/passphrase-taken',
    )
    await desk.ask('key.changePassphrase', { current: PASSPHRASE, next: PASSPHRASE })
    await desk.ask('vault.lock', {})
    const { notices } = await desk.ask('vault.unlock', { passphrase: PASSPHRASE })
    expect(notices).toMatchObject([{ code: 'vault/unlock-was-refused', facts: { tries: 2 } }])
  })

  test('may be one that opens nothing by itself: another’s, who has a key file beside it', async () => {
    const desk = await createVault()
    await addPerson(desk, NEXT)
    await makeKeyFile(desk)
    await desk.ask('people.add', { name: 'third', roles: ['officer'], passphrase: PASSPHRASE })
  })

  test('of one person does not open the slot of another whose number is named', async () => {
    const desk = await createVault()
    const number = await addPerson(desk, NEXT)
    expect(await tryUnlock(desk, { passphrase: PASSPHRASE, userNumber: number })).toBe(
      'vault/wrong-passphrase',
    )
    expect(await tryUnlock(desk, { passphrase: NEXT, userNumber: number })).toBe('done')
    expect(await tryUnlock(desk, { passphrase: PASSPHRASE, userNumber: 1 })).toBe('done')
    await desk.ask('vault.lock', {})
    expect(await desk.ask('vault.status', {})).toMatchObject({ userNumbers: [1, number], hasKeyFiles: false })
    expect(codeOf(await desk.call('vault.unlock', { passphrase: PASSPHRASE, userNumber: 99 }))).toBe(
      'vault/wrong-passphrase',
    )
  })
})

describe('a key file', () => {
  test('is demanded from when it was made, and the passphrase alone opens again once it is dropped', async () => {
    const desk = await createVault()
    const keyFile = await makeKeyFile(desk)
    expect(await tryUnlock(desk, { passphrase: PASSPHRASE })).toBe('vault/key-file-needed')
    expect(await desk.ask('vault.status', {})).toMatchObject({
      state: 'locked',
      hasKeyFiles: true,
      waitMs: 0,
    })
    expect(await tryUnlock(desk, { passphrase: PASSPHRASE, keyFile })).toBe('done')
    expect(await desk.ask('key.list', {})).toMatchObject({ slots: [{ hasKeyFile: true }] })
    await desk.ask('key.dropKeyFile', { passphrase: PASSPHRASE, keyFile })
    expect(await tryUnlock(desk, { passphrase: PASSPHRASE })).toBe('done')
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  })

  test.each([
    ['of another vault', async () => await makeKeyFile(await createVault())],
    ['that is none', async () => 'shopping list'],
    ['that is empty', async () => ''],
  ])('%s is told from a wrong passphrase, and counts as no try', async (_, otherFile) => {
    const desk = await createVault()
    const keyFile = await makeKeyFile(desk)
    for (let tries = 0; tries < 5; tries += 1)
      expect(await tryUnlock(desk, { passphrase: PASSPHRASE, keyFile: await otherFile() })).toBe(
        'vault/wrong-key-file',
      )
    expect(await tryUnlock(desk, { passphrase: 'a wrong one', keyFile })).toBe('vault/wrong-passphrase')
    expect(await tryUnlock(desk, { passphrase: PASSPHRASE, keyFile })).toBe('done')
  })

  test('that is made anew ends the one before it', async () => {
    const desk = await createVault()
    const first = await makeKeyFile(desk)
    const outletId = await desk.engine.offerOutletPath(join(await makeFolder(), 'samnum.key'))
    expect(codeOf(await desk.call('key.makeKeyFile', { passphrase: PASSPHRASE, outletId }))).toBe(
      'vault/key-file-needed',
    )
    const second = await makeKeyFile(desk, PASSPHRASE, first)
    expect(second).not.toBe(first)
    expect(await tryUnlock(desk, { passphrase: PASSPHRASE, keyFile: first })).toBe('vault/wrong-key-file')
    expect(await tryUnlock(desk, { passphrase: PASSPHRASE, keyFile: second })).toBe('done')
  })

  test('stays when the passphrase changes', async () => {
    const desk = await createVault()
    const keyFile = await makeKeyFile(desk)
    expect(codeOf(await desk.call('key.changePassphrase', { current: PASSPHRASE, next: NEXT }))).toBe(
      'vault/key-file-needed',
    )
    await desk.ask('key.changePassphrase', { current: PASSPHRASE, next: NEXT, keyFile })
    expect(await tryUnlock(desk, { passphrase: NEXT })).toBe('vault/key-file-needed')
    expect(await tryUnlock(desk, { passphrase: NEXT, keyFile })).toBe('done')
  })

  test('that could not be written where it was wanted is not demanded', async () => {
    const desk = await createVault()
    const room = await makeFolder()
    const taken = join(room, 'taken.key')
    await writeFile(taken, 'somebody else’s')
    for (const [path, code] of [
      [taken, 'extract/exists'],
      [join(room, 'no', 'folder.key'), 'extract/no-folder'],
    ] as const) {
      const outletId = await desk.engine.offerOutletPath(path)
      expect(codeOf(await desk.call('key.makeKeyFile', { passphrase: PASSPHRASE, outletId }))).toBe(code)
    }
    expect(
      codeOf(await desk.call('key.makeKeyFile', { passphrase: PASSPHRASE, outletId: '0'.repeat(32) })),
    ).toBe('outlet/unknown')
    const outletId = await desk.engine.offerOutletPath(join(room, 'new.key'))
    expect(codeOf(await desk.call('key.makeKeyFile', { passphrase: 'a wrong one', outletId }))).toBe(
      'vault/wrong-passphrase',
    )
    expect(await readdir(room)).toEqual(['taken.key'])
    expect(await readFile(taken, 'utf8')).toBe('somebody else’s')
    expect(await tryUnlock(desk, { passphrase: PASSPHRASE })).toBe('done')
    expect(await desk.ask('key.list', {})).toMatchObject({ generation: 1 })
  })

  test('that did not arrive whole is not demanded', async () => {
    const desk = await createVault()
    const message = {
      protocol: PROTOCOL_VERSION,
      callId: 'offer',
      name: 'outlet.offer',
      input: { name: 'k' },
    }
    const offered = (await desk.engine.call(message, 'http')) as { value: { outletId: string } }
    const { outletId } = offered.value
    const making = desk.call('key.makeKeyFile', { passphrase: PASSPHRASE, outletId })
    const download = await desk.engine.openDownload(outletId, new AbortController().signal)
    if (!download.ok) throw new Error(download.failure.code)
    for await (const _ of download.value.chunks) break
    expect(codeOf(await making)).toBe('outlet/interrupted')
    expect(await desk.ask('key.list', {})).toMatchObject({ generation: 1, slots: [{ hasKeyFile: false }] })
    expect(await tryUnlock(desk, { passphrase: PASSPHRASE })).toBe('done')
  })

  test('of one person says nothing of the others: without a number their slots are tried all the same', async () => {
    const desk = await createVault()
    await addPerson(desk, NEXT)
    const keyFile = await makeKeyFile(desk)
    expect(await tryUnlock(desk, { passphrase: NEXT })).toBe('done')
    expect(await tryUnlock(desk, { passphrase: NEXT, keyFile })).toBe('done')
    await desk.ask('vault.lock', {})
    expect(await desk.call('vault.unlock', { passphrase: PASSPHRASE })).toMatchObject({
      failure: { code: 'vault/wrong-passphrase', facts: { untried: 1 } },
    })
  })
})

describe('binding to a machine', () => {
  async function createOn(machineKeychain: MachineKeychain): Promise<Desk> {
    return await createVault({ machineKeychain })
  }

  test('is refused without a keychain, and without another way in', async () => {
    const bare = await createVault()
    expect(await bare.ask('key.list', {})).toMatchObject({ hasKeychain: false })
    expect(codeOf(await bare.call('key.bindMachine', { passphrase: PASSPHRASE, isBound: true }))).toBe(
      'vault/no-keychain',
    )
    const unsafe = await createOn(makeMemoryKeychain(false))
    expect(codeOf(await unsafe.call('key.bindMachine', { passphrase: PASSPHRASE, isBound: true }))).toBe(
      'vault/no-keychain',
    )
    const desk = await createOn(makeMemoryKeychain())
    expect(codeOf(await desk.call('key.bindMachine', { passphrase: PASSPHRASE, isBound: true }))).toBe(
      'vault/recovery-needed-first',
    )
  })

  test('opens on this machine only, until it is freed again', async () => {
    const keychain = makeMemoryKeychain()
    const desk = await createOn(keychain)
    const { code } = await desk.ask('key.makeRecoveryCode', { label: 'safe' })
    await desk.ask('key.bindMachine', { passphrase: PASSPHRASE, isBound: true })
    expect(await tryUnlock(desk, { passphrase: PASSPHRASE })).toBe('done')
    expect(await desk.ask('key.list', {})).toMatchObject({ slots: [{ isMachineBound: true }, {}] })
    await desk.ask('vault.lock', {})

    const elsewhere = openDesk(desk.folder, { machineKeychain: makeMemoryKeychain() })
    expect(codeOf(await elsewhere.call('vault.unlock', { passphrase: PASSPHRASE }))).toBe(
      'vault/machine-key-missing',
    )
    const nowhere = openDesk(desk.folder)
    expect(codeOf(await nowhere.call('vault.unlock', { passphrase: PASSPHRASE }))).toBe(
      'vault/machine-key-missing',
    )

    await desk.ask('vault.unlock', { passphrase: PASSPHRASE })
    await desk.ask('key.bindMachine', { passphrase: PASSPHRASE, isBound: false })
    await desk.ask('vault.lock', {})
    await nowhere.ask('vault.unlock', { passphrase: PASSPHRASE })
    expect((await nowhere.ask('vault.verify', {})).isWhole).toBe(true)
    await nowhere.ask('key.checkRecoveryCode', { code })
  })

  test('is undone by the recovery code once the machine is lost', async () => {
    const desk = await createOn(makeMemoryKeychain())
    const { code } = await desk.ask('key.makeRecoveryCode', { label: 'safe' })
    await desk.ask('key.bindMachine', { passphrase: PASSPHRASE, isBound: true })
    await desk.engine.close()
    const elsewhere = openDesk(desk.folder)
    await elsewhere.ask('key.recover', { with: { kind: 'recovery-code', code }, passphrase: NEXT })
    expect(await elsewhere.ask('key.list', {})).toMatchObject({ slots: [{ isMachineBound: false }, {}] })
    expect(await tryUnlock(elsewhere, { passphrase: NEXT })).toBe('done')
  })

  test('is told from a wrong passphrase when the keychain gives back something else', async () => {
    const keychain = makeMemoryKeychain()
    const desk = await createOn(keychain)
    await desk.ask('key.makeRecoveryCode', { label: 'safe' })
    await desk.ask('key.bindMachine', { passphrase: PASSPHRASE, isBound: true })
    for (const idHex of keychain.secrets.keys()) keychain.secrets.set(idHex, new Uint8Array(32))
    expect(await tryUnlock(desk, { passphrase: PASSPHRASE })).toBe('vault/machine-key-missing')
  })

  test('goes together with a key file, and a changed passphrase keeps both', async () => {
    const desk = await createOn(makeMemoryKeychain())
    await desk.ask('key.makeRecoveryCode', { label: 'safe' })
    const keyFile = await makeKeyFile(desk)
    await desk.ask('key.bindMachine', { passphrase: PASSPHRASE, keyFile, isBound: true })
    await desk.ask('key.changePassphrase', { current: PASSPHRASE, next: NEXT, keyFile })
    expect(await tryUnlock(desk, { passphrase: NEXT })).toBe('vault/key-file-needed')
    expect(await tryUnlock(desk, { passphrase: NEXT, keyFile })).toBe('done')
    expect(await desk.ask('key.list', {})).toMatchObject({
      slots: [{ hasKeyFile: true, isMachineBound: true }, {}],
    })
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  })
})

function sessionOf<State extends { readonly state: string }>(status: State) {
  if (status.state !== 'unlocked') throw new Error('the vault is locked')
  return (status as Extract<State, { readonly state: 'unlocked' }> & { session: { person: object } }).session
}
