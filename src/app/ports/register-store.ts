import type { CaseId, HolderId, KeyId, PlaceId, UserId } from '#core/ids.ts'
import type { HolderRecord, PublicKeys } from '#core/ledger/event-fields.ts'
import type { ColumnMap } from '#core/parsing/column-map.ts'
import type { Role } from '#core/people/roles.ts'
import type { Result } from '#core/result.ts'
import type { LedgerStoreFailure } from './ledger-store.ts'

/** A person of the station. */
export type PersonRow = PublicKeys & {
  readonly userId: UserId
  /** The station's number of this person, from 1 in the order in which people came. */
  readonly number: number
  readonly name: string
  readonly roles: readonly Role[]
  readonly state: 'active' | 'suspended'
  readonly addedAtMs: number
  /** The event that introduced the keys that hold now. */
  readonly keysSinceSeq: number
}

/** A recovery code or an escrow recipient that is in force. */
export type HolderRow = HolderRecord & {
  readonly addedSeq: number
  /** When it was last found to work, or `null` while it never was. */
  readonly checkedAtMs: number | null
}

/** A key that signs or signed, with the events between which it may. */
export type SignerRow = {
  readonly keyId: KeyId
  readonly signingKeyHex: string
  readonly ownerId: UserId | HolderId
  readonly fromSeq: number
  /** The event that ended it, which it may itself have signed; `null` while it holds. */
  readonly untilSeq: number | null
}

/** A storage place of the station. */
export type PlaceRow = {
  readonly placeId: PlaceId
  readonly code: string
  readonly name: string
  readonly room: string
  readonly isInUse: boolean
  readonly addedAtMs: number
}

/** How the station reads tables of one form. */
export type ColumnMapRow = { readonly map: ColumnMap; readonly savedAtMs: number }

/** A version of a wording or of a law pack of the station, with the event that says it. */
export type StationTextRow = {
  readonly name: string
  readonly version: number
  readonly seq: number
  readonly atMs: number
  readonly by: string
  /** Canonical JSON: the changed phrases, or the pack. */
  readonly text: string
}

/** A case that is an exercise of a training vault. */
export type ExerciseRow = {
  readonly caseId: CaseId
  readonly exerciseId: string
  readonly version: number
  readonly atMs: number
  readonly by: string
}

/** A case key as it is sealed to one recipient. */
export type GrantRow = {
  readonly caseId: CaseId
  readonly recipientId: UserId | HolderId
  readonly sealedKeyHex: string
  readonly grantedSeq: number
}

/** Reads the projections of the register: people, recovery holders, whose case keys are whose. */
export type RegisterStore = {
  /** Everybody there ever was, by number. */
  people(): Result<readonly PersonRow[], LedgerStoreFailure>
  /** Recovery holders in force, oldest first. */
  holders(): Result<readonly HolderRow[], LedgerStoreFailure>
  /** Every key that ever signed. */
  signers(): Result<readonly SignerRow[], LedgerStoreFailure>
  /** The greatest number among the station's cases, readable or not, whose number begins with `prefix`; 0 for none. */
  lastCaseNumber(prefix: string): Result<number, LedgerStoreFailure>
  /** A case's number by id, or its id by number, readable or not. */
  findCase(
    name: string,
  ): Result<{ readonly caseId: CaseId; readonly number: string } | null, LedgerStoreFailure>
  /** A case's key as it is sealed to one recipient, or `null` when they hold none. */
  sealedCaseKey(caseId: CaseId, recipientId: UserId | HolderId): Result<string | null, LedgerStoreFailure>
  /** Who holds the key of a case. */
  grantsOf(caseId: CaseId): Result<readonly GrantRow[], LedgerStoreFailure>
  /** Every case whose key one recipient holds. */
  casesOf(recipientId: UserId | HolderId): Result<readonly GrantRow[], LedgerStoreFailure>
  /** How many cases the station ever opened, readable or not. */
  caseCount(): Result<number, LedgerStoreFailure>
  /** Every map of columns, by name, with when it was last saved. */
  columnMaps(): Result<readonly ColumnMapRow[], LedgerStoreFailure>
  /**
   * Of the cases whose key the giver holds, those that were granted to a recipient last before event `sinceSeq`, and with
   * `includesNever` also those that never were (`grantedSeq` is `null`). Reads an index only: it is asked at every unlock.
   */
  grantsBefore(
    giverId: UserId | HolderId,
    recipientId: UserId | HolderId,
    sinceSeq: number,
    includesNever: boolean,
  ): Result<readonly { readonly caseId: CaseId; readonly grantedSeq: number | null }[], LedgerStoreFailure>
  /** Every version of the station's wordings or of the law packs it adopted, in the order of their events. */
  stationTexts(kind: 'template' | 'law-pack'): Result<readonly StationTextRow[], LedgerStoreFailure>
  /** Every version of the playbooks that the station adopted, in the order of their events. */
  playbooks(): Result<readonly StationTextRow[], LedgerStoreFailure>
  /** Every case that is an exercise of a training vault, in the order in which they were begun. */
  exercises(): Result<readonly ExerciseRow[], LedgerStoreFailure>
  /** Every storage place, by code. */
  places(): Result<readonly PlaceRow[], LedgerStoreFailure>
  /** A fact of which only the newest counts, or `null` while there is none. */
  note(
    fact: 'header-generation' | 'anchored-seq' | 'anchored-at-ms' | 'expunged-seq' | 'training-since-ms',
  ): Result<number | null, LedgerStoreFailure>
}
