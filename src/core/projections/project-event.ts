import type { VerifiedEvent } from '../case-file/case-view.ts'
import { type ExhibitView, exhibitViewOf } from '../case-file/exhibit-view.ts'
import type { ComplaintRecord } from '../casework/complaint-record.ts'
import type { IdentifierKind } from '../identifiers/identifier.ts'
import type { CaseId, ExhibitId, KeyId, ObjectId, UserId } from '../ids.ts'
import type { Role } from '../people/roles.ts'

/**
 * What one event changes in the tables that lists and searches read.
 *
 * Projections hold nothing that the events do not: they can be dropped and refilled at any time and come out identical.
 */
export type ProjectionChange =
  | {
      readonly change: 'add-person'
      readonly userId: UserId
      readonly name: string
      readonly roles: readonly Role[]
      readonly keyId: KeyId
      readonly signingKeyHex: string
      readonly agreementKeyHex: string
      readonly addedAtMs: number
    }
  | {
      readonly change: 'grant-case-key'
      readonly caseId: CaseId
      readonly number: string
      readonly userId: UserId
      readonly sealedKeyHex: string
    }
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

/** Says what an event changes in the projections, in the order in which the changes apply. */
export function projectEvent(event: VerifiedEvent): readonly ProjectionChange[] {
  const { body, seq } = event
  const atMs = event.time.wallMs
  switch (body.kind) {
    case 'vault-created':
      return [{ change: 'add-person', ...body.data.founder, addedAtMs: atMs }]
    case 'case-key-granted':
      return [{ change: 'grant-case-key', ...body.data }]
    case 'case-opened': {
      const { caseId, number, title, openedBy } = body.data
      return [
        { change: 'add-case', caseId, number, title, openedAtMs: atMs, openedBy: openedBy.name },
        { change: 'add-search-text', caseId, text: `${number}\n${title}` },
      ]
    }
    case 'complaint-taken': {
      const caseId = body.scope as CaseId
      const { complaint } = body.data
      return [
        { change: 'touch-case', caseId, changedAtMs: atMs, complaints: 1, exhibits: 0 },
        ...complaint.identifiers.map(({ kind, raw, normalised }, line): ProjectionChange => {
          return { change: 'add-identifier', caseId, seq, line, kind, raw, normalised }
        }),
        { change: 'add-search-text', caseId, text: searchTextOf(complaint) },
      ]
    }
    case 'exhibit-sealed': {
      const caseId = body.scope as CaseId
      const exhibit = exhibitViewOf(body.data, atMs)
      const { exhibitId, objectId, number, name, sourceName, description, digestHex } = exhibit
      const texts = [number, name, sourceName, description, digestHex]
      return [
        { change: 'touch-case', caseId, changedAtMs: atMs, complaints: 0, exhibits: 1 },
        { change: 'add-exhibit', caseId, exhibitId, objectId, exhibit },
        { change: 'add-search-text', caseId, text: texts.filter((text) => text !== undefined).join('\n') },
      ]
    }
    case 'exhibit-extracted':
    case 'report-saved':
      return []
  }
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
