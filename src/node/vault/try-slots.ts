import type { MachineKeychain } from '#app/ports/machine-keychain.ts'
import type { Credentials, TriedFailure } from '#app/ports/slot-keeper.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { machineKeyId, parseKeyFile, type SecondFactor } from '../crypto/second-factors.ts'
import { type Factors, openPassphraseSlot } from './passphrase-slot.ts'
import type { PassphraseSlot, Slot } from './vault-header.ts'

/** The slot that credentials opened, with its seed and the second factors that it wanted; the caller overwrites them. */
export type TriedSlot = {
  readonly slot: PassphraseSlot
  readonly seed: Uint8Array
  readonly factors: Factors
}

/**
 * Tries credentials on the passphrase slots in their order, or on the one of the given number. A slot whose second factors are
 * not at hand is not tried: no time is spent on stretching a passphrase that cannot open it.
 */
export async function trySlots(
  vaultId: string,
  slots: readonly Slot[],
  { passphrase, userNumber, keyFile }: Credentials,
  keychain: MachineKeychain | null,
): Promise<Result<TriedSlot, TriedFailure>> {
  const file = keyFile === undefined ? undefined : parseKeyFile(keyFile)
  const concerned = slots.filter(
    (slot) => slot.kind === 'passphrase' && (userNumber === undefined || slot.number === userNumber),
  ) as readonly PassphraseSlot[]
  let untried: TriedFailure | null = null
  let untriedSlots = 0
  for (const slot of concerned) {
    const factors = await findFactors(slot, file, keychain)
    if (!factors.ok) {
      untried ??= factors.failure
      untriedSlots += 1
      continue
    }
    const seed = await openPassphraseSlot(vaultId, slot, passphrase, factors.value)
    if (seed !== null) return succeed({ slot, seed, factors: factors.value })
    factors.value.machine?.secret.fill(0)
  }
  file?.secret.fill(0)
  // Where nothing was tried, what is missing is the answer. Where some were, whose passphrase it is cannot be known.
  if (untried !== null && untriedSlots === concerned.length) return fail(untried)
  return fail({
    code: 'vault/wrong-passphrase',
    ...(untriedSlots > 0 && { facts: { untried: untriedSlots } }),
  })
}

async function findFactors(
  { factors }: PassphraseSlot,
  file: SecondFactor | null | undefined,
  keychain: MachineKeychain | null,
): Promise<Result<Factors, TriedFailure>> {
  const { keyFileIdHex, machineKeyIdHex } = factors
  if (keyFileIdHex !== undefined && file?.idHex !== keyFileIdHex)
    return fail({ code: file === undefined ? 'vault/key-file-needed' : 'vault/wrong-key-file' })
  const keyFile = keyFileIdHex === undefined ? null : (file ?? null)
  if (machineKeyIdHex === undefined) return succeed({ keyFile, machine: null })
  const secret = (await keychain?.find(machineKeyIdHex)) ?? null
  // A keychain that gives back anything else has lost it.
  if (secret === null || machineKeyId(secret) !== machineKeyIdHex)
    return fail({ code: 'vault/machine-key-missing' })
  return succeed({ keyFile, machine: { idHex: machineKeyIdHex, secret } })
}
