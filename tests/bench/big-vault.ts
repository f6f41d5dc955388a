import { appendEvents, type EventDraft } from '#app/ledger/append-events.ts'
import type { VaultSession } from '#app/vault-session.ts'
import type { CaseId, DigestHex, ExhibitId, ObjectId } from '#core/ids.ts'
import type { EventBody } from '#core/ledger/event-body.ts'
import { recipientsOfNewCase } from '#core/people/owed-grants.ts'
import { expectValue } from './open-bench-vault.ts'
import { sampleComplaint } from './sample-complaint.ts'

/** Events of one case: its key's grants, the opening, complaints, exhibits, and what left the vault. */
export const EVENTS_PER_CASE = 50

/** What the events of one case are, beside its keys, its opening and the reports that left: those make up the rest. */
export type CaseMix = { readonly complaints: number; readonly exhibits: number; readonly extractions: number }
const USUAL: CaseMix = { complaints: 4, exhibits: 14, extractions: 20 }
/** For a vault whose objects are asked for: the exhibits of {@link fillVault} have none. */
export const WITHOUT_EXHIBITS: CaseMix = { complaints: 20, exhibits: 0, extractions: 0 }
/** Cases appended in one transaction. */
const CASES_AT_ONCE = 40

/** Appends events to an open vault until it has `events`, through the real store, in large batches. Answers how many it appended. */
export function fillVault(session: VaultSession, events: number, mix: CaseMix = USUAL): number {
  const head = session.ledger.head()
  const before = head.ok ? (head.value?.seq ?? 0) : 0
  let done = before
  for (let first = Math.floor(done / EVENTS_PER_CASE) + 1; done < events; first += CASES_AT_ONCE) {
    const drafts = Array.from({ length: CASES_AT_ONCE }, (_, index) => draftCase(session, first + index, mix))
      .flat()
      .slice(0, events - done)
    const appended = appendEvents(session, drafts)
    if (!appended.ok) throw new Error(`appending failed: ${JSON.stringify(appended.failure)}`)
    done += drafts.length
  }
  return Math.max(0, done - before)
}

/** One case with all its events. */
export function draftCase(
  session: VaultSession,
  index: number,
  { complaints, exhibits, extractions }: CaseMix = USUAL,
): readonly EventDraft[] {
  const recipients = recipientsOfNewCase(
    session.person,
    expectValue(session.register.people()),
    expectValue(session.register.holders()),
  )
  const { crypto, person, signer, vaultId, registerKey } = session
  const caseId = crypto.newId() as CaseId
  const key = crypto.newScopeKey()
  const { userId, name } = person
  const actor = { userId, name }
  const number = `${2026 + Math.floor(index / 5000)}-${String(index).padStart(4, '0')}`
  const exhibitIds = Array.from({ length: exhibits }, () => crypto.newId() as ExhibitId)
  const inCase = (body: Pick<EventBody, 'kind' | 'data'>): EventDraft => ({
    key,
    body: { ...body, scope: caseId } as EventBody,
  })
  return [
    ...recipients.map(({ recipientId, agreementKeyHex }): EventDraft => {
      const sealedKeyHex = signer.sealCaseKey(caseId, recipientId, agreementKeyHex, key)
      const data = { caseId, number, userId: recipientId, sealedKeyHex }
      return { key: registerKey, body: { kind: 'case-key-granted', scope: vaultId, data } }
    }),
    inCase({
      kind: 'case-opened',
      data: { caseId, number, title: `សំណុំរឿងលេខ ${index} online scam`, openedBy: actor },
    }),
    ...Array.from({ length: complaints }, (_, line) =>
      inCase({
        kind: 'complaint-taken',
        data: {
          complaintId: crypto.newId(),
          takenBy: actor,
          complaint: sampleComplaint(index * complaints + line),
        },
      }),
    ),
    ...exhibitIds.map((exhibitId, line) =>
      inCase({
        kind: 'exhibit-sealed',
        data: {
          exhibitId,
          number: `${number}-E${String(line + 1).padStart(3, '0')}`,
          name: `រូបថតអេក្រង់ ${line} IMG_${index}.png`,
          sealedBy: actor,
          sizeBytes: 100_000 + line,
          digestHex: crypto.digestHex(Buffer.from(exhibitId)),
          object: {
            objectId: crypto.newId() as ObjectId,
            segmentSizeBytes: 1_048_576,
            sealDigestHex: crypto.digestHex(Buffer.from(`seal ${exhibitId}`)),
          },
        },
      }),
    ),
    ...Array.from({ length: extractions }, (_, line) =>
      inCase({
        kind: 'exhibit-extracted',
        data: { exhibitId: exhibitIds[line % exhibits] ?? (exhibitIds[0] as ExhibitId), extractedBy: actor },
      }),
    ),
    ...Array.from(
      { length: EVENTS_PER_CASE - 1 - recipients.length - complaints - exhibits - extractions },
      (_, line) =>
        inCase({
          kind: 'report-saved',
          data: {
            reportKind: 'case',
            languages: 'km+en',
            madeFromHeadHex: crypto.digestHex(Buffer.from(caseId)) as DigestHex,
            digestHex: crypto.digestHex(Buffer.from(`${caseId} ${line}`)),
            sizeBytes: 50_000 + line,
            savedBy: actor,
          },
        }),
    ),
  ]
}
