import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { ByteSource } from '#app/ports/byte-source.ts'
import { errnoOf } from '#node/disk/disk-failure.ts'

/**
 * What tells a source from any other and from itself once it was changed. Large numbers are decimal text, so that they can be kept.
 *
 * A device has no times that its content changes; it is the same only while the machine runs, which `bootId` names.
 */
export type SourceIdentity = {
  readonly form: 'file' | 'device'
  readonly device: string
  readonly inode: string
  readonly sizeBytes: number
  readonly modifiedAtNs: string
  readonly changedAtNs: string
  readonly bootId: string | null
}

/** A source that lies on this machine, so that a thread can read it by itself and a later run can find it again. */
export type LocalFile = { readonly path: string | Buffer; readonly identity: SourceIdentity }

const localFiles = new WeakMap<ByteSource, LocalFile>()
const openHandles = new WeakMap<object, FileHandle>()

/** Says where a source lies. A source that is wrapped is another one, and is read through its reader. */
export function rememberLocalFile(source: ByteSource, file: LocalFile): ByteSource {
  localFiles.set(source, file)
  return source
}

/** Where a source lies, or `null` when it can only be read through its reader. */
export function localFileOf(source: ByteSource): LocalFile | null {
  return localFiles.get(source) ?? null
}

/** Says which open file a reader reads. */
export function rememberHandle<Reader extends object>(reader: Reader, handle: FileHandle): Reader {
  openHandles.set(reader, handle)
  return reader
}

/** The open file behind a reader, or `null` when there is none. */
export function handleOf(reader: object): FileHandle | null {
  return openHandles.get(reader) ?? null
}

/**
 * Opens a file that is open already a second time, past the page cache, or answers `null` where that cannot be had. A folder in
 * memory cannot, nor can systems without the flag; whatever stands in the way, the first opening still serves.
 */
export async function openDirect(
  path: string | Buffer,
  opened: FileHandle,
  access: 'read' | 'write',
): Promise<FileHandle | null> {
  const { O_DIRECT = 0, O_NOFOLLOW = 0, O_NONBLOCK = 0, O_NOATIME = 0, O_RDONLY, O_WRONLY } = constants
  if (O_DIRECT === 0) return null
  const flags = O_DIRECT | O_NOFOLLOW | O_NONBLOCK | (access === 'read' ? O_RDONLY : O_WRONLY)
  const direct =
    (await openOrNull(path, access === 'read' ? flags | O_NOATIME : flags)) ??
    (access === 'read' ? await openOrNull(path, flags) : null)
  if (direct === null) return null
  const [here, there] = [await opened.stat({ bigint: true }), await direct.stat({ bigint: true })]
  if (here.dev === there.dev && here.ino === there.ino) return direct
  await direct.close()
  return null
}

async function openOrNull(path: string | Buffer, flags: number): Promise<FileHandle | null> {
  try {
    return await open(path, flags)
  } catch (error) {
    errnoOf(error)
    return null
  }
}
