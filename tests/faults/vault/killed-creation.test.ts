import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { codeOf, makeFolder, openDesk, PASSPHRASE, USER_NAME, unlock } from '../../support/make-vault.ts'
import { needStrace, straceOf } from '../objects/run-child.ts'
import { type Line, startVaultChild } from './run-vault-child.ts'

const isSlow = process.env.SLOW === '1'

/** Makes a vault in a child that is killed at the `when`th call of a kind; answers what it had printed. */
async function createKilled(
  folder: string,
  calls: string,
  when: number,
): Promise<{ readonly lines: readonly Line[]; readonly isKilled: boolean }> {
  const wrapper = straceOf('/dev/null', calls, [], `${calls}:signal=KILL:when=${when}`)
  const { lines, ended } = startVaultChild({ task: 'create', folder, text: USER_NAME }, { wrapper })
  const { signal, exit, errors } = await ended
  if (signal === null && exit !== 0) throw new Error(errors)
  return { lines, isKilled: signal === 'SIGKILL' }
}

// Flushes, moves and new folders are where the state on the disk changes its meaning.
test.for([
  ['fsync', isSlow ? 1 : 4],
  ['rename', 1],
  ['mkdir', 1],
  ...(isSlow
    ? ([
        ['unlink', 1],
        ['pwrite64', 3],
        ['fdatasync', 1],
      ] as const)
    : []),
] as const)(
  'a process killed at any %s of making a vault leaves none, or a whole one',
  async ([calls, stride], context) => {
    needStrace(context)
    let killed = 0
    for (let when = 1; ; when += stride) {
      const room = await makeFolder()
      const folder = join(room, 'vault')
      const { lines, isKilled } = await createKilled(folder, calls, when)
      // Whose lock it was is dead with it; the file is used again.
      const left = (await readdir(room)).filter((name) => name !== 'vault.unfinished.lock')
      expect(['', 'vault', 'vault.unfinished'], left.join()).toContain(left.join())
      if (!isKilled) {
        expect(lines).toMatchObject([{ name: 'vault.create', outcome: 'done' }])
        expect(left).toEqual(['vault'])
        break
      }
      killed += 1
      if (left.join() === 'vault') {
        const desk = await unlock(folder)
        expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
        continue
      }
      expect(lines).toEqual([])
      const desk = openDesk(folder)
      expect(await desk.ask('vault.status', {})).toMatchObject({ state: 'absent' })
      expect(codeOf(await desk.call('vault.unlock', { passphrase: PASSPHRASE }))).toBe('vault/not-found')
      await desk.ask('vault.create', { userName: USER_NAME, passphrase: PASSPHRASE })
      expect(await readdir(room)).toEqual(['vault'])
    }
    expect(killed).toBeGreaterThan(0)
  },
)
