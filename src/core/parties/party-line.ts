import type { VerifiedEvent } from '../case-file/verified-event.ts'
import type { DigestHex } from '../ids.ts'
import type { EventBody } from '../ledger/event-body.ts'
import { emptyPartyBook, type PartyEvent, takeParty, viewOfBook } from './party-book.ts'
import type { PartyBookView } from './party-views.ts'

/** What an event says of people and money, as a person's tables keep it. */
export type PartyLine = {
  readonly seq: number
  readonly kind: EventBody['kind']
  /** The party, premises, identifier, payment, complaint or rate that it is about. */
  readonly subjectId: string
  readonly said: {
    readonly hashHex: DigestHex
    readonly time: { readonly wallMs: number; readonly counter: number }
    readonly data: EventBody['data']
  }
}

const SUBJECTS = ['partyId', 'premisesId', 'identifierId', 'paymentId', 'complaintId', 'rateId'] as const

/** Makes the line of an event about people and money, or of a complaint, of which it keeps what these need. */
export function partyLineOf({ seq, hashHex, time, body }: VerifiedEvent): PartyLine {
  const { wallMs, counter } = time
  const data = body.kind === 'complaint-taken' ? trimComplaint(body) : body.data
  const ids = data as { readonly [name: string]: unknown }
  const subjectId = SUBJECTS.map((name) => ids[name]).find((id) => typeof id === 'string')
  if (typeof subjectId !== 'string') throw new Error(`${body.kind} is about nothing`)
  return { seq, kind: body.kind, subjectId, said: { hashHex, time: { wallMs, counter }, data } }
}

/** Folds the lines of a case, in the order of their numbers. */
export function foldPartyLines(lines: Iterable<PartyLine>): PartyBookView {
  const book = emptyPartyBook()
  for (const { seq, kind, said } of lines) {
    const body = { kind, scope: '', data: said.data } as EventBody
    takeParty(book, { seq, hashHex: said.hashHex, time: said.time, body } satisfies PartyEvent)
  }
  return viewOfBook(book)
}

function trimComplaint({
  data,
}: Extract<EventBody, { readonly kind: 'complaint-taken' }>): EventBody['data'] {
  const { victim, ...complaint } = data.complaint
  // Stories are long, and no one asks for them here.
  return { ...data, complaint: { ...complaint, narrative: '', victim: { name: victim.name } } }
}
