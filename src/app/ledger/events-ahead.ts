import type { Result } from '#core/result.ts'
import type { EventCrypto } from '../ports/event-crypto.ts'
import type { LedgerStore, LedgerStoreFailure, StoredEvent } from '../ports/ledger-store.ts'
import type { SignatureChecker } from '../ports/signature-checker.ts'
import { SignaturesAhead } from './signatures-ahead.ts'

/** Batches that are read before the first of them is judged: the other processors have enough to do while one writes a lot at once. */
const BATCHES_AHEAD = 16

type Read = Result<readonly StoredEvent[], LedgerStoreFailure>

/** Reads a ledger in its order while the signatures of what comes next are already being verified elsewhere ({@link SignaturesAhead}). */
export class EventsAhead {
  readonly #ledger: Pick<LedgerStore, 'readAll'>
  readonly #signatures: SignaturesAhead
  readonly #eventsAtOnce: number
  readonly #queue: Read[] = []
  #after = 0
  #isAtEnd = false

  constructor(options: {
    readonly ledger: Pick<LedgerStore, 'readAll'>
    readonly checker: SignatureChecker
    readonly signerOf: (keyId: string) => string | null
    readonly eventsAtOnce: number
    readonly afterPosition?: number
  }) {
    this.#ledger = options.ledger
    this.#signatures = new SignaturesAhead(options.checker, options.signerOf)
    this.#eventsAtOnce = options.eventsAtOnce
    this.#after = options.afterPosition ?? 0
  }

  /**
   * The next events, at most `eventsAtOnce`, or `null` after the last. The store is read before anything is waited for, so that a
   * caller who finds the vault locked while waiting has nothing more to fear than not calling again.
   */
  async next(): Promise<Read | null> {
    while (!this.#isAtEnd && this.#queue.length < BATCHES_AHEAD) this.#readBatch()
    const events = this.#queue.shift()
    if (events === undefined) return null
    await this.#signatures.next()
    return events
  }

  /** The same cryptography, in which verifying a header's signature takes the answer that is there. */
  cryptoOver(crypto: EventCrypto): EventCrypto {
    return { ...crypto, verifyHeader: (...of) => this.#signatures.verifyHeader(crypto, ...of) }
  }

  #readBatch(): void {
    const events = this.#ledger.readAll(this.#after, this.#eventsAtOnce)
    const stored = events.ok ? events.value : []
    this.#isAtEnd = stored.length < this.#eventsAtOnce
    this.#after = stored.at(-1)?.position ?? this.#after
    if (events.ok && stored.length === 0) return
    this.#signatures.begin(stored)
    this.#queue.push(events)
  }
}
