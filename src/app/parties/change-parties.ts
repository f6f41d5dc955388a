import type { Handler } from '#contract/dispatcher.ts'
import type { Failure } from '#contract/failures.ts'
import { type CivilDate, parseIsoDate } from '#core/dates/civil-date.ts'
import { formatSortableDate } from '#core/dates/format-date.ts'
import { stationTimeAt } from '#core/dates/station-time.ts'
import type { PartyId } from '#core/ids.ts'
import { nextPartyNumber } from '#core/parties/party-book.ts'
import type { PartyInput } from '#core/parties/party-input.ts'
import type { PartyView } from '#core/parties/party-views.ts'
import { recordParty } from '#core/parties/record-party.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { appendOfCase, type Saying } from '../custody/append-of-case.ts'
import { sessionActor } from '../custody/occurrence.ts'
import { lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'
import { conflictOf } from './conflict-of.ts'
import { type Folk, type FolkFailure, named, readFolk } from './read-folk.ts'

/** Longest that a person is taken to live, in years. */
const LONGEST_LIFE_YEARS = 150

/** `party.add`. The party and its first role enter the ledger together or not at all. */
export function addParty(session: SessionSource): Handler<'party.add'> {
  return async ({ case: name, form, content, role, complaintId }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const read = readFolk(vault, name)
    if (!read.ok) return read
    const { found, folk } = read.value
    const birth = checkBirth(vault, content)
    if (!birth.ok) return birth
    if (complaintId !== undefined && !hasComplaint(read.value, complaintId))
      return fail({ code: 'complaint/not-found' })
    const partyId = vault.crypto.newId() as PartyId
    const number = nextPartyNumber(found.number, 'P', folk.parties)
    const by = sessionActor(vault)
    const sayings: Saying[] = [
      { kind: 'party-added', data: { partyId, number, form, content: recordParty(content), addedBy: by } },
    ]
    if (role !== undefined) {
      const data = {
        partyId,
        role,
        isHeld: true,
        ...(complaintId !== undefined && { complaintId }),
        setBy: by,
      }
      sayings.push({ kind: 'party-role-set', data })
    }
    const appended = appendOfCase(vault, found, ...sayings)
    return appended.ok ? succeed({ partyId, number }) : appended
  }
}

/** `party.change`. */
export function changeParty(session: SessionSource): Handler<'party.change'> {
  return async ({ set, cleared, basedOnHex, ...where }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findParty(vault, where)
    if (!found.ok) return found
    const birth = checkBirth(vault, set)
    if (!birth.ok) return birth
    const { party, found: ofCase } = found.value
    const { partyId, versionHex } = party
    const change = { set: recordParty(set), cleared, basedOnHex: basedOnHex ?? versionHex }
    const data = { partyId, ...change, changedBy: sessionActor(vault) }
    const appended = appendOfCase(vault, ofCase, { kind: 'party-changed', data })
    if (!appended.ok) return appended
    return conflictOf(vault, where.case, ({ parties }) => parties.find((one) => one.partyId === partyId))
  }
}

/** `party.setRole`. */
export function setPartyRole(session: SessionSource): Handler<'party.setRole'> {
  return async ({ role, isHeld, complaintId, reason, ...where }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findParty(vault, where)
    if (!found.ok) return found
    if (complaintId !== undefined && !hasComplaint(found.value, complaintId))
      return fail({ code: 'complaint/not-found' })
    const data = {
      partyId: found.value.party.partyId,
      role,
      isHeld,
      ...(complaintId !== undefined && { complaintId }),
      ...(reason !== undefined && { reason }),
      setBy: sessionActor(vault),
    }
    return said(appendOfCase(vault, found.value.found, { kind: 'party-role-set', data }))
  }
}

/** `party.merge`. */
export function mergeParties(session: SessionSource): Handler<'party.merge'> {
  return async ({ into, reason, ...where }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findParty(vault, where)
    if (!found.ok) return found
    const { party, folk, found: ofCase } = found.value
    const target = named(folk.parties, ({ partyId }) => partyId, into, 'party/not-found')
    if (!target.ok) return target
    if (target.value.partyId === party.partyId) return fail({ code: 'party/same' })
    if (party.mergedInto !== null || target.value.mergedInto !== null)
      return fail({ code: 'party/is-merged' })
    const data = {
      partyId: party.partyId,
      intoPartyId: target.value.partyId,
      reason,
      mergedBy: sessionActor(vault),
    }
    return said(appendOfCase(vault, ofCase, { kind: 'party-merged', data }))
  }
}

/** `party.unmerge`. */
export function unmergeParty(session: SessionSource): Handler<'party.unmerge'> {
  return async ({ reason, ...where }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findParty(vault, where)
    if (!found.ok) return found
    const { party, found: ofCase } = found.value
    if (party.mergedInto === null) return fail({ code: 'party/not-merged' })
    const data = { partyId: party.partyId, reason, unmergedBy: sessionActor(vault) }
    return said(appendOfCase(vault, ofCase, { kind: 'party-unmerged', data }))
  }
}

/** `party.noteIndicators`. */
export function noteIndicators(session: SessionSource): Handler<'party.noteIndicators'> {
  return async ({ present, absent, note, ...where }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findParty(vault, where)
    if (!found.ok) return found
    const { party, found: ofCase } = found.value
    const data = {
      partyId: party.partyId,
      present,
      absent,
      ...(note !== undefined && { note }),
      notedBy: sessionActor(vault),
    }
    return said(appendOfCase(vault, ofCase, { kind: 'indicators-noted', data }))
  }
}

function findParty(
  vault: VaultSession,
  where: { readonly case: string; readonly party: string },
): Result<Folk & { readonly party: PartyView }, FolkFailure | Failure<'party/not-found'>> {
  const read = readFolk(vault, where.case)
  if (!read.ok) return read
  const party = named(read.value.folk.parties, ({ partyId }) => partyId, where.party, 'party/not-found')
  return party.ok ? succeed({ ...read.value, party: party.value }) : party
}

function hasComplaint({ folk }: Pick<Folk, 'folk'>, wanted: string): boolean {
  return folk.complaints.some(({ complaintId }) => complaintId === wanted)
}

function checkBirth(
  vault: VaultSession,
  { birth }: PartyInput,
): Result<void, Failure<'party/birth-not-possible'>> {
  if (birth === undefined) return succeed(undefined)
  const nowMs = vault.clock.nowMs()
  const earliest = parseIsoDate(birth.earliestOn)
  const oldest: CivilDate['year'] = stationTimeAt(nowMs).date.year - LONGEST_LIFE_YEARS
  const isPossible =
    earliest.ok && earliest.value.year >= oldest && birth.earliestOn <= formatSortableDate(nowMs)
  return isPossible ? succeed(undefined) : fail({ code: 'party/birth-not-possible' })
}

function said<Refusal>(appended: Result<unknown, Refusal>): Result<Record<never, never>, Refusal> {
  return appended.ok ? succeed({}) : appended
}
