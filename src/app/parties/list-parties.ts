import type { Handler } from '#contract/dispatcher.ts'
import type { PartyLine } from '#contract/party-operations.ts'
import { stationTimeAt } from '#core/dates/station-time.ts'
import { parseMrz } from '#core/identifiers/mrz.ts'
import { parseNoted } from '#core/identifiers/noted-identifier.ts'
import { type Result, succeed } from '#core/result.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import { lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'
import { type Folk, readFolk, seenElsewhere } from './read-folk.ts'

type DocumentFacts = PartyLine['documentFacts']
type Document = NonNullable<Folk['folk']['parties'][number]['content']['documents']>[number]

/** `party.list`. */
export function listParties(session: SessionSource): Handler<'party.list'> {
  return async ({ case: name }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const read = readFolk(vault, name)
    if (!read.ok) return read
    const parties: PartyLine[] = []
    for (const party of read.value.folk.parties) {
      const facts = factsOf(vault, read.value, party.content.documents ?? [])
      if (!facts.ok) return facts
      const { lost, roles, roleLines, indicators, ...rest } = party
      parties.push({
        ...rest,
        lost: [...lost],
        roles: [...roles],
        roleLines: [...roleLines],
        indicators: [...indicators],
        documentFacts: facts.value,
      })
    }
    return succeed({ parties })
  }
}

function factsOf(
  vault: VaultSession,
  { found }: Folk,
  documents: readonly Document[],
): Result<DocumentFacts, LedgerStoreFailure> {
  const thisYear = stationTimeAt(vault.clock.nowMs()).date.year
  const facts: DocumentFacts = []
  for (const { number, mrz } of documents) {
    const zone = mrz === undefined ? null : parseMrz(mrz.join(''), thisYear)
    const read = parseNoted('document', number)
    const seen = read.ok ? seenElsewhere(vault, read.value, found.caseId) : null
    if (seen !== null && !seen.ok) return seen
    facts.push({
      wrongChecks: zone?.ok === true ? [...zone.value.wrongChecks] : [],
      seenElsewhere: seen?.value.total ?? 0,
    })
  }
  return succeed(facts)
}
