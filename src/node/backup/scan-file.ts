import { constants } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { errnoOf } from '../disk/disk-failure.ts'
import { openPlainFile } from '../disk/plain-folders.ts'

const CHUNK_BYTES = 1024 * 1024
const WASM_PAGE_BYTES = 65_536

/** The multiple at which reading past the cache may begin; no disk has larger sectors. */
const SECTOR_BYTES = 4096

// Node's declarations leave it out.
declare const WebAssembly: {
  readonly Memory: new (limits: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer }
}

let aligned: ArrayBuffer | null = null
let isTaken = false

/**
 * Reads a file from its first byte to its last. A chunk is valid until the next is asked for.
 *
 * With O_DIRECT the bytes come from the medium and not from the cache that writing filled. It needs a buffer that begins
 * on a page; the memory of WebAssembly is the only one that JavaScript can have. One scan at a time has it; another that
 * runs meanwhile, and a file system that refuses, read in the ordinary way.
 */
export async function* scanFile(path: string): AsyncGenerator<Uint8Array> {
  if (!isTaken) {
    isTaken = true
    try {
      aligned ??= new WebAssembly.Memory({ initial: CHUNK_BYTES / WASM_PAGE_BYTES, maximum: 16 }).buffer
      const buffer = new Uint8Array(aligned)
      const direct = await openDirectly(path, buffer)
      if (direct !== null)
        return yield* readFrom(direct, buffer, (bytesRead) => bytesRead % SECTOR_BYTES !== 0)
    } finally {
      isTaken = false
    }
  }
  yield* readFrom(await openPlainFile(path), new Uint8Array(CHUNK_BYTES), () => false)
}

async function openDirectly(path: string, buffer: Uint8Array): Promise<FileHandle | null> {
  const { O_DIRECT } = constants
  if (O_DIRECT === undefined) return null
  let handle: FileHandle | null = null
  try {
    handle = await openPlainFile(path, O_DIRECT)
    // Some file systems take the flag and refuse the first read.
    await handle.read(buffer, 0, SECTOR_BYTES, 0)
    return handle
  } catch (error) {
    await handle?.close()
    if (REFUSES.has(errnoOf(error))) return null
    throw error
  }
}

/** What file systems without O_DIRECT answer. */
const REFUSES = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP'])

/** Direct reading cannot go on from within a sector, and only the end of a file leaves one unfilled. */
async function* readFrom(
  handle: FileHandle,
  buffer: Uint8Array,
  isEnd: (bytesRead: number) => boolean,
): AsyncGenerator<Uint8Array> {
  try {
    for (let offset = 0; ; ) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset)
      if (bytesRead > 0) yield buffer.subarray(0, bytesRead)
      offset += bytesRead
      if (bytesRead === 0 || isEnd(bytesRead)) return
    }
  } finally {
    await handle.close()
  }
}
