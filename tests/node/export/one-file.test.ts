import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { verifyFolder } from '#node/export/verify-folder.ts'
import { runSamnum } from '../../../src/cli/run-samnum.ts'
import { type ExportRoom, exportInput, exportTo, makeExportRoom } from '../../support/export-room.ts'
import { codeOf, makeFolder, whenFileEnds } from '../../support/make-vault.ts'

const atEnd = whenFileEnds()
const hasAge =
  spawnSync('age', ['--version']).status === 0 && spawnSync('age-keygen', ['--version']).status === 0
if (!hasAge) console.log('Skipped: what needs Debian’s age.')

let room: ExportRoom

beforeAll(async () => {
  room = await makeExportRoom(atEnd)
})

async function makeKey(): Promise<{ readonly path: string; readonly recipient: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'samnum-age-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, 'key')
  const { stderr } = spawnSync('age-keygen', ['-o', path], { encoding: 'utf8' })
  return { path, recipient: /age1\S+/.exec(stderr)?.[0] ?? '' }
}

/** What the command line answers to `samnum verify`, as JSON. */
async function verifyByCommand(
  path: string,
): Promise<{ readonly exitCode: number; readonly out: string; readonly error: string }> {
  const out: string[] = []
  const error: string[] = []
  const terminal = {
    writeOut: (text: string) => void out.push(text),
    writeError: (text: string) => void error.push(text),
    hasErrorScreen: false,
    columns: 80,
    keyboard: null,
    flush: async () => {},
  }
  const exitCode = await runSamnum(
    ['verify', path, '--language', 'en'],
    {},
    terminal,
    new AbortController().signal,
  )
  return { exitCode, out: out.join(''), error: error.join('') }
}

describe('a package that is one file', () => {
  test('unpacks with tar to a package that is whole, long names and all', async () => {
    const { path, sizeBytes } = await exportTo(room.desk, room.things, {
      form: 'file',
      outName: 'package.tar',
    })
    expect((await readFile(path)).length).toBeGreaterThan(sizeBytes)
    const out = await makeFolder()
    expect(spawnSync('tar', ['-xf', path, '-C', out]).stderr.toString()).toBe('')
    const [folder = ''] = await readdir(out)
    expect(folder).toBe(`${room.things}-package`)
    expect(await verifyFolder(join(out, folder))).toMatchObject({ isWhole: true, kind: 'package' })
    expect((await verifyByCommand(path)).error).toContain('packed into one file')
  })

  test.skipIf(!hasAge)('sealed to a recipient opens with age and its key, and with no other', async () => {
    const key = await makeKey()
    const other = await makeKey()
    const { path, isSealed } = await exportTo(room.desk, room.first, {
      form: 'file',
      recipients: [key.recipient],
      outName: 'package.tar.age',
    })
    expect(isSealed).toBe(true)
    const out = await makeFolder()
    const opened = spawnSync('age', ['-d', '-i', key.path, '-o', join(out, 'p.tar'), path])
    expect(opened.status).toBe(0)
    expect(spawnSync('tar', ['-xf', 'p.tar'], { cwd: out }).status).toBe(0)
    expect(await verifyFolder(join(out, `${room.first}-package`))).toMatchObject({ isWhole: true })
    expect(spawnSync('age', ['-d', '-i', other.path, path]).status).not.toBe(0)
    const verified = await verifyByCommand(path)
    expect(verified).toMatchObject({ exitCode: 1 })
    expect(verified.error).toContain('sealed with age')
  })

  test.each([['age1'], ['age1qqqq'], ['ssh-ed25519 AAAA'], ['AGE-SECRET-KEY-1QQ']])(
    'is not sealed to %s, and nothing is recorded',
    async (recipient) => {
      const before = (await room.desk.ask('vault.info', {})).head.seq
      const outletId = await room.desk.engine.offerOutletPath(join(await makeFolder(), 'p.age'))
      const input = exportInput(room.first, outletId, { form: 'file', recipients: [recipient] })
      expect(codeOf(await room.desk.call('case.export', input))).toBe('export/recipient-malformed')
      expect((await room.desk.ask('vault.info', {})).head.seq).toBe(before)
    },
  )
})

describe('what cannot be exported is refused before anything is recorded', () => {
  test.each([
    ['a folder that is to be sealed', { recipients: ['age1'] }, 'export/needs-one-file'],
    ['an exhibit that the case does not have', { exhibits: ['E099'] }, 'export/no-such-exhibit'],
    ['a case that is not there', { case: '2026-0099' }, 'case/not-found'],
  ] satisfies [string, Parameters<typeof exportInput>[2], string][])('%s', async (_, asked, code) => {
    const before = (await room.desk.ask('vault.info', {})).head.seq
    const outletId = await room.desk.engine.offerOutletPath(join(await makeFolder(), 'p'))
    const input = exportInput(room.first, outletId, asked)
    expect(codeOf(await room.desk.call('case.export', input))).toBe(code)
    expect((await room.desk.ask('vault.info', {})).head.seq).toBe(before)
  })

  test('a place that is taken', async () => {
    const { path } = await exportTo(room.desk, room.first, { exhibits: 'none' })
    const outletId = await room.desk.engine.offerOutletPath(path)
    expect(codeOf(await room.desk.call('case.export', exportInput(room.first, outletId)))).toBe(
      'extract/exists',
    )
  })

  test('a case without exhibits is exported all the same', async () => {
    const { number } = await room.desk.ask('case.open', { title: 'Empty' })
    const { path, includedExhibits } = await exportTo(room.desk, number)
    expect(includedExhibits).toBe(0)
    expect(await verifyFolder(path)).toMatchObject({ isWhole: true, exhibits: [] })
  })

  test('an export that is called off leaves nothing', async () => {
    const folder = await makeFolder()
    const outletId = await room.desk.engine.offerOutletPath(join(folder, 'p'))
    const controller = new AbortController()
    const call = room.desk.call('case.export', exportInput(room.things, outletId), {
      signal: controller.signal,
    })
    controller.abort()
    expect(await call).toEqual({ outcome: 'cancelled' })
    expect(await readdir(folder)).toEqual([])
  })
})

test('samnum verify says what it was given where that is nothing it knows', async () => {
  const folder = await makeFolder()
  await writeFile(join(folder, 'notes.txt'), 'notes')
  expect(await verifyByCommand(join(folder, 'notes.txt'))).toMatchObject({ exitCode: 1 })
  expect((await verifyByCommand(folder)).error).toContain('no bagit.txt')
  expect((await verifyByCommand(join(folder, 'absent'))).exitCode).toBe(1)
})
