import type { ByteSource, IntakeFailure } from '#app/ports/byte-source.ts'
import type { Intake } from '#app/ports/intake.ts'
import { isSourceTree, type SourceTree } from '#app/ports/source-tree.ts'
import type { Failure } from '#contract/failures.ts'
import type { IntakeItem } from '#contract/window-operations.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { randomBytes } from '../crypto/primitives.ts'
import { describeSource } from '../objects/describe-source.ts'
import type { OwnFileCheck } from '../objects/file-source.ts'
import { findFirstPiece } from '../objects/split-image.ts'
import { createStreamSource, type StreamSource } from '../objects/stream-source.ts'
import { createStreamTree, type OfferedPart } from '../objects/stream-tree.ts'

/** A folder that was announced, with the ids under which its files are pushed. */
type OfferedFolder = {
  readonly intakeId: string
  readonly name: string
  readonly sizeBytes: number
  readonly fileCount: number
  readonly uploads: { readonly index: number; readonly uploadId: string }[]
}

/** Most files that may be announced and not sealed yet; the oldest makes room. */
const MAX_WAITING = 2000

/** Files that were announced: by path on the desktop and the command line, as uploads over loopback. */
export class IntakeDesk implements Intake {
  readonly #waiting = new Map<string, ByteSource | SourceTree>()
  readonly #uploads = new Map<string, StreamSource>()
  readonly #arriving = new Set<StreamSource>()
  readonly #isOwnFile: OwnFileCheck

  /** `isOwnFile` keeps the vault's own files from being opened. */
  constructor(isOwnFile: OwnFileCheck) {
    this.#isOwnFile = isOwnFile
  }

  take(intakeId: string): ByteSource | SourceTree | null {
    const source = this.#waiting.get(intakeId) ?? null
    this.#waiting.delete(intakeId)
    return source
  }

  /** Announces what a path names. A file is looked at now and read when it is sealed; a folder is listed now. */
  async offerPath(path: string): Promise<Result<IntakeItem, Failure>> {
    const source = await describeSource(path, this.#isOwnFile)
    if (!source.ok) return source
    const item = this.#announce(source.value)
    const firstPiece = isSourceTree(source.value) ? null : await findFirstPiece(path)
    return succeed(firstPiece === null ? item : { ...item, firstPiece })
  }

  /** Announces a file whose bytes will be pushed. */
  offerUpload(file: {
    readonly name: string
    readonly sizeBytes: number
    readonly modifiedAtMs: number | null
  }): Result<IntakeItem, Exclude<ReturnType<typeof createStreamSource>, { ok: true }>['failure']> {
    const stream = createStreamSource(file)
    if (!stream.ok) return stream
    const item = this.#announce(stream.value.source)
    this.#uploads.set(item.intakeId, stream.value)
    return succeed(item)
  }

  /** Announces a folder whose files will be pushed. Each of them is fed like a file, under an id of its own. */
  offerFolder(name: string, files: readonly OfferedPart[]): Result<OfferedFolder, IntakeFailure> {
    const made = createStreamTree(name, files)
    if (!made.ok) return made
    const { tree, streams } = made.value
    const { intakeId, sizeBytes } = this.#announce(tree)
    const uploads = streams.map(({ index, stream }) => {
      const uploadId = newId()
      this.#uploads.set(uploadId, stream)
      return { index, uploadId }
    })
    return succeed({ intakeId, name, sizeBytes, fileCount: files.length, uploads })
  }

  /** Feeds an announced upload until it is taken whole or refused. */
  async acceptUpload(
    intakeId: string,
    chunks: AsyncIterable<Uint8Array>,
    signal: AbortSignal,
  ): Promise<Result<void, Failure>> {
    const stream = this.#uploads.get(intakeId)
    if (stream === undefined) return fail({ code: 'intake/unknown' })
    this.#uploads.delete(intakeId)
    this.#arriving.add(stream)
    if (signal.aborted) stream.interrupt()
    signal.addEventListener('abort', () => stream.interrupt(), { once: true })
    try {
      for await (const chunk of chunks) {
        const pushed = await stream.push(chunk)
        if (!pushed.ok) {
          const { failure } = pushed
          return fail(failure.code === 'cancelled' ? { code: 'intake/interrupted' } : failure)
        }
      }
    } catch {
      // A broken carrier is the same as a sender who left; what it threw says nothing about the vault.
      stream.interrupt()
      return fail({ code: 'intake/interrupted' })
    } finally {
      this.#arriving.delete(stream)
    }
    if (signal.aborted) return fail({ code: 'intake/interrupted' })
    stream.end()
    return succeed(undefined)
  }

  /** Forgets everything that waits or is arriving. */
  clear(): void {
    for (const stream of [...this.#uploads.values(), ...this.#arriving]) stream.interrupt()
    this.#uploads.clear()
    this.#waiting.clear()
  }

  #announce(source: ByteSource | SourceTree): IntakeItem {
    const intakeId = newId()
    this.#waiting.set(intakeId, source)
    for (const oldest of this.#waiting.keys()) {
      if (this.#waiting.size <= MAX_WAITING) break
      this.#waiting.delete(oldest)
      this.#uploads.delete(oldest)
    }
    const { name, sizeBytes } = source
    const files = isSourceTree(source) ? { fileCount: source.parts.length + source.emptyFiles.length } : {}
    return { intakeId, name, sizeBytes, ...files }
  }
}

function newId(): string {
  return Buffer.from(randomBytes(16)).toString('hex')
}
