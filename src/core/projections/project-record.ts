import type { CaseId } from '../ids.ts'
import type { EventBody } from '../ledger/event-body.ts'
import { RECORD_KINDS } from '../ledger/record-kinds.ts'
import type { SearchAbout } from '../search/searched.ts'
import type { CaseChange } from './projection-changes.ts'

/** What a record or a letter says. */
export type RecordBody = Extract<EventBody, { readonly kind: keyof typeof RECORD_KINDS }>

/** Tells whether an event is about a record or a letter. */
export function isRecordBody(body: EventBody): body is RecordBody {
  return Object.hasOwn(RECORD_KINDS, body.kind)
}

/**
 * What an event about a record or a letter changes in the tables of one person: the case is newer, and its words can be found. Why a draft
 * was discarded often repeats what it said, and is found by nobody either.
 */
export function projectRecord(
  body: RecordBody,
  { seq, atMs }: Pick<SearchAbout, 'seq' | 'atMs'>,
): CaseChange[] {
  const caseId = body.scope as CaseId
  const touched = { change: 'touch-case', caseId, changedAtMs: atMs, complaints: 0, exhibits: 0 } as const
  if (body.kind === 'record-discarded') return [touched, discarded(caseId, body.data.recordId, seq)]
  const number = 'number' in body.data ? [body.data.number] : []
  const text = [...number, ...wordsOf(body.data.content)].join('\n')
  return [touched, { change: 'add-search-text', caseId, text }]
}

/** From here on nobody finds what the draft said. It stays in the ledger. */
function discarded(caseId: CaseId, recordId: string, seq: number): CaseChange {
  const nothing = { isOpen: false, atMs: null, assigneeId: null, text: '' }
  return { change: 'add-work-line', caseId, seq, aboutId: recordId, kind: 'record', ...nothing }
}

// Whatever texts the content is made of: a kind that is added later is found without a line here. In the order of the names, which
// is not always that of an event that was just written, but is that of one that is read.
function wordsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.keys(value)
    .sort()
    .flatMap((name) => wordsOf((value as { readonly [name: string]: unknown })[name]))
}
