import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ensureBuilt } from '../../../build/ensure-built.mjs'

const ROOT = resolve(import.meta.dirname, '../../..')
const IS_ROOT = process.getuid?.() === 0
/** Debian's `nobody`: root cannot see what another account would be offered. */
const NOBODY = 65_534
const OTHER_ACCOUNT = IS_ROOT ? { uid: NOBODY, gid: NOBODY } : {}
const MAY_READ_HERE =
  spawnSync(process.execPath, ['--eval', `fs.readdirSync(${JSON.stringify(ROOT)})`], OTHER_ACCOUNT).status ===
  0
const WHY_NOT = 'this checkout cannot be read by an account other than root'

let desk: string
let started: ChildProcess | undefined
beforeAll(async () => {
  expect(await ensureBuilt(ROOT)).toBe(0)
})
beforeEach(() => {
  desk = mkdtempSync(join(tmpdir(), 'samnum-start-'))
  if (IS_ROOT) chownSync(desk, NOBODY, NOBODY)
})
afterEach(() => {
  started?.kill('SIGKILL')
  started = undefined
  rmSync(desk, { recursive: true, force: true })
})

type Started = {
  readonly said: () => string
  readonly until: (pattern: RegExp) => Promise<string>
  readonly ended: Promise<number | null>
  readonly stop: () => void
}

/** Starts the workstation as `npm start` does once the packages are there: for an account other than root, unless `asIs`. */
function start(args: readonly string[], { env = {}, asIs = false } = {}): Started {
  const child = spawn(
    process.execPath,
    [join(ROOT, 'build/start.mjs'), '--vault', join(desk, 'vault'), ...args],
    {
      cwd: ROOT,
      env: { PATH: `${desk}:${process.env.PATH}`, HOME: desk, TMPDIR: desk, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(asIs ? {} : OTHER_ACCOUNT),
    },
  )
  started = child
  let text = ''
  const waiting = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part
      for (const look of waiting) look()
    })
  }
  const ended = new Promise<number | null>((done) => child.once('close', (code) => done(code)))
  return {
    said: () => text,
    ended,
    stop: () => child.kill('SIGTERM'),
    until: (pattern) =>
      new Promise((found, lost) => {
        const look = () => {
          const match = pattern.exec(text)
          if (match !== null) found(match[1] ?? match[0])
        }
        waiting.add(look)
        look()
        ended.then((code) => lost(new Error(`ended with ${code} before ${pattern} appeared:\n${text}`)))
      }),
  }
}

/** A display with a browser that notes the address it is given, and an Electron that notes its start and ends with `code`. */
function standInDisplay(code: number): Readonly<Record<string, string>> {
  program('electron', `echo "$SAMNUM_VAULT $*" > '${desk}/electron-was-started'\nexit ${code}`)
  program('xdg-open', `echo "$*" > '${desk}/opening' && mv '${desk}/opening' '${desk}/browser-was-opened'`)
  return { ELECTRON_OVERRIDE_DIST_PATH: desk, DISPLAY: ':99' }
}

function program(name: string, script: string): void {
  writeFileSync(join(desk, name), `#!/bin/sh\n${script}\n`)
  chmodSync(join(desk, name), 0o755)
}

/** What the browser was given, once it was. */
async function openedAddress(): Promise<string> {
  const note = join(desk, 'browser-was-opened')
  while (!existsSync(note)) await new Promise((later) => setTimeout(later, 20))
  return readFileSync(note, 'utf8').trim()
}

const ADDRESS = /^(http:\/\/127\.0\.0\.1:\d+\/\S*)$/m

describe('npm start', () => {
  it('serves the workstation where there is no display, prints its address, and ends when told to', async ({
    skip,
  }) => {
    skip(!MAY_READ_HERE, WHY_NOT)
    const run = start([])
    const address = await run.until(ADDRESS)
    expect(run.said()).toMatch(
      /^There is no display for Electron’s window\. The workstation opens in the browser/m,
    )
    expect(run.said()).toMatch(/^គ្មានអេក្រង់.*កម្មវិធីរុករក/m)
    const page = await fetch(address, { redirect: 'manual' })
    expect(page.status).toBeLessThan(400)
    run.stop()
    expect(await run.ended).toBe(0)
  })

  it('tells root that Electron keeps its sandbox, and serves', async ({ skip }) => {
    skip(!IS_ROOT, 'only root can see this')
    const run = start([], { env: standInDisplay(0), asIs: true })
    await run.until(ADDRESS)
    expect(run.said()).toMatch(/^Samnum’s window does not open for root: the sandbox/m)
    expect(run.said()).toMatch(/^ផ្ទាំងសំណុំរឿង មិនបើកក្រោមគណនី root ទេ/m)
    expect(existsSync(join(desk, 'electron-was-started'))).toBe(false)
    await openedAddress()
    run.stop()
    expect(await run.ended).toBe(0)
  })

  it('starts Electron where its runtime and a display are there, without any switch', async ({ skip }) => {
    skip(!MAY_READ_HERE, WHY_NOT)
    const run = start([], { env: standInDisplay(0) })
    expect(await run.ended).toBe(0)
    expect(readFileSync(join(desk, 'electron-was-started'), 'utf8')).toBe(`${join(desk, 'vault')} .\n`)
    expect(run.said()).not.toMatch(ADDRESS)
  })

  it('says what to do when Electron gives up at once, and serves', async ({ skip }) => {
    skip(!MAY_READ_HERE, WHY_NOT)
    const run = start([], { env: standInDisplay(133) })
    await run.until(ADDRESS)
    expect(run.said()).toMatch(/^Electron could not start\. .*chrome-sandbox/m)
    expect(run.said()).toMatch(/^Electron មិនអាចចាប់ផ្ដើមបានទេ។ .*chrome-sandbox/m)
    await openedAddress()
    run.stop()
    expect(await run.ended).toBe(0)
  })

  it('opens the browser at the address, without asking for Electron, when told to use it', async () => {
    const run = start(['--browser'], { env: standInDisplay(0), asIs: true })
    const address = await run.until(ADDRESS)
    expect(await openedAddress()).toBe(address)
    expect(existsSync(join(desk, 'electron-was-started'))).toBe(false)
    run.stop()
    expect(await run.ended).toBe(0)
  })

  it('refuses an option it does not know', async () => {
    const run = start(['--no-sandbox'], { asIs: true })
    expect(await run.ended).toBe(2)
    expect(run.said()).toContain('Usage: npm start')
  })
})
