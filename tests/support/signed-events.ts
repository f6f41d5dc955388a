import type { StoredEvent } from '#app/ports/ledger-store.ts'
import type { SignatureChecker, SignatureClaim } from '#app/ports/signature-checker.ts'
import { headerBytes } from '#core/ledger/event-header.ts'
import { makeNativeEventCrypto, makeSigner } from '#node/crypto/native-event-crypto.ts'
import { personKeysFrom } from '#node/crypto/person-keys.ts'
import { HEADER, idOf } from './sample-events.ts'

export const keys = personKeysFrom(new Uint8Array(32).fill(1))
export const stranger = personKeysFrom(new Uint8Array(32).fill(2))
export const crypto = makeNativeEventCrypto()

/** Signed headers, of which those with these numbers bear another person's signature. */
export function makeSignedEvents(count: number, wrong: readonly number[] = []): readonly StoredEvent[] {
  return Array.from({ length: count }, (_, index): StoredEvent => {
    const seq = index + 1
    const header = headerBytes({ ...HEADER, seq, actor: keys.keyId })
    return {
      position: seq,
      device: HEADER.device,
      seq,
      header,
      hashHex: crypto.digestHex(header),
      signature: makeSigner(wrong.includes(seq) ? stranger : keys).signHeader(header),
      sealedBody: new Uint8Array(1),
      scope: idOf('c0'),
    }
  })
}

/** A checker that remembers what it was asked and answers what the test says. */
export function checkerThat(
  answer: (claims: readonly SignatureClaim[]) => readonly boolean[] | null,
): SignatureChecker & { readonly asked: SignatureClaim[] } {
  const asked: SignatureClaim[] = []
  return {
    asked,
    async check(claims) {
      asked.push(...claims)
      return answer(claims)
    },
    close() {},
  }
}

/** A checker that verifies. */
export const truthful = () =>
  checkerThat((claims) =>
    claims.map(({ signingKeyHex, header, signature }) =>
      crypto.verifyHeader(signingKeyHex, header, signature),
    ),
  )
