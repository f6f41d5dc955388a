import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { asInsider } from '../../support/insider.ts'
import {
  copyVault,
  type Desk,
  makeClosedVault,
  openDesk,
  PASSPHRASE,
  unlock,
  whenFileEnds,
} from '../../support/make-vault.ts'

const atEnd = whenFileEnds()
let closedVault: string

beforeAll(async () => {
  closedVault = await makeClosedVault(atEnd)
})

/** A vault in which everything that its person lists has to be filled anew. */
async function withoutLists(): Promise<string> {
  const folder = await copyVault(closedVault)
  await rm(join(folder, 'people'), { recursive: true })
  return folder
}

/** Starts unlocking, and does something when the first progress is told. */
function unlockUntil(desk: Desk, onFirst: (stop: () => void) => void) {
  const controller = new AbortController()
  const unsubscribe = desk.engine.subscribe((push) => {
    if (push.topic !== 'progress') return
    unsubscribe()
    onFirst(() => controller.abort())
  })
  return desk.call('vault.unlock', { passphrase: PASSPHRASE }, { signal: controller.signal })
}

describe('unlocking a vault whose lists must be filled anew', () => {
  test('says how far that has come', async () => {
    const desk = openDesk(await withoutLists())
    const { head } = await desk.ask('vault.unlock', { passphrase: PASSPHRASE })
    const told = desk.pushes.flatMap((push) => (push.topic === 'progress' ? [push.progress] : []))
    expect(told.at(-1)).toEqual({ stage: 'rebuilding', done: head.seq, total: head.seq })
    expect((await desk.ask('case.list', {})).total).toBe(2)
  })

  test('has nothing to say when there is nothing to be done', async () => {
    const desk = await unlock(await copyVault(closedVault))
    expect(desk.pushes.filter(({ topic }) => topic === 'progress')).toEqual([])
  })

  test('can be called off: then the vault is locked, and the next unlocking fills them', async () => {
    const desk = openDesk(await withoutLists())
    expect((await unlockUntil(desk, (stop) => stop())).outcome).toBe('cancelled')
    expect(await desk.ask('vault.status', {})).toMatchObject({ state: 'locked' })
    await desk.ask('vault.unlock', { passphrase: PASSPHRASE })
    expect((await desk.ask('case.list', {})).total).toBe(2)
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, notes: [] })
    expect(desk.bugs).toEqual([])
  })

  test('that was called off before it began opens nothing', async () => {
    const desk = openDesk(await withoutLists())
    const stopped = { signal: AbortSignal.abort() }
    expect((await desk.call('vault.unlock', { passphrase: PASSPHRASE }, stopped)).outcome).toBe('cancelled')
    expect(await desk.ask('vault.status', {})).toMatchObject({ state: 'locked' })
  })

  test('ends when somebody locks meanwhile', async () => {
    const desk = openDesk(await withoutLists())
    const locking: Promise<unknown>[] = []
    const unlocking = unlockUntil(desk, () => void locking.push(desk.ask('vault.lock', {})))
    expect((await unlocking).outcome).toBe('cancelled')
    expect(locking).toHaveLength(1)
    await Promise.all(locking)
    expect(await desk.ask('vault.status', {})).toMatchObject({ state: 'locked' })
  })

  test('also goes on from where it was called off', async () => {
    const folder = await copyVault(closedVault)
    const lists = join(folder, 'people')
    // Lists of the time before the last events: what was appended meanwhile is taken in little by little.
    const older = await copyVault(folder)
    const desk = await unlock(folder)
    await desk.ask('case.open', { title: 'third' })
    await desk.engine.close()
    await rm(lists, { recursive: true })
    await cp(join(older, 'people'), lists, { recursive: true })
    const again = openDesk(folder)
    expect((await unlockUntil(again, (stop) => stop())).outcome).toBe('cancelled')
    await again.ask('vault.unlock', { passphrase: PASSPHRASE })
    expect((await again.ask('case.list', {})).total).toBe(3)
  })
})

describe('events that do not hold', () => {
  test('are left out of the lists, and whoever unlocks is told', async () => {
    const folder = await withoutLists()
    const { edit, rows } = await asInsider(folder)
    const complaint = rows()[3]
    const signature = Buffer.from(complaint?.signature ?? [])
    signature[0] = (signature[0] ?? 0) ^ 1
    edit((database) => database.prepare('UPDATE event SET signature = ? WHERE seq = 4').run(signature))
    for (let time = 0; time < 2; time += 1) {
      const desk = openDesk(folder)
      const { notices } = await desk.ask('vault.unlock', { passphrase: PASSPHRASE })
      expect(notices).toEqual([{ code: 'ledger/events-left-out', facts: { events: 1 } }])
      expect((await desk.ask('vault.verify', {})).findings[0]).toMatchObject({
        code: 'ledger/signature-wrong',
        seq: 4,
      })
      await desk.engine.close()
    }
  })

  test('are not spoken of where there are none', async () => {
    expect(
      await openDesk(await withoutLists()).ask('vault.unlock', { passphrase: PASSPHRASE }),
    ).toMatchObject({
      notices: [],
    })
  })
})

describe('a database that cannot be opened', () => {
  test('is answered with what the system says of it', async () => {
    const folder = await copyVault(closedVault)
    const database = join(folder, 'ledger.db')
    await rm(database)
    await mkdir(database)
    await writeFile(join(database, 'something'), '')
    expect(await openDesk(folder).call('vault.unlock', { passphrase: PASSPHRASE })).toMatchObject({
      failure: { code: 'disk/failed', facts: { causeCode: 'EISDIR' } },
    })
  })
})

describe('a vault', () => {
  test('whose folder’s name is longer than the disk can keep is refused by that', async () => {
    const room = await copyVault(closedVault)
    const desk = openDesk(join(room, 'ក'.repeat(90)))
    const answer = await desk.call('vault.create', { userName: 'x', passphrase: PASSPHRASE })
    expect(answer).toMatchObject({ failure: { code: 'disk/name-too-long' } })
    const other = openDesk(join(room, 'ក'.repeat(75)))
    expect((await other.call('vault.create', { userName: 'x', passphrase: PASSPHRASE })).outcome).toBe('done')
  })
})
