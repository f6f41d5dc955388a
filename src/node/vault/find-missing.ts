import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { UnlockFailure } from '#app/ports/vault-keeper.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { diskFailureOf, errnoOf } from '../disk/disk-failure.ts'
import { DATABASE_FILE, HEAD_FILE } from './vault-folder.ts'

/** Says which file of a vault is not there. */
export async function findMissing(folder: string): Promise<Result<void, UnlockFailure>> {
  for (const file of [DATABASE_FILE, HEAD_FILE]) {
    try {
      // An empty database file would be taken for a new one and an empty head for none: both are a loss, not a default.
      if ((await stat(join(folder, file))).size === 0)
        return fail({ code: 'vault/file-missing', facts: { file } })
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return fail({ code: 'vault/file-missing', facts: { file } })
      return fail(diskFailureOf(error))
    }
  }
  return succeed(undefined)
}
