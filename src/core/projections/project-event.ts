import { exhibitViewOf } from '../case-file/exhibit-view.ts'
import type { VerifiedEvent } from '../case-file/verified-event.ts'
import type { ComplaintRecord } from '../casework/complaint-record.ts'
import type { CaseId } from '../ids.ts'
import { canonicalText } from '../ledger/canonical-json.ts'
import { isPartyBody } from '../parties/party-book.ts'
import { aboutOf } from '../search/searched.ts'
import { complaintLine, isCaseWorkBody, projectCaseWork } from './project-case-work.ts'
import { custodyChanges, isCustodyBody, projectCustody } from './project-custody.ts'
import { partyLine, projectParty } from './project-party.ts'
import { isRecordBody, projectRecord } from './project-record.ts'

import type { CaseChange, ProjectionChanges, RegisterChange } from './projection-changes.ts'

const NOTHING: ProjectionChanges = { register: [], cases: [] }

/** Says what an event changes in the projections, in the order in which the changes apply. */
export function projectEvent(event: VerifiedEvent): ProjectionChanges {
  const { register: ofRegister, cases: ofCases } = changesOf(event)
  const about = aboutOf(event)
  return {
    register: ofRegister,
    cases: ofCases.map((change) =>
      change.change === 'add-search-text' && change.about === undefined ? { ...change, about } : change,
    ),
  }
}

function changesOf(event: VerifiedEvent): ProjectionChanges {
  const { body, seq, time } = event
  const atMs = time.wallMs
  if (isCustodyBody(body)) return cases(...projectCustody(event, body))
  if (isCaseWorkBody(body)) return cases(...projectCaseWork(body, seq, atMs))
  if (isRecordBody(body)) return cases(...projectRecord(body, { seq: event.seq, atMs }))
  if (isPartyBody(body)) return cases(...projectParty(event, body))
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
    case 'recovery-checked':
      return register({ change: 'note-recovery-check', holderId: body.data.holderId, atMs, seq })
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
        { change: 'add-work-line', caseId, seq, ...complaintLine(body.data, atMs) },
        partyLine(event),
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
        ...custodyChanges(event, caseId),
      )
    }
    case 'place-added':
    case 'place-changed': {
      const { placeId, code, name, room } = body.data
      const isInUse = body.kind === 'place-added' || body.data.isInUse
      return register({ change: 'put-place', placeId, code, name, room, isInUse, atMs })
    }
    case 'column-map-saved':
      return register({ change: 'put-column-map', map: body.data.map, savedAtMs: atMs })
    case 'template-changed':
    case 'law-pack-adopted':
      return register({ change: 'add-station-text', seq, atMs, ...stationTextOf(body) })
    case 'playbook-adopted': {
      const { playbookId: name, version, text, adoptedBy } = body.data
      return register({ change: 'add-playbook', name, version, seq, atMs, by: adoptedBy.name, text })
    }
    case 'training-declared':
      return register({ change: 'note', fact: 'training-since-ms', value: atMs })
    case 'exercise-begun': {
      const { caseId, exerciseId, version, begunBy } = body.data
      return register({ change: 'add-exercise', caseId, exerciseId, version, seq, atMs, by: begunBy.name })
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
    case 'hub-asked':
    case 'hub-pinned':
    case 'hub-unpinned':
    case 'case-shared-with-hub':
    case 'package-written':
    case 'way-back-taken':
    case 'paper-key-told':
    case 'case-disclosed':
    case 'case-exported':
    case 'report-saved':
    case 'report-signed':
      return NOTHING
  }
}

function register(...changes: readonly RegisterChange[]): ProjectionChanges {
  return { register: changes, cases: [] }
}

function cases(...changes: readonly CaseChange[]): ProjectionChanges {
  return { register: [], cases: changes }
}

function stationTextOf(
  body: Extract<VerifiedEvent['body'], { readonly kind: 'template-changed' | 'law-pack-adopted' }>,
) {
  if (body.kind === 'law-pack-adopted') {
    const { packId, version, text, adoptedBy } = body.data
    return { kind: 'law-pack', name: packId, version, text, by: adoptedBy.name } as const
  }
  const { template, version, phrases, changedBy } = body.data
  const text = canonicalText(phrases)
  return { kind: 'template', name: template, version, text, by: changedBy.name } as const
}

function searchTextOf(complaint: ComplaintRecord): string {
  const { victim } = complaint
  const texts = [
    victim.name,
    complaint.summary,
    victim.latinName,
    victim.phone,
    victim.phone?.replace(/[\s.()-]+/g, ''),
    victim.idDocument,
    victim.address,
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
