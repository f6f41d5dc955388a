import { actorOf } from '../case-file/event-actor.ts'
import type { VerifiedEvent } from '../case-file/verified-event.ts'
import type { Phrase } from '../documents/document-tree.ts'
import type { DigestHex } from '../ids.ts'
import type { EventKind } from '../ledger/event-body.ts'
import { type ChangedField, type LastSaid, takeChanges } from './changed-fields.ts'
import { describeEvent } from './describe-event.ts'
import { fieldWords } from './field-words.ts'
import { type KnownNames, takeNames } from './known-names.ts'

/** One line of a case's history, for people to read. */
export type HistoryLine = {
  readonly seq: number
  readonly hashHex: DigestHex
  readonly kind: EventKind
  readonly atMs: number
  readonly by: string
  /** What it is about; left out where the kind says everything. */
  readonly what?: Phrase
  /** What it says otherwise than before, field by field. */
  readonly changes: readonly (ChangedField & { readonly words: Phrase })[]
}

/** Tells who changed what, one line an event, in the order of the ledger. */
export function tellHistory(events: Iterable<VerifiedEvent>): readonly HistoryLine[] {
  const names: KnownNames = new Map()
  const last: LastSaid = new Map()
  const lines: HistoryLine[] = []
  for (const event of events) {
    const { seq, hashHex, time, body } = event
    takeNames(names, body)
    const what = describeEvent(event, names)
    lines.push({
      ...{ seq, hashHex, kind: body.kind, atMs: time.wallMs, by: actorOf(body) },
      ...(what !== null && { what }),
      changes: takeChanges(last, body).map((change) => ({ ...change, words: fieldWords(change.field) })),
    })
  }
  return lines
}
