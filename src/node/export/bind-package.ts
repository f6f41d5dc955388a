import { Encrypter } from 'age-encryption'
import { Header, Pax } from 'tar'
import { CANCELLED, type Cancelled } from '#app/ports/byte-source.ts'
import type { Outgoing, OutgoingPart } from '#app/ports/outlets.ts'
import { fail, type Result, succeed } from '#core/result.ts'

/** Every record of a tar has as many bytes (POSIX.1-2017, pax, "ustar Interchange Format"). */
const RECORD_BYTES = 512
/** Two records of zeros end a tar. */
const END_BYTES = 2 * RECORD_BYTES
/** An instant that says nothing of when something was put in: 1 January 2000. */
const NO_TIME = new Date('2000-01-01T00:00:00Z')

/** Thrown inside a stream to end it with a stated failure. */
class Stopped<Problem> extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super('a part of a package does not come')
    this.problem = problem
  }
}

/** Binds files into one: a tar, sealed with age where there are recipients. Files are opened when their turn comes. */
export async function bindPackage<Problem>(
  fileName: string,
  parts: readonly OutgoingPart<Problem>[],
  recipients: readonly string[],
): Promise<Outgoing<Problem | Cancelled> & { readonly close: () => Promise<void> }> {
  const heads = parts.map(({ path, sizeBytes, modifiedAtMs }) => headOf(path, sizeBytes, modifiedAtMs))
  const tarBytes = parts.reduce(
    (sum, { sizeBytes }, index) => sum + (heads[index]?.length ?? 0) + sizeBytes + paddingOf(sizeBytes),
    END_BYTES,
  )
  const tar = tarOf(parts, heads)
  if (recipients.length === 0) {
    const close = async () => void (await tar.return(undefined))
    return { fileName, sizeBytes: tarBytes, nextChunk: () => pull(() => tar.next()), close }
  }
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  const source = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await tar.next()
      if (next.done === true) controller.close()
      else controller.enqueue(next.value)
    },
    async cancel() {
      await tar.return(undefined)
    },
  })
  const sealed = await encrypter.encrypt(source)
  const reader = sealed.getReader()
  return {
    fileName,
    sizeBytes: sealed.size(tarBytes),
    nextChunk: () => pull(() => reader.read()),
    close: () => reader.cancel().catch(() => {}),
  }
}

async function pull<Problem>(
  next: () => Promise<{ readonly done?: boolean | undefined; readonly value?: Uint8Array | undefined }>,
): Promise<Result<Uint8Array | null, Problem | Cancelled>> {
  try {
    const { done, value } = await next()
    // Whoever takes it overwrites it, and a stream may still hold what it gave.
    return succeed(done === true || value === undefined ? null : new Uint8Array(value))
  } catch (error) {
    if (error instanceof Stopped) return fail(error.problem as Problem)
    if (error instanceof DOMException && error.name === 'AbortError') return fail(CANCELLED)
    throw error
  }
}

async function* tarOf<Problem>(
  parts: readonly OutgoingPart<Problem>[],
  heads: readonly Uint8Array[],
): AsyncGenerator<Uint8Array> {
  for (const [index, part] of parts.entries()) {
    yield heads[index] ?? new Uint8Array()
    const opened = await part.open()
    if (!opened.ok) throw new Stopped(opened.failure)
    let sentBytes = 0
    try {
      for (;;) {
        const chunk = await opened.value.nextChunk()
        if (!chunk.ok) throw new Stopped(chunk.failure)
        if (chunk.value === null) break
        sentBytes += chunk.value.length
        yield chunk.value
      }
    } finally {
      await opened.value.close()
    }
    if (sentBytes !== part.sizeBytes)
      throw new Error(`${part.path} has ${sentBytes} bytes and not ${part.sizeBytes}`)
    const padding = paddingOf(sentBytes)
    if (padding > 0) yield new Uint8Array(padding)
  }
  yield new Uint8Array(END_BYTES)
}

/** The head of a file, with a pax head before it where its name or size has no room in the first. */
function headOf(path: string, sizeBytes: number, modifiedAtMs: number | undefined): Uint8Array {
  const mtime = modifiedAtMs === undefined || modifiedAtMs < 0 ? NO_TIME : new Date(modifiedAtMs)
  const facts = { path, size: sizeBytes, mode: 0o644, mtime, type: 'File', uid: 0, gid: 0 } as const
  const block = Buffer.alloc(RECORD_BYTES)
  const header = new Header(facts)
  if (!header.encode(block, 0)) return block
  return Buffer.concat([new Pax({ path, size: sizeBytes }).encode(), block])
}

function paddingOf(sizeBytes: number): number {
  return (RECORD_BYTES - (sizeBytes % RECORD_BYTES)) % RECORD_BYTES
}
