import type { PartyView } from './party-views.ts'

/** The party that one was found to be the same as, or the party itself; `undefined` where there is none of that id. */
export function sameParty(parties: readonly PartyView[], partyId: string): PartyView | undefined {
  const party = parties.find((one) => one.partyId === partyId)
  if (party === undefined || party.mergedInto === null) return party
  const same = parties.find((one) => one.partyId === party.mergedInto)
  return same === undefined || same.mergedInto !== null ? party : same
}

/** What a party is called: its official name, otherwise the first one that is known, or its number where it has none. */
export function nameOfParty({
  number,
  content: { names = [] },
}: Pick<PartyView, 'number' | 'content'>): string {
  return (names.find(({ use }) => use === 'official') ?? names[0])?.text ?? number
}
