import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MOST_TRIALS, newProgramBook, type ProgramBook, withPending } from '#core/updates/program-book.ts'
import { makeFolderProgramUpdates, markAnswered } from '#node/updates/folder-program-updates.ts'

const LAUNCHER = fileURLToPath(new URL('../../../src/cli/launch.mjs', import.meta.url))

let program = ''
beforeEach(async () => {
  program = await mkdtemp(join(tmpdir(), 'samnum-launcher-'))
  await cp(LAUNCHER, join(program, 'samnum.mjs'))
  await put('1.0.0', "console.log('1.0.0', ...process.argv.slice(2))")
  await keep(newProgramBook({ version: '1.0.0', entry: 'start.mjs' }))
})
afterEach(() => rm(program, { recursive: true, force: true }))

async function put(version: string, code: string): Promise<void> {
  await mkdir(join(program, 'versions', version), { recursive: true })
  await writeFile(join(program, 'versions', version, 'start.mjs'), code)
}
const path = () => join(program, 'program.json')
const keep = (book: ProgramBook) => writeFile(path(), JSON.stringify(book))
const book = async () => JSON.parse(await readFile(path(), 'utf8')) as ProgramBook
const pend = async (version: string) => keep(withPending(await book(), { version, entry: 'start.mjs' }))

async function launch(
  ...args: string[]
): Promise<{ readonly out: string; readonly error: string; readonly code: number | null }> {
  return await new Promise((resolve) => {
    const child = spawn(process.execPath, [join(program, 'samnum.mjs'), ...args], {
      env: { PATH: process.env.PATH, LANG: 'en_US.UTF-8' },
    })
    let [out, error] = ['', '']
    child.stdout.on('data', (bytes) => (out += bytes))
    child.stderr.on('data', (bytes) => (error += bytes))
    child.on('close', (code) => resolve({ out, error, code }))
  })
}

const at = (runningVersion: string) => ({
  folder: program,
  runningVersion,
  platform: 'linux-x64',
  releaseKeys: [],
})

describe('the launcher', () => {
  it('starts the current version with what was typed, and answers as it does', async () => {
    expect(await launch('case', 'list')).toEqual({ out: '1.0.0 case list\n', error: '', code: 0 })
    await put('1.0.0', 'process.exit(2)')
    expect((await launch()).code).toBe(2)
  })

  it('changes to what stands ready, on trial until it comes up', async () => {
    await put('1.1.0', "console.log('1.1.0', process.env.SAMNUM_RUNNING)")
    await pend('1.1.0')
    expect((await launch()).out).toBe('1.1.0 1.1.0\n')
    expect(await book()).toMatchObject({
      current: '1.1.0',
      previous: '1.0.0',
      pending: null,
      trial: { starts: 1 },
    })
    await makeFolderProgramUpdates(at('1.0.0')).markHealthy()
    expect((await book()).trial).not.toBeNull()
    await makeFolderProgramUpdates(at('1.1.0')).markHealthy()
    expect(await book()).toMatchObject({ trial: null, highest: '1.1.0' })
    expect((await readdir(join(program, 'versions'))).sort()).toEqual(['1.0.0', '1.1.0'])
  })

  it.each([
    ['throws at once', 'throw new Error()'],
    ['is not understood', 'this is no program'],
    ['is killed', "process.kill(process.pid, 'SIGKILL'); setTimeout(() => {}, 60000)"],
  ])('goes back by itself when the new version %s, and does what was asked', async (_, code) => {
    await put('1.1.0', code)
    await pend('1.1.0')
    const ran = await launch('case', 'list')
    expect(ran).toMatchObject({ out: '1.0.0 case list\n', code: 0 })
    expect(ran.error).toContain('Version 1.1.0 does not come up, so Samnum went back to version 1.0.0.')
    expect(await book()).toMatchObject({
      current: '1.0.0',
      previous: null,
      trial: null,
      failed: ['1.1.0'],
      highest: '1.0.0',
    })
    expect((await launch()).error).toBe('')
  })

  it('lets a new version that does something orderly refuse what was asked', async () => {
    await put(
      '1.1.0',
      `import { readFileSync, writeFileSync } from 'node:fs'
       const path = process.env.SAMNUM_PROGRAM + '/program.json'
       const book = JSON.parse(readFileSync(path, 'utf8'))
       writeFileSync(path, JSON.stringify({ ...book, trial: { ...book.trial, hasAnswered: true } }))
       process.exit(1)`,
    )
    await pend('1.1.0')
    expect(await launch()).toEqual({ out: '', error: '', code: 1 })
    expect(await book()).toMatchObject({ current: '1.1.0', failed: [], trial: { starts: 1 } })
  })

  it('learns from the program that it answered', async () => {
    await keep({ ...(await book()), trial: { starts: 1, hasAnswered: false } })
    await markAnswered(at('0.9.0'))
    expect((await book()).trial).toEqual({ starts: 1, hasAnswered: false })
    await markAnswered(at('1.0.0'))
    expect((await book()).trial).toEqual({ starts: 1, hasAnswered: true })
  })

  it('goes back after as many starts as may pass without the version coming up', async () => {
    await put('1.1.0', "console.log('1.1.0')")
    await pend('1.1.0')
    for (let start = 0; start < MOST_TRIALS; start++) expect((await launch()).out).toBe('1.1.0\n')
    expect((await launch()).out).toBe('1.0.0\n')
    expect(await book()).toMatchObject({ current: '1.0.0', failed: ['1.1.0'] })
  })

  it('keeps the current version when what stands ready is not there', async () => {
    await pend('1.1.0')
    expect((await launch()).out).toBe('1.0.0\n')
    expect(await book()).toMatchObject({ current: '1.0.0', pending: null, failed: ['1.1.0'] })
  })

  it('knows how many trials the program knows', async () => {
    expect(await readFile(LAUNCHER, 'utf8')).toContain(`const MOST_TRIALS = ${MOST_TRIALS}\n`)
  })
})
