import type { FailureCode } from '#contract/failures.ts'
import type { DigestHex } from '#core/ids.ts'
import type { TravellingEvent } from '#core/packages/event-chunk.ts'
import type { PackageManifest } from '#core/packages/manifest.ts'
import { chunkPath } from '#core/packages/package-layout.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { SignaturesAhead } from '../ledger/signatures-ahead.ts'
import type { EventCrypto } from '../ports/event-crypto.ts'
import type { HubStoreFailure } from '../ports/hub-store.ts'
import type { PackageParts, PartFailure } from '../ports/hub-tools.ts'
import type { SignatureChecker } from '../ports/signature-checker.ts'
import type { HubSession } from './hub-session.ts'

/** Why a package of a station that the hub knows does not hold. */
export type PackageObjection = { readonly code: FailureCode; readonly seq?: number }

/** What verifying may answer: the package's own fault, or that the hub could not look. */
export type VerifyFailure =
  | { readonly kind: 'objection'; readonly objection: PackageObjection }
  | { readonly kind: 'failed'; readonly failure: HubStoreFailure | PartFailure }

/** Bytes of files that are read before the first of them is judged; one file is read however large it is. */
const BYTES_AHEAD = 8 * 1024 * 1024
/** Events that are judged, and whose signatures are verified, at once. */
const EVENTS_AT_ONCE = 250
/** Batches whose signatures are verified while one is judged. */
const BATCHES_AHEAD = 16

type Chunk = Result<readonly TravellingEvent[], VerifyFailure>

type Batch = { readonly events: Chunk; readonly sizeBytes: number }

/**
 * Reads the events of a package in their order, in batches of at most 250, while the signatures of the next ones are verified on other
 * processors.
 */
export class ChunksAhead implements Pick<EventCrypto, 'verifyHeader'> {
  readonly #hub: Pick<HubSession, 'tools'>
  readonly #manifest: PackageManifest
  readonly #parts: PackageParts
  readonly #checker: SignatureChecker
  readonly #signatures: SignaturesAhead
  readonly #queue: Batch[] = []
  /** How many of the batches in the queue are being verified: always the first ones. */
  #begun = 0
  #lastFile = 0
  #isFirst = true

  /** `signerOf` knows the keys that the events judged so far introduced. */
  constructor(
    hub: Pick<HubSession, 'tools' | 'startChecker'>,
    manifest: PackageManifest,
    parts: PackageParts,
    signerOf: (keyId: string) => string | null,
  ) {
    this.#hub = hub
    this.#manifest = manifest
    this.#parts = parts
    this.#checker = hub.startChecker()
    this.#signatures = new SignaturesAhead(this.#checker, signerOf)
  }

  /** The next events, of a file that is whole and as the manifest has it; `null` after the last. */
  async next(): Promise<Chunk | null> {
    while (this.#mayRead()) await this.#read()
    // The first batch introduces whoever signs the rest: until it is judged, nobody can be asked about them.
    this.#begin(this.#isFirst ? 1 : BATCHES_AHEAD)
    this.#isFirst = false
    const batch = this.#queue.shift()
    if (batch === undefined) return null
    this.#begun -= 1
    await this.#signatures.next()
    return batch.events
  }

  /** Verifies by the answer that is there, or on the spot. */
  verifyHeader(signingKeyHex: string, header: Uint8Array, signature: Uint8Array): boolean {
    return this.#signatures.verifyHeader(this.#hub.tools.crypto, signingKeyHex, header, signature)
  }

  /** Ends the verifying. */
  close(): void {
    this.#checker.close()
  }

  #mayRead(): boolean {
    const aheadBytes = this.#queue.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
    const next = this.#manifest.chunks[this.#lastFile]
    return next !== undefined && (this.#queue.length === 0 || aheadBytes + next.sizeBytes <= BYTES_AHEAD)
  }

  async #read(): Promise<void> {
    const planned = this.#manifest.chunks[this.#lastFile]
    if (planned === undefined) return
    this.#lastFile += 1
    const chunk = await readChunk(this.#hub, this.#manifest, this.#parts, this.#lastFile)
    const { sizeBytes } = planned
    if (!chunk.ok || chunk.value.length === 0) {
      this.#queue.push({ events: chunk, sizeBytes })
      return
    }
    for (let from = 0; from < chunk.value.length; from += EVENTS_AT_ONCE) {
      const events = chunk.value.slice(from, from + EVENTS_AT_ONCE)
      this.#queue.push({
        events: succeed(events),
        sizeBytes: (sizeBytes * events.length) / chunk.value.length,
      })
    }
  }

  #begin(batches: number): void {
    for (const { events } of this.#queue.slice(this.#begun, batches)) {
      this.#signatures.begin(events.ok ? events.value : [])
      this.#begun += 1
    }
  }
}

/** Reads one file of events, whole and as the manifest has it. */
export async function readChunk(
  hub: Pick<HubSession, 'tools'>,
  { chunks }: PackageManifest,
  parts: PackageParts,
  number: number,
): Promise<Chunk> {
  const chunk = chunks[number - 1]
  if (chunk === undefined) return objection('sync/file-missing')
  const bytes = await readWhole(hub, parts, chunkPath(number), chunk)
  if (!bytes.ok) return bytes
  const events = hub.tools.unpackEvents(bytes.value)
  if (!events.ok) return objection(events.failure.code)
  return events.value.length === chunk.events ? events : objection('sync/malformed')
}

/** Reads a file of a package whose size and digest the manifest says. */
export async function readWhole(
  { tools }: Pick<HubSession, 'tools'>,
  parts: PackageParts,
  path: string,
  { sizeBytes, digestHex }: { readonly sizeBytes: number; readonly digestHex: DigestHex },
): Promise<Result<Uint8Array, VerifyFailure>> {
  const bytes = await parts.read(path, sizeBytes)
  if (!bytes.ok) return partFailed(bytes.failure)
  return tools.crypto.digestHex(bytes.value) === digestHex ? bytes : objection('sync/file-differs')
}

/** The package itself is at fault. */
export function objection(
  code: FailureCode,
  seq?: number,
): { readonly ok: false; readonly failure: VerifyFailure } {
  return fail({ kind: 'objection', objection: seq === undefined ? { code } : { code, seq } })
}

/** The hub could not look. */
export function failed(failure: HubStoreFailure | PartFailure): {
  readonly ok: false
  readonly failure: VerifyFailure
} {
  return fail({ kind: 'failed', failure })
}

/** A file of the package could not be read, through its own fault or not. */
export function partFailed(failure: PartFailure): { readonly ok: false; readonly failure: VerifyFailure } {
  const isTheirs = failure.code === 'sync/file-missing' || failure.code === 'sync/file-differs'
  return isTheirs ? objection(failure.code) : failed(failure)
}
