import { lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { UpdateFailure } from '#app/ports/program-updates.ts'
import { signedBytes, writeSigned } from '#core/packages/signed-document.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { isTreePath, parseTreeIndex, type TreeFile, writeTreeIndex } from '#core/updates/program-tree.ts'
import { parseUpdateManifest, UPDATE_LIMITS, type UpdateManifest } from '#core/updates/update-manifest.ts'
import { signEd25519, signingKeyFromSeed, startSha256 } from '../crypto/primitives.ts'
import { readAll, writeAll } from '../disk/durable-file.ts'
import { openPlainFile } from '../disk/plain-folders.ts'
import { attemptUpdate } from './update-disk.ts'
import { createUpdateFile, LENGTH_BYTES, UPDATE_MAGIC } from './update-file.ts'

const COPY_BYTES = 1024 * 1024

/** What whoever releases a version says of it. */
export type Release = Pick<
  UpdateManifest,
  'version' | 'platform' | 'leastVersion' | 'entry' | 'releasedAtMs'
> & { readonly notes?: UpdateManifest['notes'] }

/** Makes the file of an update of a program's tree, signed by the release key whose seed this is. Links in the tree are refused. */
export async function makeUpdate(
  tree: string,
  to: string,
  release: Release,
  releaseSeed: Uint8Array,
): Promise<Result<UpdateManifest, UpdateFailure>> {
  const listed = await attemptUpdate(() => listTree(tree))
  if (!listed.ok) return listed
  const index = writeTreeIndex({ files: [...listed.value] })
  if (!parseTreeIndex(index, UPDATE_LIMITS.files).ok) return fail({ code: 'update/malformed' })
  const sizeBytes = listed.value.reduce((sum, file) => sum + file.sizeBytes, LENGTH_BYTES + index.length)
  const unsigned = { format: 'samnum-update', v: 1, ...release, sizeBytes } as const
  const sign = (digestHex: string) => {
    const document = { ...unsigned, digestHex } as UpdateManifest
    const signature = signEd25519(signingKeyFromSeed(releaseSeed), signedBytes(document))
    return writeSigned({ document, signatureHex: Buffer.from(signature).toString('hex') })
  }
  // A digest has one length, so that the place of the payload is known before its bytes are.
  const room = sign('0'.repeat(64))
  const form = parseUpdateManifest(room)
  if (!form.ok || sizeBytes > UPDATE_LIMITS.payloadBytes) return fail({ code: 'update/malformed' })
  const written = await attemptUpdate(async () => {
    const handle = await createUpdateFile(to)
    try {
      const payloadAt = UPDATE_MAGIC.length + LENGTH_BYTES + room.length
      const whole = startSha256()
      let at = payloadAt
      const put = async (bytes: Uint8Array) => {
        whole.update(bytes)
        await writeAll(handle, bytes, at)
        at += bytes.length
      }
      await put(lengthOf(index))
      await put(index)
      for (const { path } of listed.value) await readThrough(join(tree, ...path.split('/')), put)
      const manifest = sign(whole.digest('hex'))
      await writeAll(handle, Buffer.concat([UPDATE_MAGIC, lengthOf(manifest), manifest]), 0)
      await handle.sync()
      return manifest
    } finally {
      await handle.close()
    }
  })
  if (!written.ok) {
    await attemptUpdate(() => rm(to, { force: true }))
    return written
  }
  const read = parseUpdateManifest(written.value)
  return read.ok ? succeed(read.value.document) : read
}

function lengthOf(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32BE(bytes.length)
  return length
}

async function listTree(tree: string): Promise<readonly TreeFile[]> {
  const files: TreeFile[] = []
  const walk = async (below: string): Promise<void> => {
    for (const name of await readdir(join(tree, below))) {
      const path = below === '' ? name : `${below}/${name}`
      const found = await lstat(join(tree, ...path.split('/')))
      if (found.isDirectory()) {
        await walk(path)
        continue
      }
      if (!found.isFile() || !isTreePath(path))
        throw Object.assign(new Error(`no file of a program: ${path}`), { code: 'EINVAL', syscall: 'lstat' })
      const digest = startSha256()
      await readThrough(join(tree, ...path.split('/')), async (bytes) => void digest.update(bytes))
      const isExecutable = (found.mode & 0o100) !== 0
      files.push({
        path,
        sizeBytes: found.size,
        digestHex: digest.digest('hex') as TreeFile['digestHex'],
        isExecutable,
      })
    }
  }
  await walk('')
  return files.sort((one, other) => (one.path < other.path ? -1 : 1))
}

async function readThrough(path: string, take: (bytes: Uint8Array) => Promise<void>): Promise<void> {
  const handle = await openPlainFile(path)
  try {
    const buffer = Buffer.alloc(COPY_BYTES)
    for (let at = 0; ; ) {
      const readBytes = await readAll(handle, buffer, at)
      if (readBytes === 0) return
      await take(buffer.subarray(0, readBytes))
      at += readBytes
    }
  } finally {
    await handle.close()
  }
}
