import type { UpdateFailure } from '#app/ports/program-updates.ts'
import { fail, type Result } from '#core/result.ts'
import { attemptOnDisk } from '../disk/disk-failure.ts'

/** Runs work on the disk for an update; a full disk has a sentence of its own. */
export async function attemptUpdate<T>(work: () => Promise<T>): Promise<Result<T, UpdateFailure>> {
  const done = await attemptOnDisk(work)
  if (done.ok || done.failure.code !== 'disk/full') return done
  return fail({ code: 'update/disk-full' })
}
