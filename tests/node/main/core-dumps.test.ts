import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { keepMemoryOutOfCoreDumps } from '../../../src/main/core-dumps.ts'

const MODULE = new URL('../../../src/main/core-dumps.ts', import.meta.url).href

test.skipIf(process.platform !== 'linux')('core dumps of the process and its children hold no memory', () => {
  const script = `
    const { keepMemoryOutOfCoreDumps } = await import(${JSON.stringify(MODULE)})
    const { readFileSync, writeFileSync } = await import('node:fs')
    const { execFileSync } = await import('node:child_process')
    // As the system starts a program; what started this one may have changed it already, and its children inherit that.
    writeFileSync('/proc/self/coredump_filter', '0x33')
    const before = readFileSync('/proc/self/coredump_filter', 'utf8').trim()
    const isDone = keepMemoryOutOfCoreDumps()
    const after = readFileSync('/proc/self/coredump_filter', 'utf8').trim()
    const child = execFileSync('cat', ['/proc/self/coredump_filter'], { encoding: 'utf8' }).trim()
    process.stdout.write(JSON.stringify({ before, isDone, after, child }))`
  const answer = JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }),
  )
  expect(Number.parseInt(answer.before, 16)).not.toBe(0)
  expect(answer).toMatchObject({ isDone: true, after: '00000000', child: '00000000' })
})

test('a system that does not let it is no error', () => {
  expect(keepMemoryOutOfCoreDumps('/proc/no/such/file')).toBe(false)
})
