import { copyFile, link, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import {
  codeOf,
  copyVault,
  makeClosedVault,
  makeFolder,
  openDesk,
  PASSPHRASE,
  unlock,
  whenFileEnds,
} from '../../support/make-vault.ts'
import { runVaultChild, startVaultChild } from './run-vault-child.ts'

const atEnd = whenFileEnds()
let original: string

beforeAll(async () => {
  original = await makeClosedVault(atEnd)
})

/** What another process is told that wants to open the vault. */
async function codeElsewhere(folder: string): Promise<string | undefined> {
  const [line] = await runVaultChild({ task: 'try', folder })
  return line?.failure?.code ?? line?.outcome
}

test('a vault that another process has open is in use, and that one goes on working', async () => {
  const folder = await copyVault(original)
  const holder = startVaultChild({ task: 'hold', folder })
  expect((await holder.printed('vault.unlock')).outcome).toBe('done')
  const desk = openDesk(folder)
  expect(codeOf(await desk.call('vault.unlock', { passphrase: PASSPHRASE }))).toBe('vault/in-use')
  expect(await desk.ask('vault.status', {})).toMatchObject({ state: 'locked' })
  holder.child.stdin?.end()
  expect((await holder.ended).exit).toBe(0)
  await desk.ask('vault.unlock', { passphrase: PASSPHRASE })
  expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
})

test('a second engine of the same process gets in neither, and takes no lock away by trying', async () => {
  const folder = await copyVault(original)
  const first = await unlock(folder)
  const second = openDesk(folder)
  for (let attempt = 0; attempt < 2; attempt += 1) {
    expect(codeOf(await second.call('vault.unlock', { passphrase: PASSPHRASE }))).toBe('vault/in-use')
    // Closing any descriptor of a file drops every lock that the process holds on it (POSIX, fcntl).
    expect(await codeElsewhere(folder)).toBe('vault/in-use')
  }
  await first.ask('case.open', { title: 'still mine' })
  await first.ask('vault.lock', {})
  expect(await codeElsewhere(folder)).toBe('done')
})

test('unlocking twice at once opens it once, and takes no lock away', async () => {
  const folder = await copyVault(original)
  const desk = openDesk(folder)
  const answers = await Promise.all(
    [1, 2, 3].map(() => desk.call('vault.unlock', { passphrase: PASSPHRASE })),
  )
  expect(
    answers.map((answer) => (answer.outcome === 'failed' ? answer.failure.code : answer.outcome)),
  ).toEqual(['done', 'vault/already-open', 'vault/already-open'])
  expect(await codeElsewhere(folder)).toBe('vault/in-use')
  expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  expect(await codeElsewhere(folder)).toBe('vault/in-use')
})

test('locking while it is being unlocked leaves it locked, whoever answers first', async () => {
  const folder = await copyVault(original)
  const desk = openDesk(folder)
  const unlocking = desk.call('vault.unlock', { passphrase: PASSPHRASE })
  await desk.ask('vault.lock', {})
  // Locking calls off what of it is still under way.
  expect(['done', 'cancelled']).toContain((await unlocking).outcome)
  expect(await desk.ask('vault.status', {})).toMatchObject({ state: 'locked' })
  expect(await codeElsewhere(folder)).toBe('done')
})

test('closing an engine while it unlocks leaves nothing open', async () => {
  const folder = await copyVault(original)
  const desk = openDesk(folder)
  const unlocking = desk.call('vault.unlock', { passphrase: PASSPHRASE })
  await desk.engine.close()
  await unlocking
  expect(await codeElsewhere(folder)).toBe('done')
})

test('a wrong passphrase says the same whether or not the vault is in use', async () => {
  const folder = await copyVault(original)
  await unlock(folder)
  expect(codeOf(await openDesk(folder).call('vault.unlock', { passphrase: 'wrong passphrase' }))).toBe(
    'vault/wrong-passphrase',
  )
})

test('a file of the vault itself is not taken in, whatever it is called, and no lock is lost by trying', async () => {
  const folder = await copyVault(original)
  const room = await makeFolder()
  await link(join(folder, 'ledger.db'), join(room, 'another-name.db'))
  await symlink(folder, join(room, 'another-way'))
  await copyFile(join(folder, 'vault.json'), join(room, 'vault.json'))
  const { engine } = await unlock(folder)
  const own = [
    join(folder, 'ledger.db'),
    join(folder, 'vault.json'),
    join(room, 'another-name.db'),
    join(room, 'another-way', 'ledger.db'),
  ]
  for (const offered of await engine.offerPaths(own)) {
    expect(offered).toEqual({ ok: false, failure: { code: 'intake/of-the-vault' } })
  }
  expect(await codeElsewhere(folder)).toBe('vault/in-use')
  const [copy] = await engine.offerPaths([join(room, 'vault.json')])
  expect(copy?.ok).toBe(true)
})
