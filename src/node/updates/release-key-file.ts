import type { UpdateFailure } from '#app/ports/program-updates.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { randomBytes, rawPublicKey, signingKeyFromSeed } from '../crypto/primitives.ts'
import { createFile, writeAll } from '../disk/durable-file.ts'
import { readUpTo } from '../disk/read-file.ts'
import { attemptUpdate } from './update-disk.ts'

const FORM = /^samnum-release-key-1 ([0-9a-f]{64})\n$/
const MOST_BYTES = 200

/** Makes a release key: writes its seed to a new file that only its owner reads, and answers the public key in hex. */
export async function makeReleaseKey(path: string): Promise<Result<string, UpdateFailure>> {
  const seed = randomBytes(32)
  const written = await attemptUpdate(async () => {
    const handle = await createFile(path)
    try {
      await writeAll(handle, Buffer.from(`samnum-release-key-1 ${Buffer.from(seed).toString('hex')}\n`), 0)
      await handle.sync()
    } finally {
      await handle.close()
    }
  })
  const publicKey = Buffer.from(rawPublicKey(signingKeyFromSeed(seed))).toString('hex')
  seed.fill(0)
  return written.ok ? succeed(publicKey) : written
}

/** Reads the seed of a release key. */
export async function readReleaseSeed(path: string): Promise<Result<Uint8Array, UpdateFailure>> {
  const read = await attemptUpdate(() => readUpTo(path, MOST_BYTES))
  if (!read.ok) return read
  const found = FORM.exec(Buffer.from(read.value ?? new Uint8Array(0)).toString('latin1'))?.[1]
  return found === undefined ? fail({ code: 'update/no-release-key' }) : succeed(Buffer.from(found, 'hex'))
}
