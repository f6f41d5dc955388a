import { open } from 'node:fs/promises'
import { constants } from 'node:os'
import { expect, test } from 'vitest'
import { attemptOnDisk, diskFailureOf, errnoOf } from '#node/disk/disk-failure.ts'

/** An error as Node makes it from what a system call answers. */
function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: in words that nothing reads`), { code, syscall: 'write' })
}

test.each([
  ['ENOSPC', 'disk/full'],
  ['EDQUOT', 'disk/full'],
  ['EROFS', 'disk/read-only'],
  ['EACCES', 'disk/no-permission'],
  ['EPERM', 'disk/no-permission'],
  ['EMFILE', 'disk/too-many-open-files'],
  ['ENFILE', 'disk/too-many-open-files'],
  ['ENAMETOOLONG', 'disk/name-too-long'],
  ['EIO', 'disk/failed'],
  ['ENOENT', 'disk/failed'],
  ['ENODEV', 'disk/failed'],
  ['EFBIG', 'disk/failed'],
])('%s is %s, and stays in the facts', async (causeCode, code) => {
  const failure = { code, facts: { causeCode } }
  expect(diskFailureOf(systemError(causeCode))).toEqual(failure)
  expect(await attemptOnDisk(() => Promise.reject(systemError(causeCode)))).toEqual({ ok: false, failure })
})

test('an errno that libuv has no name for is known by its number', () => {
  const unnamed = (errno: number) => Object.assign(systemError(`Unknown system error ${errno}`), { errno })
  const quota = constants.errno.EDQUOT
  expect(diskFailureOf(unnamed(-quota))).toEqual({ code: 'disk/full', facts: { causeCode: 'EDQUOT' } })
  expect(diskFailureOf(unnamed(-999_999))).toEqual({ code: 'disk/failed', facts: { causeCode: 'E999999' } })
})

test('what the system answers to a real call is translated', async () => {
  const failure = { code: 'disk/failed', facts: { causeCode: 'ENOENT' } }
  expect(await attemptOnDisk(() => open('/no/such/file'))).toEqual({ ok: false, failure })
})

test.each([
  ['a plain error', new Error('bug')],
  ['a wrong argument', Object.assign(new TypeError('bug'), { code: 'ERR_INVALID_ARG_TYPE' })],
  ['a closed descriptor', systemError('EBADF')],
  ['a wrong pointer', systemError('EFAULT')],
  ['no error at all', 'ENOSPC'],
])('%s is a bug and stays thrown', async (_, thrown) => {
  await expect(attemptOnDisk(() => Promise.reject(thrown))).rejects.toBe(thrown)
  expect(() => errnoOf(thrown)).toThrow()
})

test('work that succeeds gives its value', async () => {
  expect(await attemptOnDisk(async () => 5)).toEqual({ ok: true, value: 5 })
})
