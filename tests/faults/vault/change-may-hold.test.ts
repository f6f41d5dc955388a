import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { codeOf, createVault, openDesk, PASSPHRASE, USER_NAME } from '../../support/make-vault.ts'
import { fillDisk, mountSmallDisk } from '../objects/small-disk.ts'

const NEXT = 'another passphrase'

test('when the old header cannot be put back either, the answer says that either may hold, and the vault locks', async () => {
  const desk = await createVault()
  const blocked = join(desk.folder, 'vault.copy.json')
  await rm(blocked)
  await mkdir(blocked)
  expect(await desk.call('key.changePassphrase', { current: PASSPHRASE, next: NEXT })).toMatchObject({
    failure: { code: 'vault/change-may-hold', facts: { causeCode: 'EISDIR' } },
  })
  expect(await desk.ask('vault.status', {})).toMatchObject({ state: 'locked' })
  expect(desk.bugs).toEqual([])
  await rm(blocked, { recursive: true })
  await desk.ask('vault.unlock', { passphrase: PASSPHRASE })
  await desk.ask('key.changePassphrase', { current: PASSPHRASE, next: NEXT })
  expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
})

test('on a disk that fills up, what was answered about a changed passphrase is what then opens the vault', async (context) => {
  const disk = await mountSmallDisk(context, 'size=2m')
  const folder = join(disk, 'vault')
  const first = openDesk(folder)
  await first.ask('vault.create', { userName: USER_NAME, passphrase: PASSPHRASE })
  await first.engine.close()
  let [holds, other] = [PASSPHRASE, NEXT]
  const answers = new Set<string>()
  for (let freePages = 0; freePages < 14; freePages += 1) {
    const desk = openDesk(folder)
    await desk.ask('vault.unlock', { passphrase: holds })
    const giveBack = await fillDisk(disk, freePages)
    const answer = await desk.call('key.changePassphrase', { current: holds, next: other })
    expect(desk.bugs).toEqual([])
    const code = answer.outcome === 'done' ? 'done' : codeOf(answer)
    answers.add(code)
    const { state } = await desk.ask('vault.status', {})
    expect(state).toBe(code === 'vault/change-may-hold' ? 'locked' : 'unlocked')
    await desk.engine.close()
    await giveBack()
    // As the text advises: what is new first.
    if (code !== 'disk/full') [holds, other] = [other, holds]
    const again = openDesk(folder)
    const opened = await again.call('vault.unlock', { passphrase: holds })
    if (code === 'vault/change-may-hold' && opened.outcome !== 'done') {
      ;[holds, other] = [other, holds]
      await again.ask('vault.unlock', { passphrase: holds })
    } else expect(opened.outcome, `${code} with ${freePages} pages`).toBe('done')
    expect((await again.ask('vault.verify', {})).isWhole).toBe(true)
    await again.engine.close()
  }
  expect([...answers].sort()).toEqual(['disk/full', 'done', 'vault/change-may-hold'])
})
