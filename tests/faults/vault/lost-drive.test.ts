import { spawnSync } from 'node:child_process'
import { cp, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  COMPLAINT,
  codeOf,
  copyVault,
  createVault,
  makeFolder,
  offerPath,
  openDesk,
  PASSPHRASE,
  unlock,
} from '../../support/make-vault.ts'
import { needStrace, straceOf } from '../objects/run-child.ts'
import { mountSmallDisk } from '../objects/small-disk.ts'
import { type Line, runVaultChild } from './run-vault-child.ts'

async function makeVault(): Promise<string> {
  const desk = await createVault()
  await desk.ask('case.open', { title: 'first' })
  await desk.engine.close()
  return desk.folder
}

/** What a network drive answers that is gone, or a stick that was pulled. */
const GONE = ['EIO', 'ESTALE', 'ENODEV'] as const

test.for(GONE)(
  'a drive that answers %s from some call on loses nothing, and says that the disk failed',
  async (errno, context) => {
    needStrace(context)
    const folder = await makeVault()
    for (const when of process.env.SLOW === '1' ? [1, 5, 10, 20, 40] : [12]) {
      const calls = 'pwrite64,pread64,fsync,fdatasync'
      const injections = calls.split(',').map((call) => `${call}:error=${errno}:when=${when}+`)
      const paths = ['', '/ledger.db', '/ledger.db-wal', '/head'].map((name) => folder + name)
      const wrapper = straceOf('/dev/null', calls, paths, ...injections)
      const lines = await runVaultChild({ task: 'append', folder, times: '6', text: 'x' }, { wrapper })
      expect(lines.filter(({ bug }) => bug !== undefined)).toEqual([])
      const codes = lines.flatMap(({ failure }) => (failure === undefined ? [] : [failure.code]))
      expect(codes.length).toBeGreaterThan(0)
      expect(codes.filter((code) => !/^(disk\/failed|head\/not-recorded|vault\/locked)$/.test(code))).toEqual(
        [],
      )
      const acknowledged = lines.filter(
        ({ name, outcome }: Line) => name === 'complaint.add' && outcome === 'done',
      )
      const desk = await unlock(folder)
      expect((await desk.ask('case.list', {})).total).toBeGreaterThanOrEqual(1 + acknowledged.length)
      expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
      await desk.engine.close()
    }
  },
)

test('a drive that is gone before a vault is opened is no damage and no missing vault is made up for', async (context) => {
  const disk = await mountSmallDisk(context, 'size=4m')
  await cp(await makeVault(), join(disk, 'vault'), { recursive: true })
  const folder = join(disk, 'vault')
  unmountNow(disk)
  const desk = openDesk(folder)
  expect(await desk.ask('vault.status', {})).toMatchObject({ state: 'absent' })
  expect(codeOf(await desk.call('vault.unlock', { passphrase: PASSPHRASE }))).toBe('vault/not-found')
})

test('a drive that is taken away under an open vault fails clearly, and what was acknowledged is on it', async (context) => {
  const disk = await mountSmallDisk(context, 'size=8m')
  const folder = join(disk, 'vault')
  await cp(await makeVault(), folder, { recursive: true })
  const desk = await unlock(folder)
  await desk.ask('complaint.add', { complaint: COMPLAINT })
  const { seq } = (await desk.ask('vault.info', {})).head
  // What is on the drive now is what a machine that it is put into next will find.
  const drive = await copyVault(folder)
  unmountNow(disk)
  const evidence = join(await makeFolder(), 'evidence.bin')
  await writeFile(evidence, 'evidence')
  const [line] = (await desk.ask('case.list', {})).cases
  const sealed = await desk.call('exhibit.seal', {
    case: line?.number ?? '',
    intakeId: await offerPath(desk, evidence),
  })
  expect(codeOf(sealed)).toMatch(/^disk\//)
  expect((await desk.call('vault.verify', {})).outcome).toMatch(/^(done|failed)$/)
  await desk.ask('vault.lock', {})
  expect(desk.bugs).toEqual([])
  expect(codeOf(await desk.call('vault.unlock', { passphrase: PASSPHRASE }))).toBe('vault/not-found')
  expect(await readdir(disk)).toEqual([])
  const found = await unlock(drive)
  expect((await found.ask('vault.info', {})).head.seq).toBeGreaterThanOrEqual(seq)
  expect((await found.ask('vault.verify', {})).isWhole).toBe(true)
})

/** Takes a disk away although files on it are open, as pulling it does. */
function unmountNow(disk: string): void {
  const { status, stderr } = spawnSync('umount', ['--lazy', disk])
  if (status !== 0) throw new Error(stderr.toString())
}
