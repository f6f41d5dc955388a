import { decodeUtf8 } from '#core/text-safety/utf8.ts'
import type { EventCrypto } from '../ports/event-crypto.ts'
import type { SignatureChecker, SignatureClaim } from '../ports/signature-checker.ts'

/** Where a header's `actor` stands: the canonical form begins with it. */
const ACTOR_AT = '{"actor":"'.length
const ACTOR_DIGITS = 32

/** A header as bytes, with its signature. */
export type SignedHeader = { readonly header: Uint8Array; readonly signature: Uint8Array }

type Batch = {
  readonly claims: readonly SignatureClaim[]
  readonly answers: Promise<readonly boolean[] | null>
}

type Answer = { readonly claim: SignatureClaim; readonly holds: boolean }

/**
 * Verifies the signatures of what comes next while what came before is being judged.
 *
 * Who signed is guessed from the keys that `signerOf` knows when a batch is begun. A guess decides nothing: an answer counts only for
 * exactly the key, header and signature that were asked about, and whoever judges an event under another key, or finds no answer,
 * verifies it on the spot. The judgement is therefore the same as without reading ahead.
 */
export class SignaturesAhead {
  readonly #checker: SignatureChecker
  readonly #signerOf: (keyId: string) => string | null
  readonly #queue: Batch[] = []
  #answers: ReadonlyMap<Uint8Array, Answer> = new Map()
  /** Whose key was last looked up: the next event is mostly by the same. */
  #last: { readonly header: Uint8Array; readonly signingKeyHex: string } | null = null

  constructor(checker: SignatureChecker, signerOf: (keyId: string) => string | null) {
    this.#checker = checker
    this.#signerOf = signerOf
  }

  /** Begins to verify a batch. */
  begin(batch: readonly SignedHeader[]): void {
    const claims = batch.map((event) => this.#claimOf(event)).filter((claim) => claim !== null)
    const answers = this.#checker.check(claims)
    // Whoever stops before the batch's turn leaves the answer unheard.
    answers.catch(() => {})
    this.#queue.push({ claims, answers })
  }

  /** Waits for the oldest batch that was begun; from then on its answers are the ones that are found. */
  async next(): Promise<void> {
    const batch = this.#queue.shift()
    const answers = await batch?.answers
    const held = new Map<Uint8Array, Answer>()
    for (const [index, claim] of (batch?.claims ?? []).entries()) {
      const holds = answers?.[index]
      if (holds !== undefined) held.set(claim.header, { claim, holds })
    }
    this.#answers = held
  }

  /** Verifies a header's signature by the answer that is there. */
  verifyHeader(
    crypto: Pick<EventCrypto, 'verifyHeader'>,
    signingKeyHex: string,
    header: Uint8Array,
    signature: Uint8Array,
  ): boolean {
    const known = this.#answers.get(header)
    const isAnswered =
      known !== undefined &&
      known.claim.signingKeyHex === signingKeyHex &&
      known.claim.signature === signature
    return isAnswered ? known.holds : crypto.verifyHeader(signingKeyHex, header, signature)
  }

  #claimOf({ header, signature }: SignedHeader): SignatureClaim | null {
    if (this.#last === null || !hasSameActor(header, this.#last.header)) {
      const signingKeyHex = this.#signerOf(actorIn(header))
      // Whoever is unknown now may be introduced before the next batch.
      if (signingKeyHex === null) return null
      this.#last = { header, signingKeyHex }
    }
    return { signingKeyHex: this.#last.signingKeyHex, header, signature }
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
