import type {
  CaseId,
  DeviceId,
  DigestHex,
  HolderId,
  HubId,
  KeyId,
  PackageId,
  PlaceId,
  UserId,
  VaultId,
} from '../ids.ts'
import type { HolderRecord, PublicKeys, UserRecord } from '../ledger/event-fields.ts'
import type { CaseFacts } from './case-facts.ts'
import { IdSet } from './id-set.ts'
import type { Role } from './roles.ts'

/** A person of the station at one place in the ledger. */
export type PersonState = PublicKeys & {
  readonly userId: UserId
  /** From 1 in the order in which people came. */
  readonly number: number
  readonly name: string
  readonly roles: readonly Role[]
  readonly state: 'active' | 'suspended'
  /** The event that introduced the keys that hold now. */
  readonly keysSinceSeq: number
}

/** A recovery code or an escrow recipient at one place in the ledger. */
export type HolderState = HolderRecord & { readonly addedSeq: number; readonly isInForce: boolean }

/** A key that signs or signed, with the events between which it may. */
export type KeyState = {
  readonly signingKeyHex: string
  readonly ownerId: UserId | HolderId
  readonly fromSeq: number
  /** The event that ended it, which it may itself have signed; `null` while it holds. */
  readonly untilSeq: number | null
}

/** What the register says of one case, and what its own events said of it so far. */
export type CaseState = {
  readonly number: string
  /** The event by which each recipient was granted the key last. */
  readonly grants: Map<UserId | HolderId, number>
  isOpened: boolean
  isExpunged: boolean
  /** What its events say of its things; `null` before the first that says anything. */
  facts: CaseFacts | null
}

/** A key for papers as its owner told it: a point on P-256, and a signature with it that nobody has judged yet. */
export type ToldPaperKey = { readonly publicKeyHex: string; readonly proofHex: string }

/** A storage place of the station. */
export type PlaceState = { readonly code: string; readonly isInUse: boolean }

/** An event that another person must have agreed to in the event directly after it. */
export type AwaitedAgreement = {
  readonly seq: number
  readonly hashHex: DigestHex
  /** Whose agreement counts for nothing: whoever signed it, and whoever it concerns. */
  readonly besides: readonly UserId[]
}

/**
 * What the events up to one place of a ledger say about who may sign what after them.
 *
 * It is a fold over the events in their order: `takeEvent` (take-event.ts) changes it in place, because copying it for each of a
 * million events would take a day. Nothing but the functions of that file changes it.
 */
export type RegisterState = {
  readonly vaultId: VaultId
  /** The id of a signing key, as the station's cryptography has it. */
  readonly keyIdOf: (signingKeyHex: string) => KeyId
  readonly people: Map<UserId, PersonState>
  readonly holders: Map<HolderId, HolderState>
  readonly keys: Map<KeyId, KeyState>
  readonly cases: Map<CaseId, CaseState>
  /** Which case has which number. */
  readonly caseNumbers: Map<string, CaseId>
  readonly places: Map<PlaceId, PlaceState>
  /** The newest version of each wording and law pack of the station, by {@link stationTextKey}. */
  readonly stationTexts: Map<string, number>
  /** Whether everything in the vault is invented. */
  isTraining: boolean
  /** Cases that are exercises. */
  readonly exercises: Set<CaseId>
  /** Ids of complaints, exhibits, objects and whatever else must be new that occurred. */
  readonly usedIds: IdSet
  /** Whoever a salvage introduces; the event that introduces the person, but not these keys, may stand all the same. */
  salvager: UserId | null
  /** The device whose chain the last event stands in; `null` before the first. */
  device: DeviceId | null
  lastSeq: number
  /** Whether a number is missing so far, so that what an event rests on may be among what was lost. */
  hasGap: boolean
  /** The `vault-recovered` that was the last event, if it was one. */
  recovery: { readonly holderId: HolderId; readonly userId: UserId } | null
  agreement: AwaitedAgreement | null
  /** The key for papers that the person of a signing key told last, and the proof that they have it. */
  readonly paperKeys: Map<KeyId, ToldPaperKey>
  /** The hub that the station asked last, and the one whose keys count. */
  readonly hub: {
    asked: { readonly hubId: HubId; readonly requestId: PackageId } | null
    pinned: HubId | null
  }
}

/** The state before the first event of a vault. */
export function emptyRegister(vaultId: VaultId, keyIdOf: (signingKeyHex: string) => KeyId): RegisterState {
  return {
    vaultId,
    keyIdOf,
    people: new Map(),
    holders: new Map(),
    keys: new Map(),
    cases: new Map(),
    caseNumbers: new Map(),
    places: new Map(),
    stationTexts: new Map(),
    isTraining: false,
    exercises: new Set(),
    usedIds: new IdSet(),
    salvager: null,
    device: null,
    lastSeq: 0,
    hasGap: false,
    recovery: null,
    agreement: null,
    paperKeys: new Map(),
    hub: { asked: null, pinned: null },
  }
}

/** Under what the versions of a wording, a law pack or a playbook are counted. */
export function stationTextKey(kind: 'template' | 'law-pack' | 'playbook', name: string): string {
  return `${kind} ${name}`
}

/** The key that a person's or holder's events are signed with, and whose it is; `null` for a key that no event introduced. */
export function findKey(state: RegisterState, keyId: KeyId): KeyState | null {
  return state.keys.get(keyId) ?? null
}

/** Whether a key may sign the event with this number. The key that founds a vault signs the event that introduces it. */
export function isKeyActive(key: Pick<KeyState, 'fromSeq' | 'untilSeq'>, seq: number): boolean {
  const { fromSeq, untilSeq } = key
  return (seq > fromSeq || fromSeq === 1) && (untilSeq === null || seq <= untilSeq)
}

/** Everybody who can unlock the vault, by number. */
export function activePeople(state: RegisterState): readonly PersonState[] {
  return [...state.people.values()].filter(isActive)
}

/** Whether taking the administrator's role or the way in from this person would leave the station without an administrator. */
export function isLastAdministrator(
  people: Iterable<Pick<PersonState, 'userId' | 'roles' | 'state'>>,
  userId: UserId,
): boolean {
  const administrators = [...people].filter((person) => isActive(person) && isAdministrator(person))
  return administrators.length === 1 && administrators[0]?.userId === userId
}

/** Whether somebody holds the key of a case at this place, with the keys they have now. */
export function holdsCase(state: RegisterState, caseId: CaseId, recipientId: UserId | HolderId): boolean {
  const grantedSeq = state.cases.get(caseId)?.grants.get(recipientId)
  if (grantedSeq === undefined) return false
  const keysSinceSeq = state.people.get(recipientId as UserId)?.keysSinceSeq ?? 0
  return grantedSeq > keysSinceSeq
}

/** A person as the event introduces them. */
export function newcomer(record: UserRecord, number: number, seq: number): PersonState {
  return { ...record, number, state: 'active', keysSinceSeq: seq }
}

function isActive({ state }: Pick<PersonState, 'state'>): boolean {
  return state === 'active'
}

function isAdministrator({ roles }: Pick<PersonState, 'roles'>): boolean {
  return roles.includes('administrator')
}
