import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { codeOf, makeFolder, openDesk, PASSPHRASE, USER_NAME, unlock } from '../../support/make-vault.ts'
import { needStrace, straceOf } from '../objects/run-child.ts'
import { runVaultChild, startVaultChild } from './run-vault-child.ts'

const FOUNDER = { userName: USER_NAME, passphrase: PASSPHRASE }

test('of several processes that make one vault at once, one makes it, and the others are told why they do not', async () => {
  for (let round = 0; round < (process.env.SLOW === '1' ? 50 : 2); round += 1) {
    const room = await makeFolder()
    const folder = join(room, 'vault')
    const makers = Array.from({ length: 3 }, () => runVaultChild({ task: 'create', folder, text: USER_NAME }))
    const codes = (await Promise.all(makers)).map(([line]) => line?.failure?.code ?? line?.outcome)
    expect(codes.filter((code) => code === 'done')).toHaveLength(1)
    expect(codes.filter((code) => !['done', 'vault/in-use', 'vault/exists'].includes(`${code}`))).toEqual([])
    expect(await readdir(room)).toEqual(['vault'])
    expect((await (await unlock(folder)).ask('vault.verify', {})).isWhole).toBe(true)
  }
})

test('two engines of one process neither make it twice nor take each other’s away', async () => {
  const room = await makeFolder()
  const folder = join(room, 'vault')
  const answers = await Promise.all([1, 2].map(() => openDesk(folder).call('vault.create', FOUNDER)))
  const codes = answers.map((answer) => (answer.outcome === 'failed' ? answer.failure.code : answer.outcome))
  expect(codes.filter((code) => code === 'done')).toHaveLength(1)
  expect(codes.filter((code) => code !== 'done')).toEqual([expect.stringMatching(/^vault\/(in-use|exists)$/)])
  expect(await readdir(room)).toEqual(['vault'])
})

test('what another process is making is not taken for what a crash left, until that process is gone', async (context) => {
  needStrace(context)
  const room = await makeFolder()
  const folder = join(room, 'vault')
  // It stops once its header is in the unfinished folder, and stays there.
  const wrapper = straceOf('/dev/null', 'rename', [], 'rename:signal=STOP:when=1')
  const maker = startVaultChild({ task: 'create', folder, text: USER_NAME }, { wrapper, detached: true })
  try {
    const names = () => readdir(join(room, 'vault.unfinished')).catch((): string[] => [])
    for (let looked = 0; !(await names()).includes('vault.json'); looked += 1) {
      expect(looked, 'the maker never came so far').toBeLessThan(3000)
      await wait(20)
    }
    const desk = openDesk(folder)
    expect(codeOf(await desk.call('vault.create', FOUNDER))).toBe('vault/in-use')
    expect(await readdir(room)).toContain('vault.unfinished')
  } finally {
    // The whole group: strace and the child it stopped.
    process.kill(-Number(maker.child.pid), 'SIGKILL')
    await maker.ended
  }
  const desk = openDesk(folder)
  await desk.ask('vault.create', FOUNDER)
  expect(await readdir(room)).toEqual(['vault'])
  expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
})

test('a file that is in the way of the lock is nobody’s leftover and stays', async () => {
  const room = await makeFolder()
  const folder = join(room, 'vault')
  await writeFile(
    `${folder}.unfinished.lock`,
    'somebody wrote this and it is no database, however long it is',
  )
  expect(codeOf(await openDesk(folder).call('vault.create', FOUNDER))).toBe('vault/folder-not-empty')
  expect(await readdir(room)).toEqual(['vault.unfinished.lock'])
  await mkdir(join(room, 'other.unfinished.lock'))
  const other = await openDesk(join(room, 'other')).call('vault.create', FOUNDER)
  expect(codeOf(other)).toMatch(/^disk\//)
})
