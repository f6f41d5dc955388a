import type { Handler } from '#contract/dispatcher.ts'
import type { RecordId } from '#core/ids.ts'
import { fail, succeed } from '#core/result.ts'
import { packsAt, unmetOf } from '../law/law-in-force.ts'
import { appendEvents } from '../ledger/append-events.ts'
import type { CourtTexts } from '../ports/court-texts.ts'
import { findCase, lockedFailure, type SessionSource } from '../vault-session.ts'
import { findDraft } from './find-record.ts'

/** `record.draft`. */
export function draftRecord(session: SessionSource, texts: CourtTexts): Handler<'record.draft'> {
  return async ({ case: name, content }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findCase(vault, name)
    if (!found.ok) return found
    const recordId = vault.crypto.newId() as RecordId
    const { userId, name: officer } = vault.person
    const data = { recordId, content, draftedBy: { userId, name: officer } }
    const appended = appendEvents(vault, [
      { key: found.value.key, body: { kind: 'record-drafted', scope: found.value.caseId, data } },
    ])
    if (!appended.ok) return appended
    const packs = packsAt(vault, texts, momentOf(appended.value))
    return packs.ok ? succeed({ recordId, unmet: unmetOf(packs.value, content) }) : packs
  }
}

/** `record.change`. */
export function changeRecord(session: SessionSource, texts: CourtTexts): Handler<'record.change'> {
  return async ({ content, ...named }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const draft = findDraft(vault, named)
    if (!draft.ok) return draft
    const { record, found } = draft.value
    if (record.content.kind !== content.kind) return fail({ code: 'record/of-another-kind' })
    const { userId, name: officer } = vault.person
    const data = { recordId: record.recordId, content, changedBy: { userId, name: officer } }
    const appended = appendEvents(vault, [
      { key: found.key, body: { kind: 'record-changed', scope: found.caseId, data } },
    ])
    if (!appended.ok) return appended
    const packs = packsAt(vault, texts, momentOf(appended.value))
    return packs.ok ? succeed({ unmet: unmetOf(packs.value, content) }) : packs
  }
}

function momentOf({ seq, time }: { readonly seq: number; readonly time: { readonly wallMs: number } }) {
  return { atMs: time.wallMs, seq }
}
