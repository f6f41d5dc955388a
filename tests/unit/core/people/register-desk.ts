import type { CaseId, DeviceId, HolderId, KeyId, UserId } from '#core/ids.ts'
import type { EventBody, EventData, EventKind } from '#core/ledger/event-body.ts'
import type { PublicKeys } from '#core/ledger/event-fields.ts'
import { REGISTER_KINDS } from '#core/ledger/register-kinds.ts'
import { mayStand } from '#core/people/may-stand.ts'
import type { PlacedEvent } from '#core/people/placed-event.ts'
import { emptyRegister, type RegisterState } from '#core/people/register-state.ts'
import type { Role } from '#core/people/roles.ts'
import type { StandingFailure } from '#core/people/standing.ts'
import { approachEvent, confirmationOf, passEvent, takeEvent } from '#core/people/take-event.ts'
import { digestOf, HEADER, idOf, VAULT_ID } from '../../../support/sample-events.ts'

export const DEVICE = idOf<DeviceId>('d0')
export const CASE = idOf<CaseId>('c0')
export const NUMBER = '2026-0001'

/** The id of a signing key, as these tests have it: its first half. */
export const keyIdOf = (signingKeyHex: string): KeyId => signingKeyHex.slice(0, 32) as KeyId

/** Keys of one repeated byte. */
export function keysOf(byte: string): PublicKeys {
  const signingKeyHex = byte.repeat(32)
  return { keyId: keyIdOf(signingKeyHex), signingKeyHex, agreementKeyHex: byte.repeat(32) }
}

/** Somebody who signs. */
export type Somebody = { readonly userId: UserId; readonly name: string; readonly keys: PublicKeys }

export const somebody = (byte: string): Somebody => ({
  userId: idOf<UserId>(byte),
  name: `person ${byte}`,
  keys: keysOf(byte),
})

export const FOUNDER = somebody('f0')
export const HOLDER = { holderId: idOf<HolderId>('aa'), keys: keysOf('aa') }

/** What became of an event: whether it stood, and which earlier event it left without the agreement that this one needed. */
export type Outcome = { readonly refusal: StandingFailure | null; readonly unmet: number | null }

/** A register that is folded as verification folds it. */
export class RegisterDesk {
  readonly state: RegisterState = emptyRegister(VAULT_ID, keyIdOf)
  readonly events: PlacedEvent[] = []
  seq = 0
  device = DEVICE

  constructor(founderRoles: readonly Role[] = ['commander', 'administrator']) {
    const founder = { userId: FOUNDER.userId, name: FOUNDER.name, roles: [...founderRoles], ...FOUNDER.keys }
    this.stand(
      'vault-created',
      { vaultId: VAULT_ID, deviceId: DEVICE, software: 'samnum', founder },
      FOUNDER.keys,
    )
  }

  /** Whether an event may stand next; nothing changes. */
  judge<Kind extends EventKind>(
    kind: Kind,
    data: EventData<Kind>,
    keys: PublicKeys,
    scope?: string,
  ): StandingFailure | null {
    return mayStand(this.#event(kind, data, keys, scope), this.state, (seq) => this.recall(seq))
  }

  /** Lets an event be the next one, whatever becomes of it. */
  append<Kind extends EventKind>(
    kind: Kind,
    data: EventData<Kind>,
    keys: PublicKeys,
    scope?: string,
  ): Outcome {
    const event = this.#event(kind, data, keys, scope)
    approachEvent(this.state, event.seq)
    const refusal = mayStand(event, this.state, (seq) => this.recall(seq))
    const unmet = passEvent(this.state, event, refusal === null ? confirmationOf(event) : null)
    if (refusal === null) takeEvent(this.state, event)
    this.seq = event.seq
    this.events.push(event)
    return { refusal, unmet: unmet?.seq ?? null }
  }

  /** The same for an event that must stand. */
  stand<Kind extends EventKind>(kind: Kind, data: EventData<Kind>, keys: PublicKeys, scope?: string): void {
    const { refusal, unmet } = this.append(kind, data, keys, scope)
    if (refusal !== null || unmet !== null) throw new Error(`${kind}: ${refusal ?? `unmet ${unmet}`}`)
  }

  /** Adds a person, signed by the founder. */
  add(person: Somebody, ...roles: readonly Role[]): Somebody {
    const record = { userId: person.userId, name: person.name, roles: [...roles], ...person.keys }
    this.stand('person-added', { person: record, addedBy: by(FOUNDER) }, FOUNDER.keys)
    return person
  }

  grant(
    recipientId: UserId | HolderId,
    keys: PublicKeys = FOUNDER.keys,
    caseId = CASE,
    number = NUMBER,
  ): void {
    this.stand('case-key-granted', { caseId, number, userId: recipientId, sealedKeyHex: 'ab' }, keys)
  }

  /** Opens the case, by the founder. */
  openCase(): void {
    this.grant(FOUNDER.userId)
    this.stand(
      'case-opened',
      { caseId: CASE, number: NUMBER, title: 'x', openedBy: by(FOUNDER) },
      FOUNDER.keys,
    )
  }

  addHolder(): void {
    const holder = {
      holderId: HOLDER.holderId,
      kind: 'recovery-code' as const,
      label: 'safe',
      ...HOLDER.keys,
    }
    this.stand('recovery-added', { holder, addedBy: by(FOUNDER) }, FOUNDER.keys)
  }

  /** The last event. */
  get last(): PlacedEvent {
    const last = this.events.at(-1)
    if (last === undefined) throw new Error('there is no event')
    return last
  }

  recall(seq: number) {
    const event = this.events.find((candidate) => candidate.seq === seq)
    return event === undefined
      ? null
      : { hashHex: event.hashHex, actor: event.actor, scope: event.body.scope }
  }

  #event<Kind extends EventKind>(
    kind: Kind,
    data: EventData<Kind>,
    keys: PublicKeys,
    scope?: string,
  ): PlacedEvent {
    const seq = this.seq + 1
    const usual = Object.hasOwn(REGISTER_KINDS, kind) ? VAULT_ID : CASE
    const body = { kind, scope: scope ?? usual, data } as EventBody
    const hashHex = digestOf(seq.toString(16).padStart(2, '0'))
    return { seq, hashHex, time: HEADER.time, body, actor: keys.keyId, device: this.device }
  }
}

/** Somebody as events name them. */
export function by({ userId, name }: Pick<Somebody, 'userId' | 'name'>) {
  return { userId, name }
}
