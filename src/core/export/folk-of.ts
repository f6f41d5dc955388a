import type { VerifiedEvent } from '../case-file/verified-event.ts'
import { emptyPartyBook, takeParty, viewOfBook } from '../parties/party-book.ts'
import { nameOfParty } from '../parties/party-name.ts'
import type { PartyBookView, PartyView } from '../parties/party-views.ts'
import type { PartyRole } from '../parties/party-vocabularies.ts'

/** Roles of people who are not named outside: `undetermined` is whoever may be a victim. */
const PROTECTED: ReadonlySet<PartyRole> = new Set(['victim', 'witness', 'informant', 'undetermined'])

/** The people, premises, identifiers and payments of a case. */
export function folkOf(events: readonly VerifiedEvent[]): PartyBookView {
  const book = emptyPartyBook()
  for (const event of events) takeParty(book, event)
  return viewOfBook(book)
}

/**
 * The ids of the parties that ever were a victim, a witness, an informant or perhaps a victim, and of every party that was said to be the same
 * as one of them.
 */
export function protectedParties(events: readonly VerifiedEvent[]): ReadonlySet<string> {
  const ids = new Set<string>()
  const same: (readonly [string, string])[] = []
  for (const { body } of events) {
    if (body.kind === 'party-role-set' && body.data.isHeld && PROTECTED.has(body.data.role))
      ids.add(body.data.partyId)
    if (body.kind === 'party-merged') same.push([body.data.partyId, body.data.intoPartyId])
  }
  for (let size = -1; size !== ids.size; ) {
    size = ids.size
    for (const [one, other] of same)
      if (ids.has(one) || ids.has(other)) {
        ids.add(one)
        ids.add(other)
      }
  }
  return ids
}

/** What a party is called in formats of other programs: by name, or by its number where it may not be named or has none. */
export function partyName(party: PartyView, hidden: ReadonlySet<string>): string {
  return hidden.has(party.partyId) ? party.number : nameOfParty(party)
}
