import type { KeyId } from '../ids.ts'
import type { EventBody, EventKind } from './event-body.ts'
import type { PublicKeys } from './event-fields.ts'

/** Whoever a key belongs to, as the event that introduced it says. */
export type DisclosedSigner = {
  readonly keyId: KeyId
  readonly signingKeyHex: string
  /** A person's id, or a recovery holder's. */
  readonly ownerId: string
  /** A person's name, or what people call a recovery holder; empty where no shown event says it. */
  readonly name: string
}

/** The kinds of events of the register that a disclosure shows: those that say whose key is whose, and what a salvage lost. */
export const SHOWN_REGISTER_KINDS: ReadonlySet<EventKind> = new Set([
  'vault-created',
  'person-added',
  'person-reinstated',
  'passphrase-reset',
  'recovery-added',
  'ledger-salvaged',
])

/** A key as an event introduces it. */
export type IntroducedKey = Pick<PublicKeys, 'keyId' | 'signingKeyHex'> & {
  readonly ownerId: string
  /** Absent where the event gives new keys to somebody whose name an earlier event said. */
  readonly name?: string
}

/** The key that an event of the register introduces, or `null` when it introduces none. */
export function introducedBy(body: EventBody): IntroducedKey | null {
  switch (body.kind) {
    case 'vault-created':
      return { ...body.data.founder, ownerId: body.data.founder.userId }
    case 'person-added':
      return { ...body.data.person, ownerId: body.data.person.userId }
    case 'person-reinstated':
    case 'passphrase-reset':
      return { ...body.data, ownerId: body.data.userId }
    case 'recovery-added': {
      const { holder } = body.data
      return { ...holder, ownerId: holder.holderId, name: holder.label }
    }
    case 'ledger-salvaged': {
      const { introduced } = body.data
      return introduced === undefined ? null : { ...introduced, ownerId: introduced.userId }
    }
    default:
      return null
  }
}

/** The keys that the shown events introduced so far. One owner has one key at a time: a later one ends the earlier. */
export class DisclosedSigners {
  readonly #byKey = new Map<string, DisclosedSigner>()
  readonly #names = new Map<string, string>()
  readonly #keyOfOwner = new Map<string, KeyId>()

  /** Whose key this is, or `null` when no shown event introduced it or a later one ended it. */
  find(keyId: string): DisclosedSigner | null {
    return this.#byKey.get(keyId) ?? null
  }

  /** Takes in what an event introduces. */
  learn({ keyId, signingKeyHex, ownerId, name }: IntroducedKey): void {
    if (name !== undefined) this.#names.set(ownerId, name)
    const earlier = this.#keyOfOwner.get(ownerId)
    if (earlier !== undefined) this.#byKey.delete(earlier)
    this.#keyOfOwner.set(ownerId, keyId)
    this.#byKey.set(keyId, { keyId, signingKeyHex, ownerId, name: this.#names.get(ownerId) ?? '' })
  }
}
