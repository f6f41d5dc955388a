import type { CarrierFailure } from '#app/ports/folder-carriers.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { errnoOf } from '../../disk/disk-failure.ts'

const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
const REFUSES: ReadonlySet<string> = new Set([
  'EROFS',
  'EACCES',
  'EPERM',
  'ENOTDIR',
  'EISDIR',
  'ELOOP',
  'EINVAL',
])

/** Translates what a system call on a stick threw. @throws the error itself when it is a bug. */
export function carrierFailureOf(error: unknown): CarrierFailure {
  const causeCode = errnoOf(error)
  if (FULL.has(causeCode)) return { code: 'sync/carrier-full', facts: { causeCode } }
  return {
    code: REFUSES.has(causeCode) ? 'sync/carrier-refuses' : 'sync/carrier-failed',
    facts: { causeCode },
  }
}

/** Runs work on a stick; what the system refuses becomes a {@link CarrierFailure}. */
export async function attemptOnCarrier<T>(work: () => Promise<T>): Promise<Result<T, CarrierFailure>> {
  try {
    return succeed(await work())
  } catch (error) {
    return fail(carrierFailureOf(error))
  }
}
