import type { Handler } from '#contract/dispatcher.ts'
import type { Failure } from '#contract/failures.ts'
import type { IdentifierLine } from '#contract/money-operations.ts'
import type { ParsedInputOf } from '#contract/operations.ts'
import { recogniseIdentifiers } from '#core/identifiers/recognise-identifiers.ts'
import type { IdentifierId } from '#core/ids.ts'
import type { SeenIn } from '#core/parties/party-content.ts'
import { recordIdentifier, sourceOf } from '#core/parties/record-party.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { appendOfCase } from '../custody/append-of-case.ts'
import { sessionActor } from '../custody/occurrence.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import { findCase, lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'
import { gatherIdentifiers } from './gather-identifiers.ts'
import { type Folk, named, namesIn, readFolk, seenElsewhere } from './read-folk.ts'

/** `identifier.note`. All identifiers of one call enter the ledger, or none. */
export function noteIdentifiers(session: SessionSource): Handler<'identifier.note'> {
  return async ({ case: name, identifiers, seenIn, party, confidence, note }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const read = readFolk(vault, name)
    if (!read.ok) return read
    const owner =
      party === undefined
        ? null
        : named(read.value.folk.parties, (one) => one.partyId, party, 'party/not-found')
    if (owner !== null && !owner.ok) return owner
    const place = placeOf(vault, read.value, seenIn)
    if (!place.ok) return place
    const said = {
      seenIn: place.value,
      ...(owner !== null && { partyId: owner.value.partyId }),
      confidence,
      ...(note !== undefined && { note }),
      notedBy: sessionActor(vault),
    }
    const identifierIds = identifiers.map(() => vault.crypto.newId() as IdentifierId)
    const appended = appendOfCase(
      vault,
      read.value.found,
      ...identifiers.map((identifier, index) => {
        const identifierId = identifierIds[index] as IdentifierId
        return {
          kind: 'identifier-noted',
          data: { identifierId, identifier: recordIdentifier(identifier), ...said },
        } as const
      }),
    )
    return appended.ok ? succeed({ identifierIds }) : appended
  }
}

/** `identifier.withdraw`. */
export function withdrawIdentifier(session: SessionSource): Handler<'identifier.withdraw'> {
  return async ({ case: name, identifierId, reason }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const read = readFolk(vault, name)
    if (!read.ok) return read
    const noted = read.value.folk.identifiers.find((one) => one.identifierId === identifierId)
    if (noted === undefined) return fail({ code: 'identifier/not-found' })
    if (noted.withdrawn !== null) return fail({ code: 'identifier/is-withdrawn' })
    const data = { identifierId, reason, withdrawnBy: sessionActor(vault) }
    const appended = appendOfCase(vault, read.value.found, { kind: 'identifier-withdrawn', data })
    return appended.ok ? succeed({}) : appended
  }
}

/** `identifier.list`. */
export function listIdentifiers(session: SessionSource): Handler<'identifier.list'> {
  return async ({ case: name }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const read = readFolk(vault, name)
    if (!read.ok) return read
    const identifiers: IdentifierLine[] = []
    for (const line of gatherIdentifiers(read.value.folk)) {
      const seen = seenElsewhere(vault, line, read.value.found.caseId)
      if (!seen.ok) return seen
      identifiers.push({
        ...line,
        saidIn: [...line.saidIn],
        elsewhere: { ...seen.value, cases: [...seen.value.cases] },
      })
    }
    return succeed({ identifiers })
  }
}

/** `identifier.recognise`. */
export function recognisePasted(session: SessionSource): Handler<'identifier.recognise'> {
  return async ({ text, case: name }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = name === undefined ? null : findCase(vault, name)
    if (found !== null && !found.ok) return found
    const { identifiers, unread } = recogniseIdentifiers(text)
    const seen = seenOf(vault, identifiers, found?.value.caseId ?? null)
    if (!seen.ok) return seen
    return succeed({
      identifiers: identifiers.map((one, index) => ({
        ...one,
        elsewhere: seen.value[index] ?? { total: 0, cases: [] },
      })),
      unread: [...unread],
    })
  }
}

/** `identifier.seen`. */
export function showSeen(session: SessionSource): Handler<'identifier.seen'> {
  return async ({ identifiers, case: name }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = name === undefined ? null : findCase(vault, name)
    if (found !== null && !found.ok) return found
    const seen = seenOf(vault, identifiers, found?.value.caseId ?? null)
    return seen.ok ? succeed({ seen: seen.value }) : seen
  }
}

function seenOf(
  vault: VaultSession,
  identifiers: readonly Parameters<typeof seenElsewhere>[1][],
  exceptCaseId: Parameters<typeof seenElsewhere>[2],
): Result<IdentifierLine['elsewhere'][], LedgerStoreFailure> {
  const all: IdentifierLine['elsewhere'][] = []
  for (const identifier of identifiers) {
    const seen = seenElsewhere(vault, identifier, exceptCaseId)
    if (!seen.ok) return seen
    all.push({ ...seen.value, cases: [...seen.value.cases] })
  }
  return succeed(all)
}

type Unknown = Failure<'party/not-found' | 'premises/not-found' | 'complaint/not-found' | 'exhibit/not-found'>

function placeOf(
  vault: VaultSession,
  read: Folk,
  seenIn: ParsedInputOf<'identifier.note'>['seenIn'],
): Result<SeenIn, LedgerStoreFailure | Unknown> {
  const { folk } = read
  switch (seenIn.kind) {
    case 'complaint': {
      const { complaintId } = seenIn
      const isKnown = folk.complaints.some((one) => one.complaintId === complaintId)
      return isKnown ? succeed({ kind: 'complaint', complaintId }) : fail({ code: 'complaint/not-found' })
    }
    case 'exhibit': {
      const names = namesIn(vault, read, { parties: [], exhibits: [seenIn.source.exhibit] })
      return names.ok ? succeed({ kind: 'exhibit', source: sourceOf(seenIn.source, names.value) }) : names
    }
    case 'party': {
      const party = named(folk.parties, (one) => one.partyId, seenIn.party, 'party/not-found')
      return party.ok ? succeed({ kind: 'party', partyId: party.value.partyId }) : party
    }
    case 'premises': {
      const premises = named(folk.premises, (one) => one.premisesId, seenIn.premises, 'premises/not-found')
      return premises.ok ? succeed({ kind: 'premises', premisesId: premises.value.premisesId }) : premises
    }
    case 'words':
      return succeed(seenIn)
  }
}
