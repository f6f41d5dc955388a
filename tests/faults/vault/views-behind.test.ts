import { cpSync } from 'node:fs'
import { readdir, rename, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { prepareCase } from '#app/case/open-case.ts'
import { appendEvents } from '#app/ledger/append-events.ts'
import type { Envelope } from '#contract/envelope.ts'
import { filesBehind } from '#node/vault/vault-files.ts'
import {
  COMPLAINT,
  codeOf,
  createVault,
  makeClosedVault,
  makeFolder,
  PASSPHRASE,
  unlock,
  whenFileEnds,
} from '../../support/make-vault.ts'
import { openSession } from '../../support/open-session.ts'
import { expectOk } from '../../support/results.ts'
import { fillDisk, mountSmallDisk } from '../objects/small-disk.ts'

const atEnd = whenFileEnds()

/** A vault whose projections are on a small disk of their own, which can be full while the ledger's is not. */
async function withViewsOn(disk: string): Promise<string> {
  const desk = await createVault()
  await desk.ask('case.open', { title: 'first' })
  await desk.engine.close()
  for (const name of await readdir(join(desk.folder, 'people'))) {
    cpSync(join(desk.folder, 'people', name), join(disk, name))
  }
  await rename(join(desk.folder, 'people'), join(desk.folder, '..', 'people-before'))
  await symlink(disk, join(desk.folder, 'people'))
  return desk.folder
}

function codeOfOrNull(answer: Envelope<unknown>): string | null {
  return answer.outcome === 'done' ? null : codeOf(answer)
}

test('what was appended is listed also when the disk of the projections is full, and written once there is room', async (context) => {
  const disk = await mountSmallDisk(context, 'size=4m')
  const folder = await withViewsOn(disk)
  const desk = await unlock(folder)
  const large = { ...COMPLAINT, narrative: 'ទិញទូរសព្ទ '.repeat(400) }
  let total = 1
  let held = 0
  for (let freePages = 0; freePages < 40; freePages += 5) {
    const giveBack = await fillDisk(disk, freePages)
    for (let time = 0; time < 3; time += 1) {
      expect((await desk.call('complaint.add', { complaint: large })).outcome).toBe('done')
      total += 1
      expect((await desk.ask('case.list', {})).total).toBe(total)
      expect((await desk.ask('case.list', { query: COMPLAINT.victim.name })).total).toBe(total - 1)
      // What is in memory cannot be checked as a file: how often that is so shows that the disk did refuse.
      if (codeOfOrNull(await desk.call('vault.verify', {})) === 'disk/full') held += 1
    }
    await giveBack()
    expect((await desk.ask('case.list', {})).total).toBe(total)
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  }
  expect(held).toBeGreaterThan(3)
  expect(desk.bugs).toEqual([])
  expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, findings: [] })
  await desk.engine.close()
  const again = await unlock(folder)
  expect((await again.ask('case.list', {})).total).toBe(total)
})

test('an entry is acknowledged and the vault locks although the projections can take in nothing', async (context) => {
  const disk = await mountSmallDisk(context, 'size=4m')
  const folder = await withViewsOn(disk)
  const large = { ...COMPLAINT, narrative: 'ទិញទូរសព្ទ '.repeat(2000) }
  for (const waits of [true, false]) {
    const desk = await unlock(folder)
    const before = (await desk.ask('case.list', {})).total
    const giveBack = await fillDisk(disk, 0)
    expect((await desk.call('complaint.add', { complaint: large })).outcome).toBe('done')
    // Either the projections try by themselves, or locking makes them.
    if (waits) await new Promise((resolve) => setTimeout(resolve, 20))
    expect((await desk.call('vault.lock', {})).outcome).toBe('done')
    expect(desk.bugs).toEqual([])
    await giveBack()
    await desk.ask('vault.unlock', { passphrase: PASSPHRASE })
    expect((await desk.ask('case.list', {})).total).toBe(before + 1)
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
    await desk.engine.close()
  }
})

test('a vault without room for projections opens and takes entries, and lists once there is room', async (context) => {
  const disk = await mountSmallDisk(context, 'size=4m')
  const folder = await withViewsOn(disk)
  for (const name of await readdir(disk)) await rm(join(disk, name))
  const giveBack = await fillDisk(disk, 3)
  const desk = await unlock(folder)
  await desk.ask('case.open', { title: 'second' })
  expect((await desk.ask('case.list', {})).cases.map(({ title }) => title)).toEqual(['second', 'first'])
  expect((await desk.ask('case.list', { query: 'second' })).total).toBe(1)
  expect(codeOf(await desk.call('ledger.rebuild', {}))).toBe('disk/full')
  expect(codeOf(await desk.call('vault.verify', {}))).toBe('disk/full')
  expect(await readdir(disk)).toEqual(['ballast'])
  await giveBack()
  await desk.engine.close()
  const again = await unlock(folder)
  expect((await again.ask('case.list', {})).total).toBe(2)
  expect((await again.ask('vault.verify', {})).isWhole).toBe(true)
  expect(desk.bugs).toEqual([])
})

test('a case is not expunged while the disk does not take that its projections let go of it', async (context) => {
  const disk = await mountSmallDisk(context, 'size=4m')
  const { session } = await openSession(await withViewsOn(disk))
  const { drafts } = expectOk(prepareCase(session, 'second'))
  const giveBack = await fillDisk(disk, 0)
  expectOk(appendEvents(session, drafts))
  expect(expectOk(session.cases.counts()).cases).toBe(2)
  expect(session.cases.dropOthers()).toMatchObject({ failure: { code: 'disk/full' } })
  await giveBack()
  expectOk(session.cases.dropOthers())
  expect(expectOk(session.cases.counts()).cases).toBe(2)
})

test('a rebuild for which there is no room leaves what was there', async (context) => {
  const disk = await mountSmallDisk(context, 'size=4m')
  const desk = await unlock(await withViewsOn(disk))
  for (let freePages = 0; freePages < 30; freePages += 10) {
    const giveBack = await fillDisk(disk, freePages)
    expect(codeOf(await desk.call('ledger.rebuild', {}))).toBe('disk/full')
    expect((await readdir(disk)).filter((name) => name.includes('.new'))).toEqual([])
    expect((await desk.ask('case.list', {})).total).toBe(1)
    await giveBack()
  }
  expect(await desk.ask('ledger.rebuild', {})).toMatchObject({ cases: 1 })
})

test('a crash between the ledger’s commit and the projections loses neither', async () => {
  const { session } = await openSession(await makeClosedVault(atEnd))
  const { folder } = filesBehind(session)
  const room = await makeFolder()
  for (let time = 0; time < 3; time += 1) {
    const { drafts } = expectOk(prepareCase(session, `case ${time}`))
    expectOk(appendEvents(session, drafts))
    // Nothing else has run since: the projections do not have it yet.
    cpSync(folder, join(room, `crashed ${time}`), { recursive: true })
  }
  for (let time = 0; time < 3; time += 1) {
    const desk = await unlock(join(room, `crashed ${time}`))
    const { cases, total } = await desk.ask('case.list', {})
    expect(total).toBe(2 + 1 + time)
    expect(cases[0]).toMatchObject({ title: `case ${time}` })
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
    await desk.engine.close()
  }
})
