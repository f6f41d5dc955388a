import { execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, unlinkSync } from 'node:fs'
import { chmod, chown, mkdir, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ExhibitLine } from '#contract/exhibit-operations.ts'
import type { Failure } from '#contract/failures.ts'
import type { OutputOf } from '#contract/operations.ts'
import { runSamnum } from '../../../src/cli/run-samnum.ts'
import {
  type CliDesk,
  digestFolder,
  makeMemoryTerminal,
  openCliDesk,
  PASSPHRASE,
  runChild,
  SHIM,
} from './cli-desk.ts'
import { expectRefusal } from './refusals.ts'

let desk: CliDesk
let vault: string
let number: string
const isRoot = process.getuid?.() === 0

type Added = { files: { file: string; outcome: string; exhibit?: ExhibitLine; failure?: Failure }[] }

beforeAll(async () => {
  desk = await openCliDesk()
  vault = desk.path('vault')
  await desk.run(['vault', 'create', vault, '--user', 'A', '--kdf-memory', '64'])
  const opened = await desk.run(['case', 'open', vault, '--title', 'C', '--json'])
  number = opened.json<OutputOf<'case.open'>>().number
  expect((await desk.run(add(desk.passphraseFile))).exitCode).toBe(0)
})

afterAll(() => desk.leave())

const add = (...files: string[]) => ['exhibit', 'add', vault, '--case', number, ...files]

describe('a file that cannot be an exhibit says why, in both languages, and the vault stays as it is', () => {
  test('missing', async () => {
    await expectRefusal(desk, add(desk.path('nowhere')), 'intake/not-found')
    await expectRefusal(desk, add(desk.path('passphrase', 'below-a-file')), 'intake/not-found')
  })

  test('empty', async () => {
    await writeFile(desk.path('empty'), '')
    await expectRefusal(desk, add(desk.path('empty')), 'intake/empty')
  })

  test('a folder in which no file has bytes', async () => {
    await mkdir(desk.path('folder/below'), { recursive: true })
    await expectRefusal(desk, add(desk.path('folder')), 'intake/empty')
  })

  test('an image of which a piece is missing', async () => {
    for (const name of ['disk.E01', 'disk.E03']) await writeFile(desk.path(name), name)
    await expectRefusal(desk, add(desk.path('disk.E01')), 'intake/image-piece-missing')
  })

  test('a FIFO that nobody writes to, a device, a socket', async () => {
    execFileSync('mkfifo', [desk.path('fifo')])
    await expectRefusal(desk, add(desk.path('fifo')), 'intake/not-a-file', { unchanged: vault })
    await expectRefusal(desk, add('/dev/zero'), 'intake/not-a-file', { unchanged: vault })
    const server = createServer().listen(desk.path('socket'))
    try {
      await expectRefusal(desk, add(desk.path('socket')), 'intake/not-a-file', { unchanged: vault })
    } finally {
      server.close()
    }
  })

  test('a name with control characters', async () => {
    const path = desk.path('two\nlines\u001b[31m.txt')
    await writeFile(path, 'x')
    const ran = await desk.run(add(path))
    expect(ran.error).toContain('two⟨U+000A⟩lines⟨U+001B⟩[31m.txt')
    await expectRefusal(desk, add(path), 'intake/name-has-control-character', { unchanged: vault })
  })

  test('a link that leads round in a circle', async () => {
    await symlink(desk.path('round'), desk.path('round'))
    await expectRefusal(desk, add(desk.path('round')), 'intake/not-found', { unchanged: vault })
  })

  test('a case that is not there, before any file is read', async () => {
    await expectRefusal(
      desk,
      ['exhibit', 'add', vault, '--case', '1999-0001', desk.path('empty')],
      'case/not-found',
      {
        unchanged: vault,
      },
    )
  })

  test('one that may not be read', async ({ skip }) => {
    if (process.platform === 'win32') skip('file modes are not what keeps readers out on Windows')
    const locked = desk.path('locked')
    await writeFile(locked, 'secret')
    await chmod(locked, 0)
    if (!isRoot) {
      await expectRefusal(desk, add(locked), 'intake/not-readable', { unchanged: vault })
      return
    }
    // Root may read everything, so somebody else asks.
    const uid = 65_534
    const room = desk.path('nobody')
    await mkdir(room)
    await chmod(desk.room, 0o755)
    await chown(room, uid, uid)
    await chown(locked, uid, uid)
    await chmod(desk.passphraseFile, 0o644)
    const asNobody = (args: readonly string[]) =>
      spawnSync(process.execPath, [SHIM, ...args, '--json', '--passphrase-file', desk.passphraseFile], {
        uid,
        gid: uid,
        encoding: 'utf8',
        timeout: 50_000,
      })
    const created = asNobody(['vault', 'create', `${room}/vault`, '--user', 'A', '--kdf-memory', '64'])
    if (created.status !== 0) skip('another account cannot run Node from this checkout')
    asNobody(['case', 'open', `${room}/vault`, '--title', 'C'])
    const before = await digestFolder(room)
    const ran = asNobody(['exhibit', 'add', `${room}/vault`, '--case', number, locked])
    expect(ran.status).toBe(1)
    expect(JSON.parse(ran.stdout)).toMatchObject({ failure: { code: 'intake/not-readable' } })
    expect(await digestFolder(room)).toBe(before)
  })
})

describe('a file that changes while it is read', () => {
  /** Seals a file of three segments and changes it when the first has been read. */
  async function sealWhile(change: (path: string) => void): Promise<{ exitCode: number; document: Added }> {
    const path = desk.path('changing.bin')
    await writeFile(path, Buffer.alloc(3 * 1024 * 1024, 7))
    const terminal = makeMemoryTerminal()
    let isChanged = false
    const watching = {
      ...terminal,
      // Progress is shown after a segment was read and before the file is looked at once more.
      hasErrorScreen: true,
      writeError(text: string) {
        if (text.includes('Sealing') && !isChanged) {
          isChanged = true
          change(path)
        }
      },
    }
    const before = await digestFolder(vault)
    const args = [...add(path), '--json', '--passphrase-file', desk.passphraseFile]
    const exitCode = await runSamnum(args, desk.environment, watching, new AbortController().signal)
    expect(isChanged).toBe(true)
    expect(await digestFolder(vault)).toBe(before)
    await rm(path, { force: true })
    return { exitCode, document: JSON.parse(terminal.out()) }
  }

  test('by growing is not sealed', async () => {
    const { exitCode, document } = await sealWhile((path) => appendFileSync(path, 'more'))
    expect(exitCode).toBe(1)
    expect(document).toMatchObject({ failure: { code: 'intake/changed-while-reading' } })
  })

  test('by vanishing is not sealed', async () => {
    const { exitCode, document } = await sealWhile((path) => unlinkSync(path))
    expect(exitCode).toBe(1)
    expect(document).toMatchObject({ failure: { code: 'intake/changed-while-reading' } })
  })
})

describe('names that are only unusual', () => {
  test('255 bytes of Khmer, bidi controls and a leading dash are sealed and come back', async () => {
    const khmer = 'ក'.repeat(85)
    expect(Buffer.byteLength(khmer)).toBe(255)
    const names = [khmer, 'a\u202etxt.exe', '-n.txt']
    for (const name of names) await writeFile(desk.path(name), name)
    const ran = await desk.run(
      ['exhibit', 'add', vault, '--case', number, '--json', '--', ...names.map((name) => desk.path(name))],
      {
        passphraseFile: null,
        environment: { SAMNUM_PASSPHRASE_FILE: desk.passphraseFile },
      },
    )
    expect(ran.exitCode).toBe(0)
    const { files } = ran.json<Added>()
    expect(files.map((file) => file.exhibit?.name)).toEqual(names)
    const out = desk.path('back')
    const exhibit = files[0]?.exhibit?.number ?? 'none'
    expect((await desk.run(['exhibit', 'extract', vault, exhibit, '--out', out])).exitCode).toBe(0)
    expect(await readFile(out, 'utf8')).toBe(khmer)
  })
})

test('when one file of several fails, the others are kept and each is told of', async () => {
  await writeFile(desk.path('first'), '1')
  await writeFile(desk.path('third'), '3')
  const ran = await desk.run([...add(desk.path('first'), desk.path('nowhere'), desk.path('third')), '--json'])
  expect(ran.exitCode).toBe(1)
  expect(ran.json()).toMatchObject({
    files: [
      { outcome: 'sealed', exhibit: { name: 'first' } },
      { outcome: 'failed', failure: { code: 'intake/not-found', sentence: expect.any(String) } },
      { outcome: 'sealed', exhibit: { name: 'third' } },
    ],
    failure: { code: 'intake/not-found' },
  })
  const inWords = await desk.run(add(desk.path('first'), desk.path('nowhere')))
  expect(inWords.exitCode).toBe(1)
  expect(inWords.out).toContain('Sealed as exhibit')
  expect(inWords.out).not.toContain('NOT')
  expect(inWords.error).toContain(`${desk.path('nowhere')}: NOT sealed.`)
  expect((await desk.run(['vault', 'verify', vault])).exitCode).toBe(0)
})

describe('what is written outside is never half there and never in place of something', () => {
  test('a file that exists is left as it is', async () => {
    const exhibit = `${number}-E001`
    await expectRefusal(
      desk,
      ['exhibit', 'extract', vault, exhibit, '--out', desk.passphraseFile],
      'extract/exists',
    )
    const report = ['report', vault, number, '--kind', 'case', '--lang', 'en', '--out', desk.passphraseFile]
    await expectRefusal(desk, report, 'extract/exists')
  })

  test('a folder that does not exist is not made', async () => {
    const out = desk.path('no-such', 'file')
    await expectRefusal(
      desk,
      ['exhibit', 'extract', vault, `${number}-E001`, '--out', out],
      'extract/no-folder',
    )
  })

  test('an exhibit or a case that is not there', async () => {
    const out = desk.path('never')
    await expectRefusal(desk, ['exhibit', 'extract', vault, 'E999', '--out', out], 'exhibit/not-found')
    await expectRefusal(desk, ['exhibit', 'verify', vault, 'E999'], 'exhibit/not-found')
    await expectRefusal(desk, ['case', 'show', vault, 'constructor'], 'case/not-found')
    await expectRefusal(
      desk,
      ['report', vault, '9', '--kind', 'case', '--lang', 'km', '--out', out],
      'case/not-found',
    )
  })
})

describe('a full disk', () => {
  /** Works on a small file system of its own, where such can be had. */
  async function onSmallDisk(
    skip: (reason: string) => void,
    sizeKiB: number,
    work: (folder: string) => Promise<void>,
  ): Promise<void> {
    const folder = desk.path(`disk-${sizeKiB}`)
    await mkdir(folder)
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeKiB}k`, 'tmpfs', folder])
    if (mounted.status !== 0) return skip('a small tmpfs cannot be mounted here')
    try {
      await work(folder)
    } finally {
      execFileSync('umount', [folder])
    }
  }

  test('keeps an exhibit out, and the vault whole', async ({ skip }) => {
    await onSmallDisk(skip, 4096, async (folder) => {
      const small = `${folder}/vault`
      await desk.run(['vault', 'create', small, '--user', 'A', '--kdf-memory', '64'])
      await desk.run(['case', 'open', small, '--title', 'C'])
      const big = desk.path('big.bin')
      await writeFile(big, '')
      await truncate(big, 16 * 1024 * 1024)
      await expectRefusal(desk, ['exhibit', 'add', small, '--case', number, big], 'disk/full', {
        unchanged: folder,
      })
      expect((await desk.run(['vault', 'verify', small])).exitCode).toBe(0)
    })
  })

  test('keeps a vault from being made, and leaves nothing', async ({ skip }) => {
    await onSmallDisk(skip, 64, async (folder) => {
      const create = ['vault', 'create', `${folder}/vault`, '--user', 'A', '--kdf-memory', '64']
      await expectRefusal(desk, create, 'disk/full', { unchanged: folder })
      expect(await readdir(folder)).toEqual([])
    })
  })

  test('keeps a report and an extracted exhibit out, and leaves nothing', async ({ skip }) => {
    await onSmallDisk(skip, 16, async (folder) => {
      const report = ['report', vault, number, '--kind', 'case', '--lang', 'km', '--out', `${folder}/r.pdf`]
      await expectRefusal(desk, report, 'disk/full', { unchanged: folder })
      await writeFile(desk.path('large'), Buffer.alloc(200_000, 1))
      const added = (await desk.run([...add(desk.path('large')), '--json'])).json<Added>()
      const exhibit = added.files[0]?.exhibit?.number ?? ''
      const extract = ['exhibit', 'extract', vault, exhibit, '--out', `${folder}/large`]
      await expectRefusal(desk, extract, 'disk/full', { unchanged: folder })
      expect(await readdir(folder)).toEqual([])
    })
  })
})

describe('a complaint file that cannot be taken says why, in both languages, and the vault stays as it is', () => {
  const take = (path: string) => ['complaint', 'add', vault, '--file', path]

  test.each([
    ['a byte-order mark', Buffer.from('\ufeff{}'), 'file/byte-order-mark'],
    ['another encoding', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 'file/not-utf8'],
    ['UTF-16', Buffer.from('{"a":1}', 'utf16le'), 'file/not-json'],
    ['nothing in it', Buffer.from(''), 'file/empty'],
    ['only spaces in it', Buffer.from(' \n'), 'file/empty'],
    ['no JSON', Buffer.from('{"channel": walk-in}'), 'file/not-json'],
    ['a key twice', Buffer.from('{"channel":"phone","channel":"raid"}'), 'file/duplicate-key'],
    ['deep nesting', Buffer.from('['.repeat(100_000)), 'file/too-deep'],
    ['a list', Buffer.from('[]'), 'input/invalid'],
    ['a prototype', Buffer.from('{"__proto__":{"channel":"phone"}}'), 'input/invalid'],
  ] as const)('%s', async (name, bytes, code) => {
    const path = desk.path(`${name.replaceAll(' ', '-')}.json`)
    await writeFile(path, bytes)
    await expectRefusal(desk, take(path), code)
  })

  test('wrong UTF-8 is named by its byte', async () => {
    const path = desk.path('wrong-byte.json')
    await writeFile(
      path,
      Buffer.concat([Buffer.from('{"a":"ករណី'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]),
    )
    const failure = await expectRefusal(desk, take(path), 'file/not-utf8')
    expect(failure.facts).toMatchObject({ offsetBytes: 19 })
  })

  test('too large, missing, a folder, a FIFO', async () => {
    await writeFile(desk.path('large.json'), '')
    await truncate(desk.path('large.json'), 16 * 1024 * 1024 + 1)
    await expectRefusal(desk, take(desk.path('large.json')), 'file/too-large', { unchanged: vault })
    await expectRefusal(desk, take(desk.path('nowhere.json')), 'file/not-found', { unchanged: vault })
    await expectRefusal(desk, take(desk.room), 'file/is-folder', { unchanged: vault })
    execFileSync('mkfifo', [desk.path('fifo.json')])
    await expectRefusal(desk, take(desk.path('fifo.json')), 'file/not-a-file', { unchanged: vault })
  })

  test('what is wrong in it is named field by field', async () => {
    const path = desk.path('wrong-fields.json')
    const complaint = {
      channel: 'pigeon',
      victim: { name: '', colour: 'red' },
      summary: 'a\u0007b',
      happenedFrom: '2026-02-30',
      losses: [{ state: 'paid', currency: 'KHR', amount: '10.5' }],
    }
    await writeFile(path, JSON.stringify(complaint))
    const failure = await expectRefusal(desk, take(path), 'input/invalid')
    const named = Object.fromEntries((failure.problems ?? []).map(({ field, code }) => [field, code]))
    expect(named).toMatchObject({
      'complaint.channel': 'field/wrong',
      'complaint.victim.name': 'text/empty',
      'complaint.victim.colour': 'field/unknown',
      'complaint.summary': 'text/control-character',
      'complaint.narrative': 'field/missing',
      'complaint.happenedFrom': 'date/impossible',
      'complaint.losses.0.amount': 'money/too-many-decimals',
    })
  })
})

describe('a passphrase file that cannot be read says why', () => {
  test.each([
    ['nowhere', 'file/not-found'],
    ['.', 'file/is-folder'],
  ] as const)('%s', async (name, code) => {
    const passphraseFile = desk.path(name)
    await expectRefusal(desk, ['vault', 'info', vault], code, { passphraseFile, unchanged: vault })
  })

  test('a longer file is another file, and it is not UTF-8 it says so', async () => {
    await writeFile(desk.path('letter'), 'x'.repeat(10_000))
    const letter = { passphraseFile: desk.path('letter'), unchanged: vault }
    await expectRefusal(desk, ['vault', 'info', vault], 'file/too-large', letter)
    await writeFile(desk.path('binary'), Buffer.from([0xff, 0xfe]))
    const binary = { passphraseFile: desk.path('binary'), unchanged: vault }
    await expectRefusal(desk, ['vault', 'info', vault], 'file/not-utf8', binary)
  })

  test('a pipe that the shell makes is taken', async ({ skip }) => {
    if (spawnSync('bash', ['-c', 'true']).status !== 0) skip('there is no bash here')
    const script = 'exec "$0" "$1" vault info "$2" --json --passphrase-file <(printf "%s\\n" "$3")'
    const ran = await runChild('bash', ['-c', script, process.execPath, SHIM, vault, PASSPHRASE], {
      environment: desk.environment,
    })
    expect(ran).toMatchObject({ exitCode: 0, error: '' })
  })
})
