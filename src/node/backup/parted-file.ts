import type { CancelSignal } from '#app/ports/byte-source.ts'
import { startSha256 } from '../crypto/primitives.ts'
import { errnoOf } from '../disk/disk-failure.ts'
import type { BackupMedium, MediumReader, MediumWriter } from './backup-medium.ts'

/** A piece of a file that is too large for one. */
type Part = { readonly path: string; readonly offsetBytes: number; readonly sizeBytes: number }

/** The files that hold a file of this size: itself, or `PATH.001`, `PATH.002` … when it is larger than a part. */
export function partsOf(path: string, sizeBytes: number, partBytes: number): readonly Part[] {
  if (sizeBytes <= partBytes) return [{ path, offsetBytes: 0, sizeBytes }]
  return Array.from({ length: Math.ceil(sizeBytes / partBytes) }, (_, index) => {
    const offsetBytes = index * partBytes
    const number = String(index + 1).padStart(3, '0')
    return { path: `${path}.${number}`, offsetBytes, sizeBytes: Math.min(partBytes, sizeBytes - offsetBytes) }
  })
}

/** The name of the file that a name on the medium is, or is a part of. */
export function wholeName(name: string): string {
  return name.replace(/\.[0-9]{3,}$/, '')
}

/** Writes a file's bytes in order over its parts, each flushed before the next begins. */
export class PartedWriter {
  readonly #medium: BackupMedium
  readonly #parts: readonly Part[]
  #index = 0
  #open: MediumWriter | null = null
  #roomBytes = 0

  constructor(medium: BackupMedium, path: string, sizeBytes: number, partBytes: number) {
    this.#medium = medium
    this.#parts = partsOf(path, sizeBytes, partBytes)
  }

  /** @throws RangeError for more bytes than the file was said to have: the caller has a bug. */
  async append(bytes: Uint8Array): Promise<void> {
    for (let done = 0; done < bytes.length; ) {
      if (this.#roomBytes === 0) await this.#next()
      const piece = bytes.subarray(done, done + this.#roomBytes)
      await this.#open?.append(piece)
      this.#roomBytes -= piece.length
      done += piece.length
    }
  }

  async finish(): Promise<void> {
    if (this.#index === 0) await this.#next()
    const open = this.#open
    this.#open = null
    await open?.finish()
  }

  /** Closes what is open, after a failure. */
  async abandon(): Promise<void> {
    const open = this.#open
    this.#open = null
    await open?.abandon().catch(errnoOf)
  }

  async #next(): Promise<void> {
    const part = this.#parts[this.#index]
    if (part === undefined) throw new RangeError('The file has more bytes than was said.')
    const full = this.#open
    this.#open = null
    await full?.finish()
    this.#open = await this.#medium.create(part.path)
    this.#roomBytes = part.sizeBytes
    this.#index += 1
  }
}

/** Tells whether every part of a file is there and has the size it should have. */
export async function holdsSize(
  medium: BackupMedium,
  path: string,
  sizeBytes: number,
  partBytes: number,
): Promise<boolean> {
  for (const part of partsOf(path, sizeBytes, partBytes)) {
    if ((await medium.sizeOf(part.path)) !== part.sizeBytes) return false
  }
  return true
}

/** Reads anywhere in a file of several parts. */
export async function openParts(
  medium: BackupMedium,
  path: string,
  sizeBytes: number,
  partBytes: number,
): Promise<MediumReader> {
  const parts = partsOf(path, sizeBytes, partBytes)
  let open: { readonly part: Part; readonly reader: MediumReader } | null = null
  const close = async () => {
    await open?.reader.close()
    open = null
  }
  return {
    async read(into, offsetBytes) {
      let done = 0
      while (done < into.length) {
        const at = offsetBytes + done
        const part = parts.find((p) => at >= p.offsetBytes && at < p.offsetBytes + p.sizeBytes)
        if (part === undefined) break
        if (open?.part !== part) {
          await close()
          open = { part, reader: await medium.open(part.path) }
        }
        const within = at - part.offsetBytes
        const piece = into.subarray(done, done + part.sizeBytes - within)
        const bytesRead = await open.reader.read(piece, within)
        done += bytesRead
        if (bytesRead < piece.length) break
      }
      return done
    },
    close,
  }
}

/** A file that is read whole from the medium. */
export type Reading = {
  readonly medium: BackupMedium
  readonly path: string
  readonly sizeBytes: number
  readonly partBytes: number
  readonly signal: CancelSignal
}

/**
 * Reads every byte of a file and hands it on, until all are read, the receiver answers `false`, or the work is called
 * off. Answers the SHA-256 of what was read; `null` when it was stopped, or a part is missing or has another size.
 */
export async function digestParts(
  { medium, path, sizeBytes, partBytes, signal }: Reading,
  onBytes: (bytes: Uint8Array) => Promise<boolean> | boolean,
): Promise<string | null> {
  const digest = startSha256()
  for (const part of partsOf(path, sizeBytes, partBytes)) {
    let readBytes = 0
    try {
      for await (const chunk of medium.scan(part.path)) {
        readBytes += chunk.length
        if (signal.aborted || readBytes > part.sizeBytes) return null
        digest.update(chunk)
        if (!(await onBytes(chunk))) return null
      }
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT' || (await isGone(medium))) throw error
      return null
    }
    if (readBytes !== part.sizeBytes) return null
  }
  return digest.digest('hex')
}

// A file that is missing is damage; a medium that was pulled out lacks every file and is none.
async function isGone(medium: BackupMedium): Promise<boolean> {
  return (await medium.list('')).length === 0
}
