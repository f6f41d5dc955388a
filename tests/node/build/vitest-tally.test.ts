import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../../..')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samnum-tally-'))
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  mkdirSync(join(folder, 'tests'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Runs vitest over files with the given contents and answers its exit code and the tally. */
function run(files: Readonly<Record<string, string>>) {
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, 'tests', name), `import { expect, it } from 'vitest'\n${text}`)
  }
  const tally = join(folder, 'out', 'tally.json')
  const { status } = spawnSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/vitest/vitest.mjs'),
      ...['run', '--reporter=dot', `--reporter=${join(ROOT, 'build/vitest-tally.mjs')}`],
    ],
    { cwd: folder, env: { ...process.env, SAMNUM_TALLY: tally }, stdio: 'ignore' },
  )
  return { status, tallies: JSON.parse(readFileSync(tally, 'utf8')) }
}

describe('the tally of a vitest run', () => {
  it('counts what passed and gives the reason of what was skipped', () => {
    const { status, tallies } = run({
      'a.test.ts': `it('holds', () => {}); it('waits', ({ skip }) => { skip('no disk to fill') })`,
      'b.test.ts': `console.log('no corpus here'); it.skipIf(true)('reads it', () => {})`,
    })
    expect(status).toBe(0)
    expect(tallies['']).toEqual({
      passed: 1,
      workSeconds: expect.any(Number),
      times: ['tests/a.test.ts', 'tests/b.test.ts'].map((name) => ({ name, seconds: expect.any(Number) })),
      failed: [],
      skipped: [
        { name: 'tests/a.test.ts › waits', reason: 'no disk to fill' },
        { name: 'tests/b.test.ts › reads it', reason: 'no corpus here' },
      ],
    })
  })

  it('counts as failed what fails, what cannot be loaded, what is skipped without a reason, and errors outside tests', () => {
    const { tallies } = run({
      'a.test.ts': `it('breaks', () => { expect(1).toBe(2) })`,
      'b.test.ts': `throw new Error('at load')`,
      'c.test.ts': `it.skipIf(true)('hides', () => {})`,
      'd.test.ts': `it('leaves a rejection behind', () => { Promise.reject(new Error('late')) })`,
    })
    expect(tallies.outside.failed).toEqual(['1 errors outside any test'])
    expect(tallies[''].failed.toSorted()).toEqual([
      'tests/a.test.ts › breaks',
      'tests/b.test.ts (the file itself)',
      'tests/c.test.ts › hides (skipped without a reason)',
    ])
    expect(tallies[''].skipped).toEqual([])
  })
})
