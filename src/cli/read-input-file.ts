import { constants } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import type { Failure } from '#contract/failures.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { diskFailureOf, errnoOf } from '#node/disk/disk-failure.ts'
import { parseStrictJson } from './strict-json.ts'

/** Largest JSON file that a command reads. */
export const MAX_JSON_BYTES = 16 * 1024 * 1024

/** What a file may be: passphrases may come through a pipe that the shell made, everything else is an ordinary file. */
export type ReadLimits = { readonly maxBytes: number; readonly mayBePipe: boolean }

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf] as const
const CHUNK_BYTES = 64 * 1024

/** Reads a whole file, or says why it cannot be read. Facts name the file as it was typed. */
export async function readInputFile(path: string, limits: ReadLimits): Promise<Result<Uint8Array, Failure>> {
  if (path === '' || path.includes('\0')) return fail({ code: 'file/not-found', facts: { file: path } })
  try {
    const stats = await stat(path)
    if (stats.isDirectory()) return fail({ code: 'file/is-folder', facts: { file: path } })
    // Looked at before opening: opening a FIFO that nobody writes to would wait for ever.
    if (!stats.isFile() && !(limits.mayBePipe && (stats.isFIFO() || stats.isCharacterDevice()))) {
      return fail({ code: 'file/not-a-file', facts: { file: path } })
    }
    return await readAtMost(path, limits.maxBytes)
  } catch (error) {
    return fail(inputFailureOf(error, path))
  }
}

/**
 * Gives the bytes of an ordinary file of any size to `work` in chunks, with the file's size. `signal` ends the chunks early.
 * Failures are those of the file; what `work` throws goes through.
 */
export async function readInChunks<Value>(
  path: string,
  signal: AbortSignal,
  work: (chunks: AsyncIterable<Uint8Array>, sizeBytes: number) => Promise<Value>,
): Promise<Result<Value, Failure>> {
  const opened = await openOrdinaryFile(path)
  if (!opened.ok) return opened
  const { handle, sizeBytes } = opened.value
  let failure: Failure | null = null
  async function* chunks(): AsyncGenerator<Uint8Array> {
    while (!signal.aborted) {
      const chunk = new Uint8Array(CHUNK_BYTES)
      const bytesRead = await handle.read(chunk, 0, CHUNK_BYTES, null).then(
        (read) => read.bytesRead,
        (error: unknown) => {
          failure = inputFailureOf(error, path)
          return 0
        },
      )
      if (bytesRead === 0) return
      yield chunk.subarray(0, bytesRead)
    }
  }
  try {
    const value = await work(chunks(), sizeBytes)
    return failure === null ? succeed(value) : fail(failure)
  } finally {
    await handle.close()
  }
}

/** Reads a file of UTF-8 text without byte-order mark. */
export async function readTextFile(path: string, limits: ReadLimits): Promise<Result<string, Failure>> {
  const read = await readInputFile(path, limits)
  if (!read.ok) return read
  const bytes = read.value
  if (BYTE_ORDER_MARK.every((byte, index) => bytes[index] === byte)) {
    return fail({ code: 'file/byte-order-mark', facts: { file: path } })
  }
  const offsetBytes = findWrongUtf8(bytes)
  if (offsetBytes !== null) return fail({ code: 'file/not-utf8', facts: { file: path, offsetBytes } })
  return succeed(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'))
}

/** Reads a JSON file: UTF-8, no byte-order mark, no key twice, not nested too deep, at most {@link MAX_JSON_BYTES}. */
export async function readJsonFile(path: string): Promise<Result<unknown, Failure>> {
  const text = await readTextFile(path, { maxBytes: MAX_JSON_BYTES, mayBePipe: false })
  if (!text.ok) return text
  if (text.value.trim() === '') return fail({ code: 'file/empty', facts: { file: path } })
  const parsed = parseStrictJson(text.value)
  if (parsed.ok) return parsed
  const { code, facts } = parsed.failure
  return fail({ code, facts: { ...facts, file: path } })
}

async function openOrdinaryFile(
  path: string,
): Promise<Result<{ readonly handle: FileHandle; readonly sizeBytes: number }, Failure>> {
  if (path === '' || path.includes('\0')) return fail({ code: 'file/not-found', facts: { file: path } })
  try {
    const stats = await stat(path)
    if (stats.isDirectory()) return fail({ code: 'file/is-folder', facts: { file: path } })
    if (!stats.isFile()) return fail({ code: 'file/not-a-file', facts: { file: path } })
    return succeed({ handle: await open(path, constants.O_RDONLY), sizeBytes: stats.size })
  } catch (error) {
    return fail(inputFailureOf(error, path))
  }
}

async function readAtMost(path: string, maxBytes: number): Promise<Result<Uint8Array, Failure>> {
  const handle = await open(path, constants.O_RDONLY)
  try {
    const chunks: Uint8Array[] = []
    let sizeBytes = 0
    for (;;) {
      const chunk = new Uint8Array(CHUNK_BYTES)
      const { bytesRead } = await handle.read(chunk, 0, CHUNK_BYTES, null)
      if (bytesRead === 0) return succeed(Buffer.concat(chunks))
      sizeBytes += bytesRead
      if (sizeBytes > maxBytes) return fail({ code: 'file/too-large', facts: { file: path, maxBytes } })
      chunks.push(chunk.subarray(0, bytesRead))
    }
  } finally {
    await handle.close()
  }
}

/** The position of the first byte that is no UTF-8, or `null`. */
function findWrongUtf8(bytes: Uint8Array): number | null {
  const decode = (end: number) => {
    try {
      new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(0, end), {
        stream: true,
      })
      return true
    } catch {
      return false
    }
  }
  try {
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return null
  } catch {
    // Prefixes are right up to the wrong byte and wrong from it on, so that halving finds it.
    let right = 0
    let wrong = bytes.length
    if (decode(wrong)) return wrong
    while (wrong - right > 1) {
      const middle = (right + wrong) >> 1
      if (decode(middle)) right = middle
      else wrong = middle
    }
    return right
  }
}

function inputFailureOf(error: unknown, file: string): Failure {
  const causeCode = errnoOf(error)
  switch (causeCode) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ELOOP':
    case 'ENAMETOOLONG':
      return { code: 'file/not-found', facts: { file } }
    case 'EACCES':
    case 'EPERM':
      return { code: 'file/not-readable', facts: { file } }
    case 'EMFILE':
    case 'ENFILE':
      return diskFailureOf(error)
    default:
      return { code: 'file/read-failed', facts: { file, causeCode } }
  }
}
