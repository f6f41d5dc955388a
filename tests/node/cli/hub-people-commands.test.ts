import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenHub, openHub } from '#hub/open-hub.ts'
import { CLI_TEXT } from '../../../src/cli/cli-text.ts'
import type { CommandContext } from '../../../src/cli/command-context.ts'
import { answerUntilStopped } from '../../../src/cli/commands/hub-serve-command.ts'
import { makeProgressLine } from '../../../src/cli/progress-line.ts'
import { NO_SECRET_FILES } from '../../../src/cli/secret-files.ts'
import { DeskBrowser } from '../../support/desk-browser.ts'
import { whenFileEnds } from '../../support/make-vault.ts'
import { expectOk } from '../../support/results.ts'
import { type CliDesk, makeMemoryTerminal, openCliDesk, PASSPHRASE } from './cli-desk.ts'

const atEnd = whenFileEnds()
const CODE = /^(?:[A-Z2-7]{4}-){5}[A-Z2-7]{4}$/

let desk: CliDesk
let hub: string
beforeAll(async () => {
  desk = await openCliDesk()
  hub = desk.path('hub')
  expect((await desk.run(['hub', 'start', hub, '--kdf-memory', '64'])).exitCode).toBe(0)
})
afterAll(() => desk.leave())

type Person = { personId: string; logInName: string; state: string; roles: string[] }
const listed = async () =>
  (await desk.run(['hub', 'people', hub, '--json'])).json<{ people: Person[] }>().people

describe('samnum hub people', () => {
  it('makes accounts with a one-time code, lists them, and says nothing of a code again', async () => {
    for (const [language, none] of [
      ['en', 'Nobody has an account'],
      ['km', 'គ្មាននរណាមានគណនីទេ'],
    ] as const)
      expect((await desk.run(['hub', 'people', hub, '--language', language])).out).toContain(none)
    const add = ['hub', 'people', hub, 'add']
    const sok = await desk.run([...add, 'Sok', '--name', 'សុខ', '--roles', 'analyst', '--json'])
    const { code, personId } = sok.json<{ code: string; personId: string }>()
    expect([sok.exitCode, code]).toEqual([0, expect.stringMatching(CODE)])
    for (const language of ['km', 'en']) {
      const name = `vuth.${language}`
      const said = await desk.run([
        ...add,
        ...[name, '--name', 'វុទ្ធ', '--roles', 'duty-officer', '--language', language],
      ])
      expect(said.out).toContain(`(${name})`)
      expect(said.out.trim().split('\n').at(-1)).toMatch(CODE)
    }
    expect(await listed()).toContainEqual({
      ...{ personId, logInName: 'sok', name: 'សុខ', roles: ['analyst'], state: 'invited' },
    })
    const shown = await desk.run(['hub', 'people', hub, 'list', '--language', 'en'])
    expect(shown.out).toMatch(/sok +សុខ +analyst +not logged in yet +[0-9a-f]{32}/)
    expect(shown.out).not.toContain(code)
  })

  it('changes roles, suspends and lets in again, by log-in name or id', async () => {
    const [one] = await listed()
    const run = async (...args: string[]) => {
      const ran = await desk.run(['hub', 'people', hub, ...args, '--json'])
      expect(ran.exitCode, args.join(' ')).toBe(0)
      return ran.json<Person & { code: string }>()
    }
    expect((await run('roles', 'SOK', '--roles', 'analyst,duty-officer')).roles).toEqual([
      ...['analyst', 'duty-officer'],
    ])
    expect((await run('suspend', one?.personId ?? '')).state).toBe('suspended')
    expect((await listed()).find(({ personId }) => personId === one?.personId)?.state).toBe('suspended')
    expect((await run('reset', one?.logInName ?? '')).code).toMatch(CODE)
    expect((await listed()).find(({ personId }) => personId === one?.personId)?.state).toBe('invited')
  })

  it('refuses what cannot be, each with its reason, and repeats nothing that may be a secret', async () => {
    const people = ['hub', 'people', hub]
    const named = ['--name', 'x', '--roles']
    for (const [args, code] of [
      [['add', 'sok', ...named, 'analyst'], 'account/name-taken'],
      [['add', 'new', ...named, 'administrator,analyst'], 'account/roles-apart'],
      [['roles', 'sok', '--roles', 'reviewer,analyst'], 'account/roles-apart'],
      [['roles', 'nobody', '--roles', 'analyst'], 'account/not-found'],
      [['suspend', 'nobody'], 'account/not-found'],
      [['reset', 'ab'.repeat(16)], 'account/not-found'],
    ] as const) {
      const ran = await desk.run([...people, ...args, '--json'])
      expect([ran.exitCode, ran.json<{ failure: { code: string } }>().failure.code]).toEqual([1, code])
    }
    const before = await listed()
    for (const wrong of [
      ['add', 'new', '--name', 'x'],
      ['add', 'new', '--roles', 'analyst'],
      ['add', ...named, 'analyst'],
      ['add', 'new', ...named, 'officer'],
      ['add', 'new', '--name', '', '--roles', 'analyst'],
      ['suspend'],
      ['suspend', 'sok', '--roles', 'analyst'],
      ['list', 'sok'],
      ['remove', 'sok'],
    ])
      expect((await desk.run([...people, ...wrong])).exitCode, wrong.join(' ')).toBe(2)
    const secret = await desk.run([...people, 'add', 'my secret words!', ...named, 'analyst'])
    expect([secret.exitCode, secret.error.includes('secret words')]).toEqual([2, false])
    expect(await listed()).toEqual(before)
  })
})

describe('samnum hub start --analysts', () => {
  it('wants one address by which browsers ask', async () => {
    for (const wrong of [
      ['--analysts', 'nowhere'],
      ['--analysts', '0.0.0.0:0'],
      ['--analysts', '[::]:0'],
      ['--analysts', '127.0.0.1:0', '--analysts-url', 'http://hq.example'],
      ['--analysts', '127.0.0.1:0', '--analysts-url', 'https://hq.example/x'],
    ])
      expect((await desk.run(['hub', 'start', hub, ...wrong])).exitCode, wrong.join(' ')).toBe(2)
  })

  it('answers people over TLS, ends their sessions at once, and leaves a record that is proven', async () => {
    const open = await serve()
    const { address, pinHex, browser, stop } = open
    expect(address).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
    const { code } = (await desk.run(['hub', 'people', hub, 'reset', 'sok', '--json'])).json<{
      code: string
    }>()
    await browser.settle('sok', code, Date.now())
    const page = await browser.send('/', { method: 'GET' })
    expect([page.text, page.pinHex]).toEqual(['<title>headquarters</title>', pinHex])
    expect((await browser.call('headquarters.stations', {})).outcome).toBe('done')
    // A suspension that is written by another program counts with the next call.
    expect((await desk.run(['hub', 'people', hub, 'suspend', 'sok'])).exitCode).toBe(0)
    expect((await browser.call('headquarters.stations', {})).failure?.code).toBe('account/not-logged-in')
    await stop()
    await expect(browser.send('/', { method: 'GET' })).rejects.toThrow()

    const audit = await desk.run(['hub', 'audit', hub, '--json'])
    const { rows, proven } = audit.json<{ rows: { operation: string; name: string }[]; proven: object }>()
    expect(rows.map(({ operation, name }) => [operation, name])).toEqual([
      ['headquarters.stations', 'សុខ'],
      ['headquarters.settle', 'សុខ'],
    ])
    expect([audit.exitCode, proven]).toEqual([0, { rows: 2, broken: null }])
    expect(
      (await desk.run(['hub', 'audit', hub, '--limit', '1', '--before', '2', '--language', 'en'])).out,
    ).toMatch(/^1 .*សុខ +headquarters\.settle +127\.0\.0\.1\nThe record of reads holds: 2 rows\.\n$/)
    expect((await desk.run(['hub', 'audit', hub, '--language', 'km'])).out).toContain('កំណត់ត្រានៃការអានត្រឹមត្រូវ')
    for (const wrong of [
      ['--limit', '0'],
      ['--before', '0'],
      ['--limit', 'x'],
    ])
      expect((await desk.run(['hub', 'audit', hub, ...wrong])).exitCode).toBe(2)
    expect((await desk.run(['hub', 'verify', hub, '--json'])).json()).toMatchObject({
      auditRows: 2,
      findings: [],
    })
  }, 60_000)

  it('says so where the pages are not built, or the address cannot be had, and answers stations neither', async () => {
    const { open } = await openOnce()
    const { context } = makeContext()
    const stations = { listen: { host: '127.0.0.1', port: 0 }, urls: [], hold: false, metricsPort: null }
    const analysts = { listen: { host: '127.0.0.1', port: 0 }, url: null }
    expect(await answerUntilStopped(context, open, { stations, analysts }, desk.path('nothing'))).toEqual({
      ...{ kind: 'failed', failure: { code: 'serve/pages-not-built' } },
    })
    const elsewhere = { ...analysts, listen: { host: '192.0.2.1', port: 1 } }
    expect(
      await answerUntilStopped(context, open, { stations, analysts: elsewhere }, await pages()),
    ).toMatchObject({ kind: 'failed', failure: { code: 'network/address-refused' } })
  })
})

async function pages(): Promise<string> {
  const folder = desk.path('pages')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'index.html'), '<title>station</title>')
  await writeFile(join(folder, 'headquarters.html'), '<title>headquarters</title>')
  return folder
}

async function openOnce(): Promise<{ readonly open: OpenHub }> {
  const open = expectOk(await openHub(hub, PASSPHRASE, null))
  atEnd(() => open.close())
  return { open }
}

function makeContext() {
  const terminal = makeMemoryTerminal()
  const controller = new AbortController()
  const context: CommandContext = {
    ...{ terminal, language: 'en', text: CLI_TEXT.en, isJson: true },
    ...{ progress: makeProgressLine(terminal, 'en'), secretFiles: NO_SECRET_FILES },
    ...{ userNumber: null, secondUserNumber: null, mayWait: false, witnessFolder: null },
    signal: controller.signal,
  }
  return { context, terminal, stop: () => controller.abort() }
}

async function serve() {
  const { open } = await openOnce()
  const { context, terminal, stop } = makeContext()
  const analysts = { listen: { host: '127.0.0.1', port: 0 }, url: null }
  const answering = answerUntilStopped(context, open, { stations: null, analysts }, await pages())
  while (!terminal.out().includes('\n')) await new Promise((resolve) => setTimeout(resolve, 10))
  const said = JSON.parse(terminal.out()) as {
    analysts: { address: string; port: number }
    tlsPinHex: string
  }
  const { address, port } = said.analysts
  return {
    ...{ address, pinHex: said.tlsPinHex, browser: new DeskBrowser(port) },
    async stop() {
      stop()
      expect(await answering).toEqual({ kind: 'printed' })
    },
  }
}
