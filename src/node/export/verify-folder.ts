import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { PackageCheck } from '#core/export/package-check.ts'
import type { PackageReport } from '#core/export/package-report.ts'
import type { PaperAnchor } from '#core/ledger/paper-anchor.ts'
import { startFileDigests } from '../crypto/file-digests.ts'
import { makeNativeEventCrypto } from '../crypto/native-event-crypto.ts'
import { verifyPaperSignature as verifyPaper } from '../crypto/paper-key.ts'
import { verifyDocument as verifyMessage } from '../crypto/sync-keys.ts'
import { type FolderFile, listFiles } from './list-files.ts'

const CHUNK_BYTES = 1024 * 1024

/** How a check is followed and called off. */
export type VerifyWork = {
  readonly anchors?: readonly PaperAnchor[]
  readonly signal?: AbortSignal
  readonly onProgress?: (doneBytes: number, totalBytes: number) => void
}

/**
 * Checks a folder that should be a package, or any other bag. Every file is read once, in pieces, whatever its size. Answers `null` when it is called
 * off. Throws what the system answers where a file cannot be read.
 */
export async function verifyFolder(
  root: string,
  { anchors = [], signal, onProgress = () => {} }: VerifyWork = {},
): Promise<PackageReport | null> {
  const files = await listFiles(root)
  const placeOf = new Map(files.map((file) => [file.path, file]))
  const check = new PackageCheck(files, { ...makeNativeEventCrypto(), verifyMessage, verifyPaper }, anchors)
  const tags = new Map<string, Uint8Array>()
  for (const path of check.tagPaths) tags.set(path, await readWhole(placeOf.get(path), signal))
  if (signal?.aborted) return null
  if (!check.takeTags(tags)) return check.finish()
  const wanted = check.wanted()
  const totalBytes = wanted.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  let doneBytes = 0
  for (const { path, algorithms } of wanted) {
    const digests = startFileDigests(algorithms)
    await readThrough(placeOf.get(path), signal, (chunk) => {
      digests.update(chunk)
      check.takeChunk(path, chunk)
      doneBytes += chunk.length
      onProgress(doneBytes, totalBytes)
    })
    if (signal?.aborted) return null
    check.takeDigests(path, digests.end())
  }
  return check.finish()
}

async function readWhole(file: FolderFile | undefined, signal: AbortSignal | undefined): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  await readThrough(file, signal, (chunk) => parts.push(Uint8Array.from(chunk)))
  return Buffer.concat(parts)
}

async function readThrough(
  file: FolderFile | undefined,
  signal: AbortSignal | undefined,
  take: (chunk: Uint8Array) => void,
): Promise<void> {
  if (file === undefined) return
  // A link that took the file's place since it was listed is not followed.
  const handle = await open(file.place, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
  try {
    const buffer = new Uint8Array(CHUNK_BYTES)
    while (signal?.aborted !== true) {
      const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES, null)
      if (bytesRead === 0) return
      take(buffer.subarray(0, bytesRead))
    }
  } finally {
    await handle.close()
  }
}
