import type { VerifiedEvent } from '../case-file/verified-event.ts'
import type { DigestHex, LetterId, RecordId } from '../ids.ts'
import type { EventData } from '../ledger/event-body.ts'
import type { Letter } from '../letters/letter.ts'
import type { RecordContent } from './record.ts'

/** A record in a case. */
export type RecordView = {
  readonly recordId: RecordId
  readonly content: RecordContent
  readonly draftedAtMs: number
  readonly draftedBy: string
  readonly changedAtMs: number
  /** What is known once it never changes again. */
  readonly final: FinalRecord | null
  /** The record that says what is wrong in this one. */
  readonly correctedBy: RecordId | null
  /** Digital signatures on its paper since it is final, oldest first. */
  readonly signatures: readonly PaperSignature[]
}

/** A digital signature on the paper of a record or letter. */
export type PaperSignature = {
  readonly signedBy: string
  readonly atMs: number
  readonly reason: string
  /** SHA-256 of the file as it was signed. */
  readonly digestHex: DigestHex
}

/** What became of a record when it was finalised. */
export type FinalRecord = Pick<
  EventData<'record-finalised'>,
  'number' | 'lawPacks' | 'warnings' | 'corrects'
> & {
  readonly atMs: number
  readonly finalisedBy: string
  /** The event that finalised it: what its paper states that it was made from. */
  readonly seq: number
  readonly hashHex: DigestHex
}

/** A letter that was issued. */
export type LetterView = {
  readonly letterId: LetterId
  readonly number: string
  readonly content: Letter
  readonly atMs: number
  readonly issuedBy: string
  readonly seq: number
  readonly hashHex: DigestHex
  /** Digital signatures on it, oldest first. */
  readonly signatures: readonly PaperSignature[]
}

/** The records and letters of a case, grown in place in the order of the ledger. */
export type RecordBook = { readonly records: RecordView[]; readonly letters: LetterView[] }

type ReadBook = { readonly records: readonly RecordView[]; readonly letters: readonly LetterView[] }

/** A case without records and letters. */
export function emptyRecords(): RecordBook {
  return { records: [], letters: [] }
}

/** Takes in what a verified event says of records and letters; other kinds change nothing. */
export function takeRecord(book: RecordBook, event: VerifiedEvent): void {
  const { body, time, seq, hashHex } = event
  const atMs = time.wallMs
  switch (body.kind) {
    case 'record-drafted': {
      const { recordId, content, draftedBy } = body.data
      const draftedAtMs = atMs
      const record = { recordId, content, draftedAtMs, draftedBy: draftedBy.name, changedAtMs: atMs }
      book.records.push({ ...record, final: null, correctedBy: null, signatures: [] })
      return
    }
    case 'record-changed': {
      const { recordId, content } = body.data
      change(book, recordId, (record) => ({ ...record, content, changedAtMs: atMs }))
      return
    }
    case 'record-finalised': {
      const { recordId, content, finalisedBy, number, lawPacks, warnings, corrects } = body.data
      const said = { number, lawPacks, warnings, ...(corrects !== undefined && { corrects }) }
      const final = { ...said, atMs, finalisedBy: finalisedBy.name, seq, hashHex }
      change(book, recordId, (record) => ({ ...record, content, changedAtMs: atMs, final }))
      if (corrects !== undefined) change(book, corrects, (record) => ({ ...record, correctedBy: recordId }))
      return
    }
    case 'letter-issued': {
      const { letterId, number, content, issuedBy } = body.data
      book.letters.push({
        letterId,
        number,
        content,
        atMs,
        issuedBy: issuedBy.name,
        seq,
        hashHex,
        signatures: [],
      })
      return
    }
    case 'record-discarded': {
      const index = book.records.findIndex(({ recordId }) => recordId === body.data.recordId)
      if (index >= 0) book.records.splice(index, 1)
      return
    }
  }
}

/**
 * Takes in that a paper was signed: the paper of a record or letter states the event that made it final or issued it, and no other paper
 * of its kind does. Signatures on anything else change nothing.
 */
export function takeSignature(book: RecordBook, { body, time }: VerifiedEvent): void {
  if (body.kind !== 'report-signed') return
  const { reportKind, madeFromHeadHex, signedBy, reason, digestHex } = body.data
  const signature = { signedBy: signedBy.name, atMs: time.wallMs, reason, digestHex }
  const record = book.records.find(
    ({ final, content }) => final?.hashHex === madeFromHeadHex && content.kind === reportKind,
  )
  if (record !== undefined)
    change(book, record.recordId, (signed) => ({
      ...signed,
      signatures: [...signed.signatures, signature],
    }))
  const index = book.letters.findIndex(
    ({ hashHex, content }) => hashHex === madeFromHeadHex && content.kind === reportKind,
  )
  const letter = book.letters[index]
  if (letter !== undefined) book.letters[index] = { ...letter, signatures: [...letter.signatures, signature] }
}

/** The number that the next record or letter of a case gets: `CASE-PV01`, `CASE-L01`. */
export function nextRecordNumber(caseNumber: string, letter: 'PV' | 'L', book: ReadBook): string {
  const taken =
    letter === 'L' ? book.letters.length : book.records.filter(({ final }) => final !== null).length
  return `${caseNumber}-${letter}${String(taken + 1).padStart(2, '0')}`
}

function change(book: RecordBook, recordId: RecordId, to: (record: RecordView) => RecordView): void {
  const index = book.records.findIndex((record) => record.recordId === recordId)
  const record = book.records[index]
  if (record !== undefined) book.records[index] = to(record)
}
