import type { HolderId } from '#core/ids.ts'
import { parseDigitGroups, writeDigitGroups } from '#core/text-safety/digit-groups.ts'
import type { parseAgeIdentity } from '../crypto/age-keys.ts'
import { openWithKey, sealToKey } from '../crypto/hpke.ts'
import { personKeysFrom } from '../crypto/person-keys.ts'
import { hkdfSha256, KEY_BYTES, randomBytes } from '../crypto/primitives.ts'
import { openSeed, sealSeed } from './passphrase-slot.ts'
import { slotFacts } from './slot-keys.ts'
import type { EscrowSlot, RecoveryCodeSlot } from './vault-header.ts'

const NO_SALT = new Uint8Array(0)
const ESCROW_INFO = 'samnum/v1/escrow'

/** Bytes of a recovery code: 128 random bits, which need no stretching. */
const CODE_BYTES = 16
/** Groups of digits of a recovery code. */
export const CODE_GROUPS = CODE_BYTES / 2

/** Makes the slot of a new recovery code, and the code as it is printed. */
export function makeRecoveryCodeSlot(options: {
  readonly vaultId: string
  readonly holderId: HolderId
  readonly seed: Uint8Array
}): { readonly slot: Omit<RecoveryCodeSlot, 'sealedVaultKeyHex'>; readonly code: string } {
  const { vaultId, holderId, seed } = options
  const codeBytes = randomBytes(CODE_BYTES)
  const facts = {
    kind: 'recovery-code' as const,
    slotId: newSlotId(),
    holderId,
    agreementKeyHex: personKeysFrom(seed).agreementKeyHex,
  }
  const slotKey = codeKey(codeBytes, vaultId)
  const slot = { ...facts, sealedSeedHex: sealSeed(slotKey, seed, slotFacts(vaultId, facts)) }
  const code = writeDigitGroups(codeBytes)
  codeBytes.fill(0)
  return { slot, code }
}

/** Reads a recovery code as somebody typed it; a failure names the group in which it does not hold, where that is known. */
export function parseRecoveryCode(text: string): ReturnType<typeof parseDigitGroups> {
  return parseDigitGroups(text, CODE_GROUPS)
}

/** The seed that a recovery code opens, or `null` when it is another one. */
export function openRecoveryCodeSlot(
  vaultId: string,
  slot: RecoveryCodeSlot,
  codeBytes: Uint8Array,
): Uint8Array | null {
  return openSeed(codeKey(codeBytes, vaultId), slot.sealedSeedHex, slotFacts(vaultId, slot))
}

/** Makes the slot of an age recipient, whose X25519 key is `recipientRaw`. */
export function makeEscrowSlot(options: {
  readonly vaultId: string
  readonly holderId: HolderId
  readonly recipient: string
  readonly recipientRaw: Uint8Array
  readonly seed: Uint8Array
}): Omit<EscrowSlot, 'sealedVaultKeyHex'> {
  const { vaultId, holderId, recipient, recipientRaw, seed } = options
  const facts = {
    kind: 'escrow' as const,
    slotId: newSlotId(),
    holderId,
    recipient,
    agreementKeyHex: personKeysFrom(seed).agreementKeyHex,
  }
  const sealed = sealToKey(recipientRaw, ESCROW_INFO, slotFacts(vaultId, facts), seed)
  return { ...facts, sealedSeedHex: Buffer.from(sealed).toString('hex') }
}

/** The seed that an age identity opens, or `null` when it is another one. */
export function openEscrowSlot(
  vaultId: string,
  slot: EscrowSlot,
  { key }: NonNullable<ReturnType<typeof parseAgeIdentity>>,
): Uint8Array | null {
  return openWithKey(key, ESCROW_INFO, slotFacts(vaultId, slot), Buffer.from(slot.sealedSeedHex, 'hex'))
}

// The vault's id is bound in, so that one code that was used for two vaults by mistake gives two keys.
function codeKey(codeBytes: Uint8Array, vaultId: string): Uint8Array {
  const all = Buffer.concat([codeBytes, Buffer.from(vaultId, 'hex')])
  const key = hkdfSha256(all, NO_SALT, 'samnum/v1/recovery-code', KEY_BYTES)
  all.fill(0)
  return key
}

function newSlotId(): string {
  return Buffer.from(randomBytes(16)).toString('hex')
}
