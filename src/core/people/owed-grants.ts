import type { HolderId, UserId } from '../ids.ts'
import type { Role } from './roles.ts'

/** What deciding about a case's key looks at of one person. */
export type GrantedPerson = {
  readonly userId: UserId
  readonly agreementKeyHex: string
  readonly roles: readonly Role[]
  readonly state: 'active' | 'suspended'
  /** The event that introduced the keys that hold now. */
  readonly keysSinceSeq: number
}

/** What it looks at of one recovery holder that is in force. */
export type GrantedHolder = {
  readonly holderId: HolderId
  readonly agreementKeyHex: string
  readonly addedSeq: number
}

/** Whoever a case's key is sealed to. */
export type Recipient = { readonly recipientId: UserId | HolderId; readonly agreementKeyHex: string }

/** A recipient with what they are entitled to, and since when their keys hold. */
export type Entitled = Recipient & {
  readonly sinceSeq: number
  /** `every` case, or only those that they were granted before their keys were replaced. */
  readonly to: 'every-case' | 'earlier-cases'
}

/**
 * Who is owed the keys of cases, beside `self`, who gives them: active commanders and recovery holders in force every one, and
 * whoever has new keys those that they could read with the old ones.
 */
export function entitledTo(
  people: readonly GrantedPerson[],
  holders: readonly GrantedHolder[],
  self: UserId | null,
): readonly Entitled[] {
  const active = people.filter(({ userId, state }) => state === 'active' && userId !== self)
  return [
    ...active.map(({ userId, agreementKeyHex, roles, keysSinceSeq }): Entitled => {
      const to = roles.includes('commander') ? 'every-case' : 'earlier-cases'
      return { recipientId: userId, agreementKeyHex, sinceSeq: keysSinceSeq, to }
    }),
    ...holders.map(({ holderId, agreementKeyHex, addedSeq }): Entitled => {
      return { recipientId: holderId, agreementKeyHex, sinceSeq: addedSeq, to: 'every-case' }
    }),
  ]
}

/**
 * Whether a recipient is owed the key of one case, given the event by which it was granted to them last (`null`: never). A grant
 * from before their keys is sealed to keys that are gone.
 */
export function isOwed({ to, sinceSeq }: Entitled, grantedSeq: number | null): boolean {
  return grantedSeq === null ? to === 'every-case' : grantedSeq < sinceSeq
}

/** Whoever a new case's key is granted to when it is opened: its opener first, then everybody entitled to every case. */
export function recipientsOfNewCase(
  opener: GrantedPerson,
  people: readonly GrantedPerson[],
  holders: readonly GrantedHolder[],
): readonly Recipient[] {
  const { userId: recipientId, agreementKeyHex } = opener
  const others = entitledTo(people, holders, recipientId).filter(({ to }) => to === 'every-case')
  return [{ recipientId, agreementKeyHex }, ...others]
}
