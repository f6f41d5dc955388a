import { constants } from 'node:os'
import type { DiskFailure } from '#app/ports/disk-failure.ts'
import { fail, type Result, succeed } from '#core/result.ts'

const CODE_OF_ERRNO: { readonly [errno: string]: DiskFailure['code'] } = {
  ENOSPC: 'disk/full',
  EDQUOT: 'disk/full',
  EROFS: 'disk/read-only',
  EACCES: 'disk/no-permission',
  EPERM: 'disk/no-permission',
  ENAMETOOLONG: 'disk/name-too-long',
  EMFILE: 'disk/too-many-open-files',
  ENFILE: 'disk/too-many-open-files',
}

/** Errors that only a mistake of ours can cause: a closed or foreign descriptor, a wrong pointer. */
const BUGS = new Set(['EBADF', 'EFAULT'])

/** Names by number, for those that libuv has no name for and reports as `Unknown system error -122`. */
const NAME_OF_NUMBER: ReadonlyMap<number, string> = new Map(
  Object.entries(constants.errno).map(([name, number]) => [-number, name]),
)

/**
 * The name of the errno that the system answered (`ENOSPC`).
 *
 * @throws the error itself when no system call answered it, or when only a bug can have caused it.
 */
export function errnoOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) throw error
  if (typeof error.code !== 'string' || BUGS.has(error.code)) throw error
  if (/^[A-Z][A-Z0-9_]*$/.test(error.code)) return error.code
  const number = 'errno' in error && typeof error.errno === 'number' ? error.errno : 0
  return NAME_OF_NUMBER.get(number) ?? `E${-number}`
}

/**
 * Translates what a system call threw; the errno stays in `facts.causeCode`. This is the only place that does so.
 *
 * @throws the error itself when no system call answered it: that is a bug.
 */
export function diskFailureOf(error: unknown): DiskFailure {
  const causeCode = errnoOf(error)
  const code = Object.hasOwn(CODE_OF_ERRNO, causeCode) ? CODE_OF_ERRNO[causeCode] : undefined
  return { code: code ?? 'disk/failed', facts: { causeCode } }
}

/** Runs work on the disk; what the system refuses becomes a {@link DiskFailure}, a bug stays thrown. */
export async function attemptOnDisk<T>(work: () => Promise<T>): Promise<Result<T, DiskFailure>> {
  try {
    return succeed(await work())
  } catch (error) {
    return fail(diskFailureOf(error))
  }
}
