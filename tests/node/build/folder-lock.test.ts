import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withFolderLock } from '../../../build/folder-lock.mjs'

const LOCK_MODULE = resolve(import.meta.dirname, '../../../build/folder-lock.mjs')

/** Adds one to a number in a file, reading and writing far apart, so that two at once would lose a step. */
const COUNT_UP = `
  import { readFileSync, writeFileSync } from 'node:fs'
  import { setTimeout as sleep } from 'node:timers/promises'
  import { withFolderLock } from ${JSON.stringify(LOCK_MODULE)}
  const [lock, file] = process.argv.slice(1)
  for (let round = 0; round < 5; round += 1) {
    await withFolderLock(lock, async () => {
      const before = Number(readFileSync(file, 'utf8'))
      await sleep(5)
      writeFileSync(file, String(before + 1))
    })
  }
`

let folder: string
let lock: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samnum-lock-'))
  lock = join(folder, '.set-up.lock')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Runs a script in a process of its own and answers its exit code. */
function run(script: string, args: readonly string[]): Promise<number | null> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script, '--', ...args], {
    stdio: 'inherit',
  })
  return new Promise((done) => child.once('exit', done))
}

/** The id of a process that has ended. */
function pidOfTheDead(): number {
  return spawnSync(process.execPath, ['--eval', '0']).pid
}

describe('the set-up lock', () => {
  it('lets processes in one at a time', async () => {
    const file = join(folder, 'count')
    writeFileSync(file, '0')
    const codes = await Promise.all([1, 2, 3].map(() => run(COUNT_UP, [lock, file])))
    expect(codes).toEqual([0, 0, 0])
    expect(readFileSync(file, 'utf8')).toBe('15')
    expect(readdirSync(folder)).toEqual(['count'])
  })

  it('takes over from a process that died holding it, for one waiter only', async () => {
    const file = join(folder, 'count')
    writeFileSync(file, '0')
    mkdirSync(lock)
    writeFileSync(
      join(lock, 'owner.json'),
      JSON.stringify({ pid: pidOfTheDead(), host: hostname(), token: 'dead' }),
    )
    const codes = await Promise.all([1, 2, 3].map(() => run(COUNT_UP, [lock, file])))
    expect(codes).toEqual([0, 0, 0])
    expect(readFileSync(file, 'utf8')).toBe('15')
    expect(existsSync(lock)).toBe(false)
  })

  it('is released when the work throws', async () => {
    const broken = withFolderLock(lock, async () => {
      throw new Error('no space')
    })
    await expect(broken).rejects.toThrow('no space')
    await expect(withFolderLock(lock, async () => 'free')).resolves.toBe('free')
  })
})
