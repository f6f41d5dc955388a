import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PROTOCOL_VERSION } from '#contract/operations.ts'
import { CLI_TEXT } from '../../../src/cli/cli-text.ts'
import type { CommandContext } from '../../../src/cli/command-context.ts'
import { serveFolder } from '../../../src/cli/commands/serve-command.ts'
import { makeProgressLine } from '../../../src/cli/progress-line.ts'
import { NO_SECRET_FILES } from '../../../src/cli/secret-files.ts'
import {
  type CliDesk,
  makeMemoryTerminal,
  openCliDesk,
  PASSPHRASE,
  ROOT,
  runChild,
  SHIM,
} from './cli-desk.ts'

let desk: CliDesk
let pages: string

beforeAll(async () => {
  desk = await openCliDesk()
  pages = desk.path('pages')
  await mkdir(pages)
  await writeFile(join(pages, 'index.html'), '<!doctype html><title>Samnum</title>')
})

afterAll(() => desk.leave())

/** What a command works with, and how to stop it. */
function makeContext(isJson: boolean) {
  const terminal = makeMemoryTerminal()
  const controller = new AbortController()
  const context: CommandContext = {
    terminal,
    language: 'en',
    text: CLI_TEXT.en,
    isJson,
    progress: makeProgressLine(terminal, 'en'),
    secretFiles: NO_SECRET_FILES,
    userNumber: null,
    secondUserNumber: null,
    mayWait: false,
    witnessFolder: null,
    signal: controller.signal,
  }
  return { context, terminal, stop: () => controller.abort() }
}

/** Waits until a terminal shows a whole line, and answers it. */
async function firstLine(out: () => string): Promise<string> {
  while (!out().includes('\n')) await new Promise((resolve) => setTimeout(resolve, 10))
  return out().split('\n')[0] ?? ''
}

/** Opens the session of an address and makes one call. */
async function callOnce(url: string, name: string, input: unknown): Promise<unknown> {
  const { origin, hash } = new URL(url)
  const key = hash.replace('#key=', '')
  const opened = await fetch(url, { redirect: 'manual' })
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
  const answer = await fetch(`${origin}/api/call/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-samnum': '1', 'x-samnum-key': key, cookie, origin },
    body: JSON.stringify({ protocol: PROTOCOL_VERSION, callId: 'a', input }),
  })
  return await answer.json()
}

describe('samnum serve', () => {
  test('prints one address and nothing else on standard output, and creates a vault where there was none', async () => {
    const { context, terminal, stop } = makeContext(false)
    const folder = desk.path('fresh')
    const serving = serveFolder(context, folder, 0, pages)
    const url = await firstLine(terminal.out)
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:[0-9]+\/\?token=[A-Za-z0-9_-]{43}#key=[A-Za-z0-9_-]{43}$/)
    const created = await callOnce(url, 'vault.create', { userName: 'A', passphrase: PASSPHRASE })
    expect(created).toMatchObject({ outcome: 'done' })
    expect(terminal.error()).toContain('works once')
    stop()
    expect(await serving).toEqual({ kind: 'printed' })
    expect(terminal.out()).toBe(`${url}\n`)
    // Not held by the server any more.
    expect((await desk.run(['vault', 'verify', folder])).exitCode).toBe(0)
  })

  test('prints one document under --json', async () => {
    const { context, terminal, stop } = makeContext(true)
    const serving = serveFolder(context, desk.path('never-made'), 0, pages)
    await firstLine(terminal.out)
    expect(Object.keys(JSON.parse(terminal.out()))).toEqual(['url'])
    stop()
    await serving
    expect(terminal.out().trimEnd().split('\n')).toHaveLength(1)
    expect(existsSync(desk.path('never-made'))).toBe(false)
  })

  test('says when a port cannot be had', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', () => resolve()))
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const { context } = makeContext(false)
    expect(await serveFolder(context, desk.path('v'), port, pages)).toEqual({
      kind: 'failed',
      failure: { code: 'serve/port-in-use', facts: { port: String(port) } },
    })
    other.close()
  })

  test('says how to build the pages when they are not there', async () => {
    const { context } = makeContext(false)
    await mkdir(desk.path('no-pages'))
    for (const folder of ['no-pages', 'no-such-folder']) {
      expect(await serveFolder(context, desk.path('v'), 0, desk.path(folder))).toEqual({
        kind: 'failed',
        failure: { code: 'serve/pages-not-built' },
      })
    }
  })

  if (existsSync(join(ROOT, 'out/renderer/index.html'))) {
    test.each(['SIGTERM', 'SIGINT'] as const)('as a process ends well with %s', async (signal) => {
      const ran = await runChild(process.execPath, [SHIM, 'serve', desk.path('v')], {
        environment: desk.environment,
        onStart: (child) => child.stdout?.once('data', () => child.kill(signal)),
      })
      expect(ran.exitCode).toBe(0)
      expect(ran.out).toMatch(/^http:\/\/127\.0\.0\.1:[0-9]+\/\?token=\S+\n$/)
      expect(ran.error).toContain('The vault is locked and the server has stopped.')
    })
  } else {
    test('as a process says how to build the pages', async () => {
      const ran = await desk.spawn(['serve', desk.path('v')], { passphraseFile: null })
      expect(ran).toMatchObject({ exitCode: 1, out: '' })
      expect(ran.error).toContain('npm run build')
    })
  }
})
