import type { Handler } from '#contract/dispatcher.ts'
import type { OutputOf } from '#contract/operations.ts'
import { RECORD_KINDS } from '#core/law/law-pack.ts'
import type { RecordView } from '#core/records/record-book.ts'
import { succeed } from '#core/result.ts'
import { namePacks, packsAt, rulesFor, unmetOf } from '../law/law-in-force.ts'
import { readCase } from '../ledger/read-case.ts'
import type { CourtTexts } from '../ports/court-texts.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import { findRecord } from './find-record.ts'

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
    const { content, final } = record
    const now = { atMs: vault.clock.nowMs(), seq: Number.MAX_SAFE_INTEGER }
    const packs = packsAt(vault, texts, final ?? now)
    if (!packs.ok) return packs
    return succeed({
      record: lineOf(record),
      content,
      unmet: unmetOf(packs.value, content),
      unchecked: rulesFor(packs.value, content.kind).filter(({ verified }) => !verified),
      lawPacks: final?.lawPacks ?? namePacks(packs.value),
    })
  }
}

/** `record.kinds`. */
export function listRecordKinds(session: SessionSource, texts: CourtTexts): Handler<'record.kinds'> {
  return async () => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const now = { atMs: vault.clock.nowMs(), seq: Number.MAX_SAFE_INTEGER }
    const packs = packsAt(vault, texts, now)
    if (!packs.ok) return packs
    return succeed({
      kinds: RECORD_KINDS.map((kind) => ({ kind, rules: rulesFor(packs.value, kind) })),
      choices: Object.assign({}, ...packs.value.map(({ pack }) => pack.choices)),
    })
  }
}

function lineOf(record: RecordView): OutputOf<'record.list'>['records'][number] {
  const { recordId, content, final, correctedBy, changedAtMs, draftedBy, signatures } = record
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
    signatures: [...signatures],
  }
}
