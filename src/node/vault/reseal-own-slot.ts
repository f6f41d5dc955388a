import type { CredentialFailure, OwnCredentials, ResealedSlot } from '#app/ports/slot-keeper.ts'
import type { UserId } from '#core/ids.ts'
import { type Result, succeed } from '#core/result.ts'
import type { ChooseKeyDerivation } from '../crypto/calibrate.ts'
import { keyFileBytes } from '../crypto/second-factors.ts'
import type { HeldHeader } from './held-header.ts'
import { isWrongTry, type KeyTools } from './open-keys.ts'
import { type Factors, makePassphraseSlot, wipeFactors } from './passphrase-slot.ts'
import { toPlace } from './place-slot.ts'
import { trySlots } from './try-slots.ts'

/** Whose slot in which header. */
export type OwnSlot = { readonly header: HeldHeader; readonly userId: UserId; readonly number: number }

/** What a slot is sealed under. */
export type Seal = { readonly passphrase: string; readonly factors: Factors }

/**
 * Opens a person's own slot and seals its seed anew, under what `choose` makes of the factors with which it was opened.
 */
export async function resealOwnSlot<F>(
  { header, userId, number }: OwnSlot,
  credentials: OwnCredentials,
  { attempts, keychain, chooseKdf }: KeyTools & { readonly chooseKdf: ChooseKeyDerivation },
  choose: (factors: Factors) => Promise<Result<Seal, F>>,
): Promise<Result<ResealedSlot, CredentialFailure | F>> {
  const { vaultId, slots } = header.current
  const own = slots.filter((slot) => slot.kind === 'passphrase' && slot.userId === userId)
  const opened = await attempts.attempt(isWrongTry, () => trySlots(vaultId, own, credentials, keychain))
  if (!opened.ok) return opened
  const { seed, factors } = opened.value
  try {
    const chosen = await choose(factors)
    if (!chosen.ok) return chosen
    const { keyFile } = chosen.value.factors
    const kdf = await chooseKdf()
    const bare = await makePassphraseSlot({ vaultId, userId, number, kdf, seed, ...chosen.value })
    const isNew = keyFile !== null && keyFile.idHex !== factors.keyFile?.idHex
    const content = isNew ? keyFileBytes(keyFile.secret) : null
    wipeFactors(chosen.value.factors)
    return succeed({ ...toPlace(header, bare, seed), keyFile: content })
  } finally {
    seed.fill(0)
    wipeFactors(factors)
  }
}
