import type { MediumFailure } from '#app/ports/vault-backup.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { errnoOf } from '../disk/disk-failure.ts'

const CODE_OF_ERRNO: { readonly [errno: string]: MediumFailure['code'] } = {
  ENOSPC: 'backup/medium-full',
  EDQUOT: 'backup/medium-full',
  EROFS: 'backup/medium-refuses',
  EACCES: 'backup/medium-refuses',
  EPERM: 'backup/medium-refuses',
  // A link, or something else that no backup has, stands where a folder or file of one would be.
  ELOOP: 'backup/not-a-backup',
  ENOTDIR: 'backup/not-a-backup',
  EMFILE: 'disk/too-many-open-files',
  ENFILE: 'disk/too-many-open-files',
}

/**
 * Runs work on a backup's medium. What the system refuses becomes a {@link MediumFailure}: a stick that was pulled out
 * answers ENOENT, EIO, ENODEV and others, so whatever has no meaning of its own means that it does not answer.
 */
export async function onMedium<T, F>(
  work: () => Promise<Result<T, F>>,
): Promise<Result<T, F | MediumFailure>> {
  try {
    return await work()
  } catch (error) {
    return fail(mediumFailureOf(error))
  }
}

/** {@link onMedium} for work that answers a bare value. */
export function attemptOnMedium<T>(work: () => Promise<T>): Promise<Result<T, MediumFailure>> {
  return onMedium(async () => succeed(await work()))
}

function mediumFailureOf(error: unknown): MediumFailure {
  const causeCode = errnoOf(error)
  const code = Object.hasOwn(CODE_OF_ERRNO, causeCode) ? CODE_OF_ERRNO[causeCode] : undefined
  return { code: code ?? 'backup/medium-failed', facts: { causeCode } }
}
