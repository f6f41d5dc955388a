import type { Handler } from '#contract/dispatcher.ts'
import type { OutputOf } from '#contract/operations.ts'
import type { RecordView } from '#core/records/record-book.ts'
import { succeed } from '#core/result.ts'
import { readCase } from '../ledger/read-case.ts'
import type { CourtTexts } from '../ports/court-texts.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import { findRecord } from './find-record.ts'
import { unmetAt } from './law-in-force.ts'

/** `record.list`. */
export function listRecords(session: SessionSource): Handler<'record.list'> {
  return async ({ case: name }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const read = readCase(vault, name)
    return read.ok ? succeed({ records: read.value.view.records.map(lineOf) }) : read
  }
}

/** `record.show`. A final record is held against the law of the day it was finalised. */
export function showRecord(session: SessionSource, texts: CourtTexts): Handler<'record.show'> {
  return async (named) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findRecord(vault, named)
    if (!found.ok) return found
    const { record } = found.value
    const atMs = record.final?.atMs ?? vault.clock.nowMs()
    const { content } = record
    return succeed({ record: lineOf(record), content, unmet: unmetAt(texts, content, atMs) })
  }
}

/** `law.list`. */
export function listLaw(session: SessionSource, texts: CourtTexts): Handler<'law.list'> {
  return async () => {
    if (session() === null) return lockedFailure()
    return succeed({ packs: texts.lawPacks.map(({ pack, digestHex }) => ({ ...pack, digestHex })) })
  }
}

function lineOf(record: RecordView): OutputOf<'record.list'>['records'][number] {
  const { recordId, content, final, correctedBy, changedAtMs, draftedBy } = record
  return {
    recordId,
    kind: content.kind,
    state: final === null ? 'draft' : 'final',
    about: content.kind === 'interview' ? content.data.person.name : content.data.place,
    changedAtMs,
    by: final?.finalisedBy ?? draftedBy,
    ...(final !== null && { number: final.number }),
    ...(final?.corrects !== undefined && { corrects: final.corrects }),
    ...(correctedBy !== null && { correctedBy }),
  }
}
