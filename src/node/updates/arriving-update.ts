import { constants } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ArrivingUpdate, UpdateFailure } from '#app/ports/program-updates.ts'
import { NETWORK_LIMITS } from '#core/network/network-limits.ts'
import type { Result } from '#core/result.ts'
import { type SignedUpdate, updateFileBytes, updateName } from '#core/updates/update-manifest.ts'
import { ensureFolder, writeAll } from '../disk/durable-file.ts'
import { namesIn, PROGRAM_PATHS } from './program-folder.ts'
import { attemptUpdate } from './update-disk.ts'

/** Opens the file of an update that arrives, cut to whole pieces. What came of other updates is removed: only one is wanted. */
export async function openArriving(
  program: string,
  update: SignedUpdate,
): Promise<Result<ArrivingUpdate, UpdateFailure>> {
  const folder = PROGRAM_PATHS.arriving(program)
  const name = updateName(update.document)
  const path = join(folder, name)
  return await attemptUpdate(async () => {
    await ensureFolder(folder)
    for (const other of await namesIn(folder))
      if (other !== name) await rm(join(folder, other), { recursive: true, force: true })
    const handle = await open(path, constants.O_RDWR | constants.O_CREAT, 0o644)
    try {
      const { size } = await handle.stat()
      const heldBytes = size > updateFileBytes(update) ? 0 : size - (size % NETWORK_LIMITS.pieceBytes)
      await handle.truncate(heldBytes)
      let atBytes = heldBytes
      return {
        path,
        heldBytes,
        append: (bytes) =>
          attemptUpdate(async () => {
            await writeAll(handle, bytes, atBytes)
            atBytes += bytes.length
          }),
        close: () => handle.close(),
        discard: () => rm(path, { force: true }),
      }
    } catch (error) {
      await handle.close()
      throw error
    }
  })
}
