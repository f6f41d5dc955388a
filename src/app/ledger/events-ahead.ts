import type { Result } from '#core/result.ts'
import { decodeUtf8 } from '#core/text-safety/utf8.ts'
import type { EventCrypto } from '../ports/event-crypto.ts'
import type { LedgerStore, LedgerStoreFailure, StoredEvent } from '../ports/ledger-store.ts'
import type { SignatureChecker, SignatureClaim } from '../ports/signature-checker.ts'

/** Batches that are read before the first of them is judged: the other processors have enough to do while one writes a lot at once. */
const BATCHES_AHEAD = 16
/** Where a header's `actor` stands: the canonical form begins with it. */
const ACTOR_AT = '{"actor":"'.length
const ACTOR_DIGITS = 32

type Batch = {
  readonly events: Result<readonly StoredEvent[], LedgerStoreFailure>
  readonly claims: readonly SignatureClaim[]
  readonly answers: Promise<readonly boolean[] | null>
}

type Answer = { readonly claim: SignatureClaim; readonly holds: boolean }

/**
 * Reads a ledger in its order while the signatures of what comes next are already being verified elsewhere.
 *
 * Who signed is guessed from the keys that `signerOf` knows before anything is judged. A guess decides nothing: an answer
 * counts only for exactly the key, header and signature that were asked about, and whoever judges an event under another key, or
 * finds no answer, verifies it on the spot. The judgement is therefore the same as without reading ahead.
 */
export class EventsAhead {
  readonly #ledger: Pick<LedgerStore, 'readAll'>
  readonly #checker: SignatureChecker
  readonly #signerOf: (keyId: string) => string | null
  readonly #eventsAtOnce: number
  readonly #queue: Batch[] = []
  #answers: ReadonlyMap<Uint8Array, Answer> = new Map()
  /** Whose key was last looked up: the next event is mostly by the same. */
  #last: { readonly header: Uint8Array; readonly signingKeyHex: string | null } | null = null
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
    this.#checker = options.checker
    this.#signerOf = options.signerOf
    this.#eventsAtOnce = options.eventsAtOnce
    this.#after = options.afterPosition ?? 0
  }

  /**
   * The next events, at most `eventsAtOnce`, or `null` after the last. The store is read before anything is waited for, so that a
   * caller who finds the vault locked while waiting has nothing more to fear than not calling again.
   */
  async next(): Promise<Result<readonly StoredEvent[], LedgerStoreFailure> | null> {
    while (!this.#isAtEnd && this.#queue.length < BATCHES_AHEAD) this.#readBatch()
    const batch = this.#queue.shift()
    if (batch === undefined) return null
    const answers = await batch.answers
    const held = new Map<Uint8Array, Answer>()
    for (const [index, claim] of batch.claims.entries()) {
      const holds = answers?.[index]
      if (holds !== undefined) held.set(claim.header, { claim, holds })
    }
    this.#answers = held
    return batch.events
  }

  /** The same cryptography, in which verifying a header's signature takes the answer that is there. */
  cryptoOver(crypto: EventCrypto): EventCrypto {
    return {
      ...crypto,
      verifyHeader: (signingKeyHex, header, signature) => {
        const known = this.#answers.get(header)
        const isAnswered =
          known !== undefined &&
          known.claim.signingKeyHex === signingKeyHex &&
          known.claim.signature === signature
        return isAnswered ? known.holds : crypto.verifyHeader(signingKeyHex, header, signature)
      },
    }
  }

  #readBatch(): void {
    const events = this.#ledger.readAll(this.#after, this.#eventsAtOnce)
    const stored = events.ok ? events.value : []
    this.#isAtEnd = stored.length < this.#eventsAtOnce
    this.#after = stored.at(-1)?.position ?? this.#after
    if (events.ok && stored.length === 0) return
    const claims = stored.map((event) => this.#claimOf(event)).filter((claim) => claim !== null)
    const answers = this.#checker.check(claims)
    // Whoever stops before the batch's turn leaves the answer unheard.
    answers.catch(() => {})
    this.#queue.push({ events, claims, answers })
  }

  #claimOf({ header, signature }: StoredEvent): SignatureClaim | null {
    if (this.#last === null || !hasSameActor(header, this.#last.header)) {
      this.#last = { header, signingKeyHex: this.#signerOf(actorIn(header)) }
    }
    const { signingKeyHex } = this.#last
    return signingKeyHex === null ? null : { signingKeyHex, header, signature }
  }
}

function actorIn(header: Uint8Array): string {
  return decodeUtf8(header.subarray(ACTOR_AT, ACTOR_AT + ACTOR_DIGITS)) ?? ''
}

function hasSameActor(header: Uint8Array, other: Uint8Array): boolean {
  for (let at = ACTOR_AT; at < ACTOR_AT + ACTOR_DIGITS; at += 1) {
    if (header[at] !== other[at]) return false
  }
  return true
}
