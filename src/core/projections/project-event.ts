import type { VerifiedEvent } from '../case-file/case-view.ts'
import { type ExhibitView, exhibitViewOf } from '../case-file/exhibit-view.ts'
import type { ComplaintRecord } from '../casework/complaint-record.ts'
import type { IdentifierKind } from '../identifiers/identifier.ts'
import type { CaseId, DeviceId, ExhibitId, HolderId, ObjectId, UserId } from '../ids.ts'
import type { HolderRecord, PublicKeys, UserRecord } from '../ledger/event-fields.ts'
import type { Role } from '../people/roles.ts'

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
      readonly fact: 'header-generation' | 'anchored-seq' | 'anchored-at-ms' | 'expunged-seq'
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
      readonly kind: IdentifierKind
      readonly raw: string
      readonly normalised: string
    }
  | {
      readonly change: 'add-exhibit'
      readonly caseId: CaseId
      readonly exhibitId: ExhibitId
      readonly objectId: ObjectId
      readonly exhibit: ExhibitView
    }
  /** Text by which the case is found. Not folded yet: folding belongs to the index. */
  | { readonly change: 'add-search-text'; readonly caseId: CaseId; readonly text: string }
  /** The case is gone from every table. */
  | { readonly change: 'forget-case'; readonly caseId: CaseId }

/**
 * What an event changes in the projections.
 *
 * Projections hold nothing that the events do not: they can be dropped and refilled at any time and come out identical.
 */
export type ProjectionChanges = {
  readonly register: readonly RegisterChange[]
  readonly cases: readonly CaseChange[]
}

const NOTHING: ProjectionChanges = { register: [], cases: [] }

/** Says what an event changes in the projections, in the order in which the changes apply. */
export function projectEvent({ body, seq, time }: VerifiedEvent): ProjectionChanges {
  const atMs = time.wallMs
  switch (body.kind) {
    case 'vault-created':
      return register({ change: 'add-person', person: body.data.founder, addedAtMs: atMs, seq })
    case 'person-added':
      return register({ change: 'add-person', person: body.data.person, addedAtMs: atMs, seq })
    case 'person-roles-changed': {
      const { userId, roles } = body.data
      return register({ change: 'change-roles', userId, roles })
    }
    case 'person-suspended':
      return register({ change: 'suspend-person', userId: body.data.userId, seq })
    case 'person-reinstated':
    case 'passphrase-reset': {
      const { userId, keyId, signingKeyHex, agreementKeyHex } = body.data
      return register({
        change: 'replace-keys',
        userId,
        keys: { keyId, signingKeyHex, agreementKeyHex },
        seq,
      })
    }
    case 'recovery-added':
      return register({ change: 'add-holder', holder: body.data.holder, seq })
    case 'recovery-removed':
      return register({ change: 'remove-holder', holderId: body.data.holderId, seq })
    case 'header-changed':
      return register({ change: 'note', fact: 'header-generation', value: body.data.generation })
    case 'head-anchored':
      return register(
        { change: 'note', fact: 'anchored-seq', value: body.data.seq },
        { change: 'note', fact: 'anchored-at-ms', value: atMs },
      )
    case 'case-key-granted': {
      const { caseId, number, userId, sealedKeyHex } = body.data
      return register({ change: 'grant-case-key', caseId, number, recipientId: userId, sealedKeyHex, seq })
    }
    case 'case-expunged': {
      const { caseId, number } = body.data
      return {
        register: [
          { change: 'expunge-case', caseId, number },
          { change: 'note', fact: 'expunged-seq', value: seq },
        ],
        cases: [{ change: 'forget-case', caseId }],
      }
    }
    case 'case-opened': {
      const { caseId, number, title, openedBy } = body.data
      return cases(
        { change: 'add-case', caseId, number, title, openedAtMs: atMs, openedBy: openedBy.name },
        { change: 'add-search-text', caseId, text: `${number}\n${title}` },
      )
    }
    case 'complaint-taken': {
      const caseId = body.scope as CaseId
      const { complaint } = body.data
      return cases(
        { change: 'touch-case', caseId, changedAtMs: atMs, complaints: 1, exhibits: 0 },
        ...complaint.identifiers.map(({ kind, raw, normalised }, line): CaseChange => {
          return { change: 'add-identifier', caseId, seq, line, kind, raw, normalised }
        }),
        { change: 'add-search-text', caseId, text: searchTextOf(complaint) },
      )
    }
    case 'exhibit-sealed': {
      const caseId = body.scope as CaseId
      const exhibit = exhibitViewOf(body.data, atMs)
      const { exhibitId, objectId, number, name, sourceName, description, digestHex } = exhibit
      const texts = [number, name, sourceName, description, digestHex]
      return cases(
        { change: 'touch-case', caseId, changedAtMs: atMs, complaints: 0, exhibits: 1 },
        { change: 'add-exhibit', caseId, exhibitId, objectId, exhibit },
        { change: 'add-search-text', caseId, text: texts.filter((text) => text !== undefined).join('\n') },
      )
    }
    case 'ledger-salvaged': {
      const { fromDeviceId: device, lost, introduced: person } = body.data
      return register(
        ...(person === undefined
          ? []
          : [{ change: 'introduce-salvager', person, addedAtMs: time.wallMs } as const]),
        ...lost.map(({ from: fromSeq, to: toSeq }): RegisterChange => {
          return { change: 'note-gap', device, fromSeq, toSeq }
        }),
      )
    }
    case 'vault-recovered':
    case 'unlock-refused':
    case 'rollback-noticed':
    case 'event-confirmed':
    case 'case-disclosed':
    case 'exhibit-extracted':
    case 'report-saved':
      return NOTHING
  }
}

function register(...changes: readonly RegisterChange[]): ProjectionChanges {
  return { register: changes, cases: [] }
}

function cases(...changes: readonly CaseChange[]): ProjectionChanges {
  return { register: [], cases: changes }
}

function searchTextOf(complaint: ComplaintRecord): string {
  const { victim } = complaint
  const texts = [
    victim.name,
    victim.latinName,
    victim.phone,
    victim.phone?.replace(/[\s.()-]+/g, ''),
    victim.idDocument,
    victim.address,
    complaint.summary,
    complaint.place,
    // Without its separators too, because people type a number as they read it.
    ...complaint.identifiers.flatMap(({ raw, normalised, note }) => {
      return [raw, raw.replace(/[\s.()-]+/g, ''), normalised, note]
    }),
    ...complaint.losses.flatMap(({ amount, reference, payee, payer }) => [amount, reference, payee, payer]),
    complaint.narrative,
  ]
  return texts.filter((text) => text !== undefined && text !== '').join('\n')
}
