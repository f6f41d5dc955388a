import { afterEach, expect, test, vi } from 'vitest'
import { log, logBug } from '../../../src/main/log.ts'

const lines: string[] = []
const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((line) => {
  lines.push(String(line))
  return true
})

afterEach(() => {
  lines.length = 0
})

test('a line is a reference, a code and at most one harmless word, on standard error', () => {
  const reference = log('navigation-refused', 'https')
  expect(reference).toMatch(/^[0-9a-f]{8}$/)
  log('locked')
  expect(lines).toEqual([
    `samnum ${reference} navigation-refused https\n`,
    expect.stringMatching(/^samnum [0-9a-f]{8} locked\n$/),
  ])
  expect(stderr).toHaveBeenCalledTimes(2)
})

test('whatever else is handed in is cut down to one short word', () => {
  log('permission-refused', `media\nsamnum 00000000 forged /etc/passwd ${'x'.repeat(100)}`)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/^samnum [0-9a-f]{8} permission-refused [\w.-]{1,40}\n$/)
})

test('a throw is logged by its class, never by what it says', () => {
  logBug('bug', new RangeError('the passphrase is swordfish'))
  logBug('engine-bug', 'the passphrase is swordfish')
  expect(lines.join('')).toMatch(/ bug RangeError\n.* engine-bug string\n$/)
  expect(lines.join('')).not.toContain('swordfish')
})
