import { join } from 'node:path'
import type { GazetteerStore } from '#app/ports/gazetteer-store.ts'
import { MAX_GAZETTEER_BYTES } from '#contract/gazetteer-operations.ts'
import { type Gazetteer, parseGazetteer, writeGazetteer } from '#core/gazetteer/gazetteer.ts'
import { fail, succeed } from '#core/result.ts'
import { diskFailureOf, errnoOf } from '../disk/disk-failure.ts'
import { writeFileDurably } from '../disk/durable-file.ts'
import { readUpTo } from '../disk/read-file.ts'
import { GAZETTEER_FILE } from '../vault/vault-folder.ts'

/** Keeps the national gazetteer in a vault's folder. */
export function makeFolderGazetteer(folder: string): GazetteerStore {
  const path = join(folder, GAZETTEER_FILE)
  let held: Gazetteer | null = null
  return {
    async read() {
      if (held !== null) return succeed(held)
      try {
        held = parse(await readUpTo(path, MAX_GAZETTEER_BYTES))
        return succeed(held)
      } catch (error) {
        return errnoOf(error) === 'ENOENT' ? succeed(null) : fail(diskFailureOf(error))
      }
    },
    async keep(gazetteer) {
      try {
        await writeFileDurably(path, Buffer.from(writeGazetteer(gazetteer)))
      } catch (error) {
        return fail(diskFailureOf(error))
      }
      held = gazetteer
      return succeed(undefined)
    },
  }
}

// A file that somebody changed by hand is as good as none: addresses are written in words then.
function parse(bytes: Uint8Array | null): Gazetteer | null {
  if (bytes === null) return null
  try {
    const parsed = parseGazetteer(JSON.parse(Buffer.from(bytes).toString('utf8')))
    return parsed.ok ? parsed.value : null
  } catch {
    return null
  }
}
