import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseHeadFile } from '#node/vault/head-file.ts'
import { filesIn } from '../../node/objects/object-room.ts'
import { asInsider } from '../../support/insider.ts'
import { createVault, makeFolder, USER_NAME, unlock } from '../../support/make-vault.ts'
import { needRoot, needStrace, straceOf } from '../objects/run-child.ts'
import { type Line, runVaultChild } from './run-vault-child.ts'

const isSlow = process.env.SLOW === '1'

/** A closed vault with one case. */
async function makeVault(): Promise<string> {
  const desk = await createVault()
  await desk.ask('case.open', { title: 'first' })
  await desk.engine.close()
  return desk.folder
}

/** Runs a task during which the system refuses every call of a kind on one file, from the `when`th on. */
async function runRefused(
  folder: string,
  args: { readonly task: string; readonly [option: string]: string },
  refused: { readonly calls: string; readonly path: string; readonly error: string; readonly when?: string },
): Promise<readonly Line[]> {
  const { calls, path, error, when = '1+' } = refused
  const injections = calls.split(',').map((call) => `${call}:error=${error}:when=${when}`)
  return await runVaultChild(
    { folder, ...args },
    { wrapper: straceOf('/dev/null', calls, [path], ...injections) },
  )
}

const last = (lines: readonly Line[]) => lines.at(-1)

test('when the head file cannot follow, the entry is there, the vault locks, and opening it mends the head', async (context) => {
  needStrace(context)
  const folder = await makeVault()
  const path = join(folder, 'head')
  const refused = { calls: 'fdatasync', path, error: 'EIO' }
  const lines = await runRefused(folder, { task: 'append', times: '2', text: 'x' }, refused)
  expect(lines.map(({ name, failure }) => [name, failure?.code])).toEqual([
    ['vault.unlock', undefined],
    ['complaint.add', 'head/not-recorded'],
    ['complaint.add', 'vault/locked'],
  ])
  expect(lines[1]?.failure?.facts).toEqual({ causeCode: 'EIO' })
  const desk = await unlock(folder)
  expect((await desk.ask('case.list', {})).total).toBe(2)
  expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, head: { seq: 6 } })
  await desk.engine.close()
  const { keyring } = await asInsider(folder)
  expect(parseHeadFile(keyring.headKey, await readFile(path)).latest?.seq).toBe(6)
})

test('an exhibit whose entry is there keeps its object when the head file could not follow', async (context) => {
  needStrace(context)
  const folder = await makeVault()
  const source = join(await makeFolder(), 'evidence.bin')
  await writeFile(source, 'evidence')
  const refused = { calls: 'fdatasync', path: join(folder, 'head'), error: 'ENOSPC' }
  const lines = await runRefused(folder, { task: 'seal', times: '1', source }, refused)
  expect(last(lines)?.failure).toEqual({ code: 'head/not-recorded', facts: { causeCode: 'ENOSPC' } })
  const desk = await unlock(folder)
  expect((await desk.ask('vault.info', {})).exhibits).toBe(1)
  expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, checked: { objects: 1 } })
})

test.for(isSlow ? ['EIO', 'ENOSPC', 'EDQUOT'] : ['EIO'])(
  'an exhibit whose entry may be in the journal when flushing it fails with %s has its object, or neither is there',
  async (error, context) => {
    needStrace(context)
    const folder = await makeVault()
    const source = join(await makeFolder(), 'evidence.bin')
    await writeFile(source, 'evidence')
    const path = join(folder, 'ledger.db-wal')
    const lines = await runRefused(
      folder,
      { task: 'seal', times: '1', source },
      { calls: 'fsync,fdatasync', path, error },
    )
    expect(last(lines)?.failure?.code).toMatch(/^disk\/(failed|full)$/)
    const desk = await unlock(folder)
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, findings: [] })
  },
)

test.for([
  ['ENOSPC', 'disk/full'],
  ['EIO', 'disk/failed'],
] as const)(
  'an entry that the journal does not take because of %s is not there, and the next one is',
  async ([error, code], context) => {
    needStrace(context)
    const folder = await makeVault()
    const refused = { calls: 'pwrite64', path: join(folder, 'ledger.db-wal'), error, when: '1..3' }
    const lines = await runRefused(folder, { task: 'append', times: '5', text: 'x' }, refused)
    const answers = lines.filter(({ name }) => name === 'complaint.add')
    expect(answers[0]?.failure).toEqual({ code, facts: { causeCode: expect.stringMatching(/^SQLITE_/) } })
    const taken = answers.filter(({ outcome }) => outcome === 'done')
    expect(taken.length).toBeGreaterThan(0)
    const desk = await unlock(folder)
    expect((await desk.ask('case.list', {})).total).toBe(1 + taken.length)
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  },
)

test('a vault whose own name cannot be made durable is not made', async (context) => {
  needStrace(context)
  const room = await makeFolder()
  const folder = join(room, 'vault')
  const refused = { calls: 'fsync', path: room, error: 'EIO' }
  const lines = await runRefused(folder, { task: 'create', text: USER_NAME }, refused)
  expect(last(lines)?.failure).toEqual({ code: 'disk/failed', facts: { causeCode: 'EIO' } })
  expect(await readdir(room)).toEqual([])
})

const ERRORS = isSlow ? ['EIO', 'ENOSPC', 'EROFS', 'EACCES', 'EMFILE'] : ['ENOSPC', 'EMFILE']
const STEPS = isSlow ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] : [1, 5]

test.for(ERRORS)(
  'making a vault that is refused with %s at any step leaves nothing, and says why',
  async (error, context) => {
    needStrace(context)
    const codes = new Set<string | undefined>()
    for (const when of STEPS) {
      const room = await makeFolder()
      const folder = join(room, 'vault')
      const wrapper = straceOf('/dev/null', 'fsync,rename', [], `fsync,rename:error=${error}:when=${when}`)
      const lines = await runVaultChild({ task: 'create', folder, text: USER_NAME }, { wrapper })
      expect(lines.map(({ bug }) => bug).filter(Boolean)).toEqual([])
      codes.add(last(lines)?.failure?.code)
      expect(await readdir(room), `step ${when}`).toEqual([])
    }
    expect([...codes].filter((code) => code === undefined || !code.startsWith('disk/'))).toEqual([])
  },
)

const NOBODY = { uid: 65_534, gid: 65_534 }

test('a vault of somebody else is out of reach and not damaged', async (context) => {
  needRoot(context)
  const folder = await makeVault()
  const [line] = await runVaultChild({ task: 'try', folder }, NOBODY)
  expect(line?.failure).toEqual({ code: 'disk/no-permission', facts: { causeCode: 'EACCES' } })
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
  const files = (await filesIn(folder)).filter((file) => !file.startsWith('people/'))
  expect(files.sort()).toEqual(['head', 'ledger.db', 'vault.copy.json', 'vault.json'])
})

test('a vault is not made in a folder of somebody else', async (context) => {
  needRoot(context)
  const room = await makeFolder()
  const [line] = await runVaultChild({ task: 'create', folder: join(room, 'vault'), text: USER_NAME }, NOBODY)
  expect(line?.failure).toEqual({ code: 'disk/no-permission', facts: { causeCode: 'EACCES' } })
})
