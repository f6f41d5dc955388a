import * as z from 'zod'
import type { DiskFailure } from '#app/ports/disk-failure.ts'
import type { NetworkSettings } from '#contract/network-operations.ts'
import { canonicalBytes, parseCanonical } from '#core/ledger/canonical-json.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { attemptOnDisk, diskFailureOf, errnoOf } from '../../disk/disk-failure.ts'
import { writeFileDurably } from '../../disk/durable-file.ts'
import { readUpTo } from '../../disk/read-file.ts'

/** What counts where nothing was said. */
const NO_SETTINGS: NetworkSettings = {
  address: null,
  proxy: null,
  limitKilobits: null,
  isMetered: false,
}

const MOST_BYTES = 4096

const shape = z.strictObject({
  format: z.literal('samnum-network'),
  v: z.literal(1),
  address: z.string().nullable(),
  proxy: z.string().nullable(),
  limitKilobits: z.number().int().min(8).nullable(),
  isMetered: z.boolean(),
})

/** Reads the settings; a file that does not read says nothing, as one that is not there. */
export async function readSettings(path: string): Promise<Result<NetworkSettings, DiskFailure>> {
  try {
    const bytes = await readUpTo(path, MOST_BYTES)
    const value = bytes === null ? null : parseCanonical(bytes)
    const read = shape.safeParse(value?.ok === true ? value.value : null)
    if (!read.success) return succeed(NO_SETTINGS)
    const { address, proxy, limitKilobits, isMetered } = read.data
    return succeed({ address, proxy, limitKilobits, isMetered })
  } catch (error) {
    return errnoOf(error) === 'ENOENT' ? succeed(NO_SETTINGS) : fail(diskFailureOf(error))
  }
}

/** Keeps the settings: whole, or as they were. */
export async function writeSettings(
  path: string,
  settings: NetworkSettings,
): Promise<Result<void, DiskFailure>> {
  return await attemptOnDisk(() =>
    writeFileDurably(path, canonicalBytes({ format: 'samnum-network', v: 1, ...settings })),
  )
}
