import { execFileSync } from 'node:child_process'
import { cp, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import type { OutputOf } from '#contract/operations.ts'
import { flipHex } from '../../support/flip-hex.ts'
import {
  copyVault,
  createVault,
  type Desk,
  makeFolder,
  openDesk,
  PASSPHRASE,
} from '../../support/make-vault.ts'

/** A vault of one case, locked, with the witness of the machine it was made on. */
async function makeWitnessed() {
  const witnessFolder = join(await makeFolder(), 'state', 'witness')
  const desk = await createVault({ witnessFolder })
  await desk.ask('case.open', { title: 'first' })
  await desk.engine.close()
  const [name = ''] = await readdir(witnessFolder)
  return { folder: desk.folder, witnessFolder, file: join(witnessFolder, name) }
}

async function open(
  folder: string,
  witnessFolder?: string,
): Promise<{ desk: Desk; session: OutputOf<'vault.unlock'> }> {
  const desk = openDesk(folder, witnessFolder === undefined ? {} : { witnessFolder })
  return { desk, session: await desk.ask('vault.unlock', { passphrase: PASSPHRASE }) }
}

/** Opens a vault, appends some events to its ledger and locks it. */
async function workOn(folder: string, witnessFolder: string | undefined, ...titles: string[]): Promise<void> {
  const { desk } = await open(folder, witnessFolder)
  for (const title of titles) await desk.ask('case.open', { title })
  await desk.engine.close()
}

/** Puts an older copy of every file of a vault in its place. */
async function rollBack(folder: string, older: string): Promise<void> {
  await rm(folder, { recursive: true })
  await cp(older, folder, { recursive: true })
}

test('a vault that only went on is nobody’s business', async () => {
  const { folder, witnessFolder } = await makeWitnessed()
  for (const title of ['second', 'third']) await workOn(folder, witnessFolder, title)
  const { desk, session } = await open(folder, witnessFolder)
  expect(session.notices).toEqual([])
  expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  expect(session.head.seq).toBe(7)
})

describe('a vault of which every file was replaced by an older copy', () => {
  test('opens, says so, has it on record and does not verify, until it is locked', async () => {
    const { folder, witnessFolder } = await makeWitnessed()
    const older = await copyVault(folder)
    await workOn(folder, witnessFolder, 'second', 'third')
    await rollBack(folder, older)

    const { desk, session } = await open(folder, witnessFolder)
    expect(session.notices).toEqual([{ code: 'ledger/behind-witness', facts: { seenSeq: 7, heldSeq: 3 } }])
    const found = { code: 'ledger/behind-witness', file: 'ledger.db', seq: 7 }
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: false, findings: [found] })
    expect((await desk.ask('vault.info', {})).head.seq).toBe(4)
    await desk.engine.close()

    const next = await open(folder, witnessFolder)
    expect(next.session.notices).toEqual([])
    expect((await next.desk.ask('vault.verify', {})).isWhole).toBe(true)
  })

  test('is found again when it was killed before it was locked', async () => {
    const { folder, witnessFolder } = await makeWitnessed()
    const older = await copyVault(folder)
    await workOn(folder, witnessFolder, 'second')
    await rollBack(folder, older)
    const { desk } = await open(folder, witnessFolder)
    const killed = await copyVault(folder)
    const witness = await copyVault(witnessFolder)
    await desk.engine.close()
    expect((await open(killed, witness)).session.notices).toMatchObject([{ code: 'ledger/behind-witness' }])
  })

  test('is found again as long as it cannot be put on record, under a clock that cannot be right', async () => {
    const { folder, witnessFolder } = await makeWitnessed()
    const older = await copyVault(folder)
    await workOn(folder, witnessFolder, 'second')
    await rollBack(folder, older)
    vi.useFakeTimers({ toFake: ['Date'], now: 0 })
    try {
      const { desk, session } = await open(folder, witnessFolder)
      expect(session.notices.map(({ code }) => code)).toContain('ledger/behind-witness')
      await desk.engine.close()
    } finally {
      vi.useRealTimers()
    }
    const { desk, session } = await open(folder, witnessFolder)
    expect(session.notices).toMatchObject([{ code: 'ledger/behind-witness' }])
    await desk.engine.close()
    expect((await open(folder, witnessFolder)).session.notices).toEqual([])
  })

  test('and went on until it had as many events, is a fork', async () => {
    const { folder, witnessFolder } = await makeWitnessed()
    const older = await copyVault(folder)
    await workOn(folder, witnessFolder, 'second', 'third')
    await rollBack(folder, older)
    await workOn(folder, undefined, 'other second', 'other third', 'other fourth')
    const { desk, session } = await open(folder, witnessFolder)
    expect(session.notices).toEqual([{ code: 'ledger/forked', facts: { seenSeq: 7, heldSeq: 9 } }])
    expect((await desk.ask('vault.verify', {})).findings).toEqual([
      { code: 'ledger/forked', file: 'ledger.db', seq: 7 },
    ])
  })

  test('is nothing that a machine could know that never saw it', async () => {
    const { folder, witnessFolder } = await makeWitnessed()
    const older = await copyVault(folder)
    await workOn(folder, witnessFolder, 'second')
    await rollBack(folder, older)
    expect((await open(folder, join(await makeFolder(), 'elsewhere'))).session.notices).toEqual([])
  })

  test('while another copy of it goes on, is found at each turn of either on one machine', async () => {
    const { folder, witnessFolder } = await makeWitnessed()
    const twin = await copyVault(folder)
    await workOn(folder, witnessFolder, 'here')
    for (const turn of [twin, folder, twin]) {
      const { desk, session } = await open(turn, witnessFolder)
      expect(session.notices).toMatchObject([{ code: 'ledger/behind-witness' }])
      for (const title of ['one', 'two', 'three']) await desk.ask('case.open', { title })
      await desk.engine.close()
    }
  })
})

test('a kill leaves the witness where the last unlock put it, and that accuses nobody', async () => {
  const { folder, witnessFolder } = await makeWitnessed()
  const { desk } = await open(folder, witnessFolder)
  await desk.ask('case.open', { title: 'never locked' })
  const killed = await copyVault(folder)
  const witness = await copyVault(witnessFolder)
  await desk.engine.close()
  expect((await open(killed, witness)).session.notices).toEqual([])
})

describe('a witness that was tampered with', () => {
  async function openOver(damage: (file: string) => Promise<unknown>) {
    const { folder, witnessFolder, file } = await makeWitnessed()
    const older = await copyVault(folder)
    await workOn(folder, witnessFolder, 'second')
    await damage(file)
    await rollBack(folder, older)
    const { desk, session } = await open(folder, witnessFolder)
    await desk.ask('case.open', { title: 'work goes on' })
    await desk.engine.close()
    return session.notices
  }
  const edit = (change: (text: string) => string | Buffer) => async (file: string) =>
    writeFile(file, change(await readFile(file, 'utf8')))

  test('is there to begin with', async () => {
    expect(await openOver(async () => {})).toHaveLength(1)
  })

  test.each<[string, (file: string) => Promise<unknown>]>([
    ['gone', (file) => rm(file)],
    ['empty', edit(() => '')],
    ['noise', edit(() => Buffer.alloc(300, 0xa5))],
    ['cut short', edit((text) => text.slice(0, -20))],
    ['of another number', edit((text) => text.replace(/"seq":\d+/, '"seq":9000000000'))],
    ['of a number that is none', edit((text) => text.replace(/"seq":\d+/, '"seq":1e400'))],
    ['of a later version', edit((text) => text.replace('"v":1', '"v":2'))],
    ['of another code', edit((text) => text.replace(/(?<="macHex":").{64}/, flipHex))],
    ['of another vault', edit((text) => text.replace(/(?<="vaultId":").{32}/, flipHex))],
    ['far too long', edit((text) => text + ' '.repeat(5_000_000))],
    ['nested without end', edit(() => '['.repeat(900))],
    ['a folder', (file) => rm(file).then(() => mkdir(file))],
    ['a link to a device', (file) => rm(file).then(() => symlink('/dev/zero', file))],
    ['a pipe that nobody writes to', (file) => rm(file).then(() => execFileSync('mkfifo', [file]))],
  ])('that is %s says nothing and harms nothing', async (_, damage) => {
    expect(await openOver(damage)).toEqual([])
  })
})

test('a place that cannot be written keeps nobody out', async () => {
  const folder = await makeFolder()
  await writeFile(join(folder, 'file'), 'in the way')
  const desk = await createVault({ witnessFolder: join(folder, 'file', 'witness') })
  await desk.ask('case.open', { title: 'works' })
  await desk.engine.close()
  expect((await open(desk.folder, join(folder, 'file', 'witness'))).session.notices).toEqual([])
})

test('a witness is its owner’s alone to read and names no more than the vault', async () => {
  const { file, folder } = await makeWitnessed()
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  const text = await readFile(file, 'utf8')
  expect(Object.keys(JSON.parse(text)).sort()).toEqual(['format', 'hashHex', 'macHex', 'seq', 'v', 'vaultId'])
  expect(text).toContain(JSON.parse(await readFile(join(folder, 'vault.json'), 'utf8')).vaultId)
})
