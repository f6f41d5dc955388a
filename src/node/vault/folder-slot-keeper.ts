import type { NewPassphraseFailure, SlotFacts, SlotKeeper } from '#app/ports/slot-keeper.ts'
import type { VaultSession } from '#app/vault-session.ts'
import type { HolderId, UserId } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { parseAgeRecipient, writeAgeRecipient } from '../crypto/age-keys.ts'
import type { ChooseKeyDerivation } from '../crypto/calibrate.ts'
import { makeSigner } from '../crypto/native-event-crypto.ts'
import { personKeysFrom } from '../crypto/person-keys.ts'
import { KEY_BYTES, randomBytes } from '../crypto/primitives.ts'
import { makeKeyFileSecret, makeMachineSecret } from '../crypto/second-factors.ts'
import type { HeldHeader } from './held-header.ts'
import { isWrongTry, type KeyTools, openRecoveryCode } from './open-keys.ts'
import { makePassphraseSlot, openPassphraseSlot, PASSPHRASE_ALONE, wipeFactors } from './passphrase-slot.ts'
import { toPlace } from './place-slot.ts'
import { makeEscrowSlot, makeRecoveryCodeSlot } from './recovery-slots.ts'
import { type OwnSlot, resealOwnSlot } from './reseal-own-slot.ts'
import { trySlots } from './try-slots.ts'
import { filesBehind } from './vault-files.ts'
import { ownerOf, type Slot } from './vault-header.ts'

/** Most slots of others that a new passphrase is tried on: about ten seconds. */
const MOST_COMPARED = 15

/** Keeps the slots in the header of whichever vault a session has open. */
export function makeFolderSlotKeeper(options: {
  readonly chooseKdf: ChooseKeyDerivation
  readonly tools: KeyTools
}): SlotKeeper {
  const { chooseKdf, tools } = options
  const resealTools = { ...tools, chooseKdf }

  /** Somebody else's passphrase must not become anybody's: without a number, the first slot that opens decides who is there. */
  async function checkFree(
    { vaultId, slots }: HeldHeader['current'],
    userId: UserId,
    passphrase: string,
  ): Promise<Result<void, NewPassphraseFailure>> {
    const others = slots.filter(
      (slot) => slot.kind === 'passphrase' && slot.userId !== userId && isBare(slot),
    )
    for (const slot of others.slice(0, MOST_COMPARED)) {
      const seed = slot.kind === 'passphrase' ? await openPassphraseSlot(vaultId, slot, passphrase) : null
      if (seed === null) continue
      seed.fill(0)
      await tools.attempts.countWrong()
      return fail({ code: 'people/passphrase-taken' })
    }
    return succeed(undefined)
  }

  return {
    async slots(session) {
      return succeed(headerOf(session).current.slots.map(factsOf))
    },
    async generation(session) {
      return succeed(headerOf(session).current.generation)
    },
    async newPerson(session, { userId, number, passphrase }) {
      const header = headerOf(session)
      const { vaultId } = header.current
      const free = await checkFree(header.current, userId, passphrase)
      if (!free.ok) return free
      const kdf = await chooseKdf()
      return await withNewSeed(async (seed) => {
        const person = { userId, number, passphrase, kdf, factors: PASSPHRASE_ALONE }
        return succeed(toPlace(header, await makePassphraseSlot({ vaultId, ...person, seed }), seed))
      })
    },
    changeOwnPassphrase: (session, credentials, next) =>
      resealOwnSlot(ownSlot(session), credentials, resealTools, async (factors) => {
        const free = await checkFree(headerOf(session).current, session.person.userId, next)
        return free.ok ? succeed({ passphrase: next, factors }) : free
      }),
    changeOwnFactors: (session, credentials, change) =>
      resealOwnSlot<never>(ownSlot(session), credentials, resealTools, async (factors) => {
        const { passphrase } = credentials
        if (change === 'free-machine') return succeed({ passphrase, factors: { ...factors, machine: null } })
        const keyFile = change === 'make-key-file' ? makeKeyFileSecret() : null
        return succeed({ passphrase, factors: { ...factors, keyFile } })
      }),
    bindOwnToMachine: (session, credentials) =>
      resealOwnSlot(ownSlot(session), credentials, resealTools, async (factors) => {
        const machine = makeMachineSecret()
        const { keychain } = tools
        if (keychain === null || !(await keychain.isPresent())) return fail({ code: 'vault/no-keychain' })
        // Kept before any slot wants it: a crash in between leaves a secret that nothing needs.
        if (!(await keychain.keep(machine.idHex, machine.secret))) return fail({ code: 'vault/no-keychain' })
        return succeed({ passphrase: credentials.passphrase, factors: { ...factors, machine } })
      }),
    async newRecoveryCode(session, holderId) {
      const header = headerOf(session)
      return await withNewSeed(async (seed) => {
        const { slot, code } = makeRecoveryCodeSlot({ vaultId: header.current.vaultId, holderId, seed })
        return succeed({ ...toPlace(header, slot, seed), code })
      })
    },
    async checkRecoveryCode(session, code) {
      const { current } = headerOf(session)
      const checked = await tools.attempts.attempt(isWrongTry, async () => openRecoveryCode(current, code))
      if (!checked.ok) return checked
      const { slot, seed } = checked.value
      const { agreementKeyHex } = personKeysFrom(seed)
      seed.fill(0)
      // Only recovery holders have slots that a code opens.
      return succeed({ holderId: ownerOf(slot) as HolderId, agreementKeyHex })
    },
    hasKeychain: async () => (await tools.keychain?.isPresent()) ?? false,
    async newEscrow(session, holderId, recipient) {
      const header = headerOf(session)
      const recipientRaw = parseAgeRecipient(recipient)
      if (recipientRaw === null) return fail({ code: 'vault/escrow-recipient-refused' })
      // Written anew, so that capitals and small letters are one recipient.
      const key = { recipient: writeAgeRecipient(recipientRaw), recipientRaw }
      const { vaultId, slots } = header.current
      if (slots.some((slot) => slot.kind === 'escrow' && slot.recipient === key.recipient))
        return fail({ code: 'vault/escrow-exists' })
      return await withNewSeed(async (seed) => {
        return succeed(toPlace(header, makeEscrowSlot({ vaultId, holderId, ...key, seed }), seed))
      })
    },
    async remove(session, holders) {
      const gone = new Set<string>(holders)
      return await headerOf(session).change((slots) => {
        const left = slots.filter((slot) => !gone.has(ownerOf(slot)))
        return left.length === slots.length ? null : left
      })
    },
    async rotate(session, without) {
      const gone = new Set<string>(without)
      return await headerOf(session).change((slots) => slots.filter((slot) => !gone.has(ownerOf(slot))))
    },
    async openPerson(session, credentials) {
      const { vaultId, slots } = headerOf(session).current
      const opened = await tools.attempts.attempt(isWrongTry, () =>
        trySlots(vaultId, slots, credentials, tools.keychain),
      )
      if (!opened.ok) return opened
      const { slot, seed, factors } = opened.value
      const keys = personKeysFrom(seed)
      seed.fill(0)
      wipeFactors(factors)
      return succeed({ userId: slot.userId as UserId, signer: makeSigner(keys) })
    },
  }
}

function headerOf(session: VaultSession): HeldHeader {
  return filesBehind(session).header
}

function ownSlot(session: VaultSession): OwnSlot {
  const { userId, number } = session.person
  return { header: headerOf(session), userId, number }
}

async function withNewSeed<T>(work: (seed: Uint8Array) => Promise<T>): Promise<T> {
  const seed = randomBytes(KEY_BYTES)
  try {
    return await work(seed)
  } finally {
    seed.fill(0)
  }
}

function isBare(slot: Slot): boolean {
  return slot.kind === 'passphrase' && Object.keys(slot.factors).length === 0
}

function factsOf(slot: Slot): SlotFacts {
  const { slotId, kind, agreementKeyHex } = slot
  const common = { slotId, kind, agreementKeyHex, holderId: ownerOf(slot) as UserId | HolderId }
  if (slot.kind !== 'passphrase') return { ...common, number: null, hasKeyFile: false, isMachineBound: false }
  const { keyFileIdHex, machineKeyIdHex } = slot.factors
  return {
    ...common,
    number: slot.number,
    hasKeyFile: keyFileIdHex !== undefined,
    isMachineBound: machineKeyIdHex !== undefined,
  }
}
