import type { Failure } from '#contract/failures.ts'
import { addressOfConnection } from '#core/identifiers/connection.ts'
import type { NotedKind } from '#core/identifiers/noted-identifier.ts'
import type { CaseId, ExhibitId, PartyId } from '#core/ids.ts'
import { foldPartyLines } from '#core/parties/party-line.ts'
import type { PartyBookView } from '#core/parties/party-views.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { SeenCases } from '../ports/party-store.ts'
import { type FoundCase, findCase, type VaultSession } from '../vault-session.ts'

/** A case with its people and money, as the person's projections have them. */
export type Folk = { readonly found: FoundCase; readonly folk: PartyBookView }

/** Why people and money of a case cannot be read. */
export type FolkFailure = LedgerStoreFailure | Failure<'case/not-found' | 'ledger/key-missing'>

/** Other cases that are named for an identifier. */
const MOST_CASES_NAMED = 20

/** Reads the people and the money of a case. */
export function readFolk(vault: VaultSession, name: string): Result<Folk, FolkFailure> {
  const found = findCase(vault, name)
  if (!found.ok) return found
  const lines = vault.cases.partyLines(found.value.caseId)
  return lines.ok ? succeed({ found: found.value, folk: foldPartyLines(lines.value) }) : lines
}

/** What cannot be found by its name. */
type Unfound = Failure<'party/not-found' | 'premises/not-found' | 'payment/not-found' | 'exhibit/not-found'>

/** Finds what has this id or number, or fails with a code. */
export function named<Of extends { readonly number: string }, Code extends Unfound['code']>(
  all: readonly Of[],
  idOf: (one: Of) => string,
  name: string,
  code: Code,
): Result<Of, Failure<Code>> {
  const one = all.find((candidate) => idOf(candidate) === name || candidate.number === name)
  return one === undefined ? fail({ code }) : succeed(one)
}

/** Ids of the parties and exhibits that an input names, found before anything is written. */
export function namesIn(
  vault: VaultSession,
  { found, folk }: Folk,
  { parties, exhibits }: { readonly parties: readonly string[]; readonly exhibits: readonly string[] },
): Result<
  { readonly party: (name: string) => PartyId; readonly exhibit: (name: string) => ExhibitId },
  LedgerStoreFailure | Failure<'party/not-found' | 'exhibit/not-found'>
> {
  const partyIds = new Map<string, PartyId>()
  for (const name of parties) {
    const party = named(folk.parties, ({ partyId }) => partyId, name, 'party/not-found')
    if (!party.ok) return party
    partyIds.set(name, party.value.partyId)
  }
  const exhibitIds = new Map<string, ExhibitId>()
  for (const name of exhibits) {
    const row = vault.cases.findExhibit(name)
    if (!row.ok) return row
    if (row.value === null || row.value.caseId !== found.caseId) return fail({ code: 'exhibit/not-found' })
    exhibitIds.set(name, row.value.exhibit.exhibitId)
  }
  return succeed({ party: takeFrom(partyIds), exhibit: takeFrom(exhibitIds) })
}

/** Cases that know an identifier, one left out; an address with its port and time is also looked for by itself. */
export function seenElsewhere(
  vault: VaultSession,
  { kind, normalised }: { readonly kind: NotedKind; readonly normalised: string },
  exceptCaseId: CaseId | null,
): Result<SeenCases, LedgerStoreFailure> {
  const of =
    kind === 'connection'
      ? { kind: 'ip' as const, normalised: addressOfConnection(normalised) }
      : { kind, normalised }
  return vault.cases.seenElsewhere({ ...of, exceptCaseId, limit: MOST_CASES_NAMED })
}

function takeFrom<Id>(ids: ReadonlyMap<string, Id>): (name: string) => Id {
  return (name) => {
    const id = ids.get(name)
    if (id === undefined) throw new Error('a name was not looked up')
    return id
  }
}
