import type { HolderId, UserId } from '#core/ids.ts'
import { canonicalBytes } from '#core/ledger/canonical-json.ts'
import { openWithKey, sealToKey } from '../crypto/hpke.ts'
import { type PersonKeys, personKeysFrom } from '../crypto/person-keys.ts'
import { hkdfSha256, KEY_BYTES } from '../crypto/primitives.ts'
import type { Slot } from './vault-header.ts'

const NO_SALT = new Uint8Array(0)
const VAULT_KEY_INFO = 'samnum/v1/vault-key'

type Without<One, Name extends string> = One extends unknown ? Omit<One, Name> : never

/** A slot before the vault's key is sealed to it. */
export type BareSlot = Without<Slot, 'sealedVaultKeyHex'>
/** What of a slot is in the open and bound to everything that it seals. */
export type SlotFactsInHeader = Without<Slot, 'sealedVaultKeyHex' | 'sealedSeedHex'>

/** What a slot's seed gives. */
export type OpenedSlot = {
  readonly owner: { readonly kind: Slot['kind']; readonly id: UserId | HolderId }
  readonly keys: PersonKeys
  /** Key of the database in which the projections of this person's cases are kept. */
  readonly viewKey: Uint8Array
  readonly vaultKey: Uint8Array
}

/** The canonical bytes of a slot's facts: associated data, so that a slot with any of them changed does not open. */
export function slotFacts(vaultId: string, slot: SlotFactsInHeader): Uint8Array {
  const { sealedSeedHex: _seed, sealedVaultKeyHex: _key, ...facts } = slot as Slot
  return canonicalBytes({ vaultId, slot: facts })
}

/** Seals the vault's key to a slot; only the slot's public key is needed. */
export function sealVaultKey(vaultId: string, slot: BareSlot, vaultKey: Uint8Array): Slot {
  const recipient = Buffer.from(slot.agreementKeyHex, 'hex')
  const sealed = sealToKey(recipient, VAULT_KEY_INFO, slotFacts(vaultId, slot), vaultKey)
  return { ...slot, sealedVaultKeyHex: Buffer.from(sealed).toString('hex') } as Slot
}

/** What a seed opens in its slot, or `null` when the slot was changed. The seed stays the caller's, who overwrites it. */
export function openWithSeed(vaultId: string, slot: Slot, seed: Uint8Array): OpenedSlot | null {
  const keys = personKeysFrom(seed)
  const sealed = Buffer.from(slot.sealedVaultKeyHex, 'hex')
  const vaultKey = openWithKey(keys.agreement, VAULT_KEY_INFO, slotFacts(vaultId, slot), sealed)
  if (vaultKey === null) return null
  const id = (slot.kind === 'passphrase' ? slot.userId : slot.holderId) as UserId | HolderId
  return { owner: { kind: slot.kind, id }, keys, viewKey: viewKeyFrom(seed), vaultKey }
}

/** The key of the database that holds one person's drafts. */
export function draftsKeyFrom(viewKey: Uint8Array): Uint8Array {
  return hkdfSha256(viewKey, NO_SALT, 'samnum/v1/person-drafts', KEY_BYTES)
}

/** The key of the database that holds the projections of one person's cases. */
export function viewKeyFrom(seed: Uint8Array): Uint8Array {
  return hkdfSha256(seed, NO_SALT, 'samnum/v1/person-view', KEY_BYTES)
}
