import { spawnSync } from 'node:child_process'
import { cp, mkdir, readdir, readFile, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CaseFile } from '#contract/case-operations.ts'
import type { OutputOf } from '#contract/operations.ts'
import { runSamnum } from '../../../src/cli/run-samnum.ts'
import { atTerminal, hasScript } from './at-terminal.ts'
import {
  type CliDesk,
  COMPLAINT,
  digestFolder,
  makeMemoryTerminal,
  openCliDesk,
  PASSPHRASE,
  ROOT,
  runChild,
  SHIM,
} from './cli-desk.ts'

let desk: CliDesk
let vault: string
let number: string

beforeAll(async () => {
  desk = await openCliDesk()
  vault = desk.path('vault')
  await desk.run(['vault', 'create', vault, '--user', 'A', '--kdf-memory', '64'])
  const opened = await desk.run(['case', 'open', vault, '--title', 'C', '--json'])
  number = opened.json<OutputOf<'case.open'>>().number
})

afterAll(() => desk.leave())

describe('a wish to stop', () => {
  test('in the middle of sealing ends with cancelled and exit code 1, and the vault is as it was', async () => {
    const path = desk.path('large.bin')
    await writeFile(path, Buffer.alloc(4 * 1024 * 1024, 1))
    const before = await digestFolder(vault)
    const controller = new AbortController()
    const terminal = makeMemoryTerminal()
    const watching = { ...terminal, hasErrorScreen: true, writeError: () => controller.abort() }
    const args = ['exhibit', 'add', vault, '--case', number, path, path, '--json']
    const exitCode = await runSamnum(
      [...args, '--passphrase-file', desk.passphraseFile],
      desk.environment,
      watching,
      controller.signal,
    )
    expect(exitCode).toBe(1)
    expect(JSON.parse(terminal.out())).toMatchObject({
      cancelled: true,
      files: [{ outcome: 'cancelled' }, { outcome: 'cancelled' }],
    })
    expect(await digestFolder(vault)).toBe(before)
  })

  test.each(['SIGINT', 'SIGTERM'] as const)('%s stops a process the same way', async (signal) => {
    const path = desk.path('endless.bin')
    await writeFile(path, '')
    await truncate(path, 64 * 1024 ** 3)
    const before = await digestFolder(vault)
    // Sparse, so it takes no room; sealing it would take minutes, so the signal always comes in the middle.
    const ran = await desk.spawn(['exhibit', 'add', vault, '--case', number, path, '--json'], {
      onStart: (child) => void signalWhenSealing(child.pid ?? 0, signal, vault),
    })
    expect(ran.exitCode).toBe(1)
    expect(ran.json()).toMatchObject({ cancelled: true })
    expect(await digestFolder(vault)).toBe(before)
    expect((await desk.run(['vault', 'verify', vault])).exitCode).toBe(0)
  })
})

/** Sends a signal to a process once a seal has begun to write. */
async function signalWhenSealing(pid: number, signal: NodeJS.Signals, folder: string): Promise<void> {
  for (;;) {
    const incoming = await readdir(join(folder, 'objects', 'incoming')).catch(() => [])
    if (incoming.length > 0) break
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  process.kill(pid, signal)
}

describe('standard output', () => {
  test('that is closed early is no error', async ({ skip }) => {
    if (spawnSync('bash', ['-c', 'true']).status !== 0) skip('there is no bash here')
    const script = 'set -o pipefail; "$0" "$1" --help | true; echo "$?"'
    const ran = await runChild('bash', ['-c', script, process.execPath, SHIM])
    expect(ran).toMatchObject({ exitCode: 0, out: '0\n', error: '' })
  })

  test('is whole when it is larger than a pipe', async () => {
    const narrative = 'ក'.repeat(200_000)
    await writeFile(desk.path('long.json'), JSON.stringify({ ...COMPLAINT, narrative }))
    await desk.run(['complaint', 'add', vault, '--file', desk.path('long.json'), '--case', number])
    const shown = await desk.spawn(['case', 'show', vault, number, '--json'])
    expect(shown.exitCode).toBe(0)
    expect(shown.json<CaseFile>().complaints[0]?.complaint.narrative).toBe(narrative)
  })

  test('holds results, standard error holds progress only on a terminal', async () => {
    const path = desk.path('three.bin')
    await writeFile(path, Buffer.alloc(3 * 1024 * 1024, 3))
    const quiet = await desk.run(['exhibit', 'add', vault, '--case', number, path])
    expect(quiet.error).toBe('')
    const terminal = makeMemoryTerminal()
    const args = ['exhibit', 'add', vault, '--case', number, path, '--passphrase-file', desk.passphraseFile]
    await runSamnum(
      args,
      { ...desk.environment, LANG: 'km_KH' },
      { ...terminal, hasErrorScreen: true },
      new AbortController().signal,
    )
    expect(terminal.error()).toContain('កំពុងបិទត្រា three.bin: ')
    expect(terminal.error()).toContain('(១០០ %)')
    expect(terminal.error().endsWith('\r')).toBe(true)
    expect(terminal.error()).not.toContain('\n')
  })
})

describe('the prompt', () => {
  test.skipIf(!hasScript())('takes a passphrase without showing it, with corrections', async () => {
    const ran = await atTerminal(desk, ['vault', 'info', vault], [`xx\u0015${PASSPHRASE}yក\u007f\u007f\r`])
    expect(ran.exitCode).toBe(0)
    expect(ran.seen).toContain('Passphrase: ')
    expect(ran.seen).toContain('SQLCipher')
    expect(ran.seen).not.toContain('long')
  })

  test.skipIf(!hasScript())('asks twice for a new one, and both must be the same', async () => {
    const create = (folder: string) => [
      'vault',
      'create',
      desk.path(folder),
      '--user',
      'A',
      '--kdf-memory',
      '64',
    ]
    const different = await atTerminal(desk, create('typed-1'), [`${PASSPHRASE}\r`, 'another passphrase\r'])
    expect(different.exitCode).toBe(2)
    expect(different.seen).toContain('not the same')
    const same = await atTerminal(desk, create('typed-2'), [`${PASSPHRASE}\r`, `${PASSPHRASE}\r`])
    expect(same.exitCode).toBe(0)
    expect((await desk.run(['vault', 'info', desk.path('typed-2')])).exitCode).toBe(0)
    expect((await desk.run(['vault', 'info', desk.path('typed-1')])).exitCode).toBe(1)
  })

  test.skipIf(!hasScript())('is left with Ctrl+C', async () => {
    const ran = await atTerminal(desk, ['vault', 'info', vault, '--json'], ['half\u0003'])
    expect(ran.exitCode).toBe(1)
    expect(ran.seen).toContain('{"cancelled":true}')
  })
})

describe('the shim', () => {
  /** A checkout with nothing but the shim in it. */
  async function bareCheckout(name: string): Promise<string> {
    const root = desk.path(name)
    await mkdir(join(root, 'src/cli'), { recursive: true })
    await cp(SHIM, join(root, 'src/cli/samnum.mjs'))
    return join(root, 'src/cli/samnum.mjs')
  }

  test('says in words that set-up is missing', async () => {
    const shim = await bareCheckout('bare')
    const en = await runChild(process.execPath, [shim, 'vault', 'info', 'x', '--json'])
    expect(en.exitCode).toBe(2)
    expect(en.json()).toMatchObject({ usage: { code: 'usage/not-set-up' } })
    expect(en.error).toContain('npm start')
    const km = await runChild(process.execPath, [shim, 'vault'], { environment: { LANG: 'km_KH.UTF-8' } })
    expect(km).toMatchObject({ exitCode: 2, out: '' })
    expect(km.error).toMatch(/[\u1780-\u17dd].*npm start/)
  })

  test('starts what was built, and the sources while one of them is newer, gone or unfinished', async () => {
    const shim = await bareCheckout('built')
    const root = dirname(dirname(dirname(shim)))
    const put = async (path: string, text: string) => {
      await mkdir(dirname(join(root, path)), { recursive: true })
      await writeFile(join(root, path), text)
    }
    const at = (path: string, seconds: number) => utimes(join(root, path), seconds, seconds)
    for (const name of ['better-sqlite3', 'commander', 'zod'])
      await put(`node_modules/${name}/package.json`, '{}')
    for (const layer of ['app', 'contract', 'core', 'hub', 'node']) await put(`src/${layer}/one.ts`, '')
    for (const file of ['package.json', 'package-lock.json', 'resources/text.json']) await put(file, '{}')
    await put('src/cli/main.ts', `console.log('sources')\n`)
    await put('out/cli/built/main.js', `console.log('built')\n`)
    const started = async () => (await runChild(process.execPath, [shim])).out.trim()
    const soon = Date.now() / 1000 + 1000
    expect(await started()).toBe('sources')
    await put('out/built-from', '')
    await at('out/built-from', soon)
    expect(await started()).toBe('built')
    await at('src/core/one.ts', soon + 1)
    expect(await started()).toBe('sources')
    await at('src/core/one.ts', soon - 1)
    expect(await started()).toBe('built')
    // A file that is gone leaves its folder newer.
    await at('src/hub', soon + 1)
    expect(await started()).toBe('sources')
    await at('src/hub', soon - 1)
    await rm(join(root, 'out/cli/built/main.js'))
    expect(await started()).toBe('sources')
  })

  const oldNode = '/usr/bin/node'
  const oldVersion = spawnSync(oldNode, ['--version'], { encoding: 'utf8' }).stdout ?? ''
  const isOld = /^v(20|22)\./.test(oldVersion)
  if (!isOld) console.log(`no Node 20 or 22 at ${oldNode}: the shim is not tried under one`)

  test.skipIf(!isOld)(
    "runs under the machine's older Node and passes on streams, exit code and signals",
    async () => {
      const info = await runChild(oldNode, [SHIM, 'vault', 'info', vault, '--json'], {
        environment: { ...desk.environment, SAMNUM_PASSPHRASE_FILE: desk.passphraseFile },
      })
      expect(info).toMatchObject({ exitCode: 0, error: '' })
      expect(info.json()).toMatchObject({ formatVersion: 1 })
      expect((await runChild(oldNode, [SHIM, 'nonsense'])).exitCode).toBe(2)
      const path = desk.path('endless.bin')
      await writeFile(path, '')
      await truncate(path, 64 * 1024 ** 3)
      const args = [
        'exhibit',
        'add',
        vault,
        '--case',
        number,
        path,
        '--json',
        '--passphrase-file',
        desk.passphraseFile,
      ]
      const stopped = await runChild(oldNode, [SHIM, ...args], {
        environment: desk.environment,
        onStart: (child) => void signalWhenSealing(child.pid ?? 0, 'SIGINT', vault),
      })
      expect(stopped.exitCode).toBe(1)
      expect(stopped.json()).toMatchObject({ cancelled: true })
    },
  )

  test('is found through a link, as npx makes one', async () => {
    await symlink(SHIM, desk.path('samnum'))
    const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))
    const ran = await runChild(process.execPath, [desk.path('samnum'), '--version'])
    expect(ran).toMatchObject({ exitCode: 0, out: `${version}\n`, error: '' })
  })
})
