import type { ExhibitCopy, ExhibitView } from '../case-file/exhibit-view.ts'
import type { VerifiedEvent } from '../case-file/verified-event.ts'
import type { ScanCode } from '../custody/scan-codes.ts'
import type { NotedKind } from '../identifiers/noted-identifier.ts'
import type { CaseId, DeviceId, ExhibitId, HolderId, ObjectId, PlaceId, RaidId, UserId } from '../ids.ts'
import type { EventData } from '../ledger/event-body.ts'
import type { HolderRecord, PublicKeys, UserRecord } from '../ledger/event-fields.ts'
import type { ColumnMap } from '../parsing/column-map.ts'
import type { PartyLine } from '../parties/party-line.ts'
import type { Role } from '../people/roles.ts'
import type { SearchAbout } from '../search/searched.ts'

/**
 * What one event of the register changes in the tables that everybody who can open the vault reads. They are part of the
 * ledger's database and change in the transaction of the append.
 */
export type RegisterChange =
  | {
      readonly change: 'add-person'
      readonly person: UserRecord
      readonly addedAtMs: number
      readonly seq: number
    }
  | { readonly change: 'change-roles'; readonly userId: UserId; readonly roles: readonly Role[] }
  | { readonly change: 'suspend-person'; readonly userId: UserId; readonly seq: number }
  /** New keys for a person, who is active from here on. The old ones sign nothing any more. */
  | {
      readonly change: 'replace-keys'
      readonly userId: UserId
      readonly keys: PublicKeys
      readonly seq: number
    }
  | { readonly change: 'add-holder'; readonly holder: HolderRecord; readonly seq: number }
  | { readonly change: 'remove-holder'; readonly holderId: HolderId; readonly seq: number }
  /** A way of recovery was found to work. */
  | {
      readonly change: 'note-recovery-check'
      readonly holderId: HolderId
      readonly atMs: number
      readonly seq: number
    }
  | {
      readonly change: 'grant-case-key'
      readonly caseId: CaseId
      readonly number: string
      readonly recipientId: UserId | HolderId
      readonly sealedKeyHex: string
      readonly seq: number
    }
  /**
   * Whoever salvaged the vault, with the keys they have now: the event that introduced these, or the person, is lost. The keys count
   * from the first event on.
   */
  | { readonly change: 'introduce-salvager'; readonly person: UserRecord; readonly addedAtMs: number }
  | {
      readonly change: 'put-place'
      readonly placeId: PlaceId
      readonly code: string
      readonly name: string
      readonly room: string
      readonly isInUse: boolean
      /** When it was said; the first time counts as when the place was added. */
      readonly atMs: number
    }
  /** A wording or a law pack of the station in one version; older ones stay, because papers were made with them. */
  | {
      readonly change: 'add-station-text'
      readonly kind: 'template' | 'law-pack'
      readonly name: string
      readonly version: number
      readonly seq: number
      readonly atMs: number
      readonly by: string
      /** Canonical JSON: the changed phrases, or the pack. */
      readonly text: string
    }
  | ({ readonly change: 'add-playbook'; readonly seq: number; readonly atMs: number } & AdoptedPlaybook)
  /** A case that is an exercise of a training vault. */
  | {
      readonly change: 'add-exercise'
      readonly caseId: CaseId
      readonly exerciseId: string
      readonly version: number
      readonly seq: number
      readonly atMs: number
      readonly by: string
    }
  | { readonly change: 'put-column-map'; readonly map: ColumnMap; readonly savedAtMs: number }
  /** Nobody has the case's key any more; its number stays taken. */
  | { readonly change: 'expunge-case'; readonly caseId: CaseId; readonly number: string }
  /** Events of another device's chain that a salvage could not save. */
  | {
      readonly change: 'note-gap'
      readonly device: DeviceId
      readonly fromSeq: number
      readonly toSeq: number
    }
  /** Facts of which only the newest counts. */
  | {
      readonly change: 'note'
      readonly fact:
        | 'header-generation'
        | 'anchored-seq'
        | 'anchored-at-ms'
        | 'expunged-seq'
        | 'training-since-ms'
      readonly value: number
    }

/**
 * What one event changes in the tables that lists and searches of one person read. They hold the cases whose keys this person
 * has and nothing of any other, in a database of their own.
 */
export type CaseChange =
  | {
      readonly change: 'add-case'
      readonly caseId: CaseId
      readonly number: string
      readonly title: string
      readonly openedAtMs: number
      readonly openedBy: string
    }
  /** Raises a case's counters and notes that it changed. */
  | {
      readonly change: 'touch-case'
      readonly caseId: CaseId
      readonly changedAtMs: number
      readonly complaints: number
      readonly exhibits: number
    }
  | {
      readonly change: 'add-identifier'
      readonly caseId: CaseId
      readonly seq: number
      readonly line: number
      readonly kind: NotedKind
      readonly raw: string
      readonly normalised: string
    }
  | {
      readonly change: 'add-exhibit'
      readonly caseId: CaseId
      readonly exhibitId: ExhibitId
      /** The object with its bytes; `null` where it has none of its own. */
      readonly objectId: ObjectId | null
      readonly exhibit: ExhibitView | ExhibitCopy
    }
  | {
      readonly change: 'add-part'
      readonly caseId: CaseId
      readonly exhibitId: ExhibitId
      readonly index: number
      readonly part: EventData<'exhibit-parts-sealed'>['parts'][number]
    }
  /** Moves what is known of the case's things past an event (`takeCustody`), and notes which it concerns. */
  | { readonly change: 'take-custody'; readonly caseId: CaseId; readonly event: VerifiedEvent }
  | ({ readonly change: 'add-scan-code'; readonly caseId: CaseId; readonly seq: number } & ScanCode)
  /** What an event says of a raid, for reading it without reading the case. */
  | {
      readonly change: 'add-raid-line'
      readonly caseId: CaseId
      readonly raidId: RaidId
      readonly seq: number
      readonly kind: RaidLine['kind']
      readonly line: RaidLine['data']
    }
  /** What a count of a storage place found of the case's things. */
  | {
      readonly change: 'add-place-count'
      readonly caseId: CaseId
      readonly seq: number
      readonly count: EventData<'exhibits-counted'>
    }
  /** What an event says of something with a date or an end: a task, a hearing, the next review, the case itself. */
  | ({ readonly change: 'add-work-line'; readonly caseId: CaseId; readonly seq: number } & WorkLine)
  /** What an event says of people or money, for folding it without reading the case. */
  | ({ readonly change: 'add-party-line'; readonly caseId: CaseId } & PartyLine)
  /** Text by which the case is found. Not folded yet: folding belongs to the index. */
  | {
      readonly change: 'add-search-text'
      readonly caseId: CaseId
      readonly text: string
      /** Where it comes from; filled in for every event by `projectEvent`. */
      readonly about?: SearchAbout
    }
  /** The case is gone from every table. */
  | { readonly change: 'forget-case'; readonly caseId: CaseId }

/** A playbook of the station in one version, as canonical JSON; older ones stay, because steps were taken by them. */
type AdoptedPlaybook = {
  readonly name: string
  readonly version: number
  readonly by: string
  readonly text: string
}

/** How something stands from an event on, until a later line about the same. */
export type WorkLine = {
  /** The id of a task, a hearing, a complaint or of the case; of a step, its playbook and its own; of a draft that was discarded, its record. */
  readonly aboutId: string
  /**
   * A `complaint` line names its kinds of crime, `taken` when it was taken before it came from another case; these and the `step`s that
   * were taken or left out say which clocks of playbooks run.
   */
  readonly kind: 'task' | 'hearing' | 'review' | 'state' | 'complaint' | 'taken' | 'step' | 'record'
  readonly isOpen: boolean
  /** The deadline, or when it takes place. */
  readonly atMs: number | null
  readonly assigneeId: UserId | null
  readonly text: string
}

/** An event of a raid, but not of its items. */
export type RaidLine = {
  [Kind in
    | 'raid-opened'
    | 'raid-room-added'
    | 'raid-person-found'
    | 'raid-person-changed'
    | 'raid-inventory-signed']: { readonly kind: Kind; readonly data: EventData<Kind> }
}['raid-opened' | 'raid-room-added' | 'raid-person-found' | 'raid-person-changed' | 'raid-inventory-signed']

/**
 * What an event changes in the projections.
 *
 * Projections hold nothing that the events do not: they can be dropped and refilled at any time and come out identical.
 */
export type ProjectionChanges = {
  readonly register: readonly RegisterChange[]
  readonly cases: readonly CaseChange[]
}
