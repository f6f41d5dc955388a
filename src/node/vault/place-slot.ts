import type { HeaderWriteFailure, NewSlot } from '#app/ports/slot-keeper.ts'
import type { Result } from '#core/result.ts'
import { personKeysFrom } from '../crypto/person-keys.ts'
import type { HeldHeader } from './held-header.ts'
import type { BareSlot } from './slot-keys.ts'
import { ownerOf, type Slot } from './vault-header.ts'

/** A slot that is made and waits; placing it takes any other slot of its holder away. */
export function toPlace(header: HeldHeader, slot: BareSlot, seed: Uint8Array): NewSlot {
  const { keyId, signingKeyHex, agreementKeyHex } = personKeysFrom(seed)
  return {
    keys: { keyId, signingKeyHex, agreementKeyHex },
    place: (): Promise<Result<number, HeaderWriteFailure>> =>
      header.change((slots) => replaceSlot(slots, slot)),
  }
}

// In its old place where there was one, because slots are tried in their order.
function replaceSlot(slots: readonly Slot[], slot: BareSlot): readonly BareSlot[] {
  const at = slots.findIndex((one) => ownerOf(one) === ownerOf(slot))
  return at < 0 ? [...slots, slot] : slots.map((one, index) => (index === at ? slot : one))
}
