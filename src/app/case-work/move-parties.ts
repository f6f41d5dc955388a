import type { PartyId } from '#core/ids.ts'
import { nextPartyNumber } from '#core/parties/party-book.ts'
import type { PartyBookView, PartyView } from '#core/parties/party-views.ts'
import type { Saying } from '../custody/append-of-case.ts'
import type { FoundCase } from '../vault-session.ts'
import type { CaseAtWork } from './work-on-case.ts'

/** Parties that go to a new case with complaints. */
export type MovedParties = {
  readonly there: readonly Saying[]
  readonly here: readonly Saying[]
  /** The new id of each, by the old one; what was merged into one goes by the same. */
  readonly ids: ReadonlyMap<string, PartyId>
  /** Whether a party is tied to nothing that stays. */
  readonly isWhole: (partyId: string) => boolean
}

/** Prepares the parties that some complaints, their payments and identifiers name. One that something else names too stays and is copied. */
export function copyParties(
  { view, me, vault }: CaseAtWork,
  target: Pick<FoundCase, 'number'>,
  complaints: ReadonlyMap<string, string>,
  reason: string,
): MovedParties {
  const { folk } = view
  const whole = new Set<string>()
  const ids = new Map<string, PartyId>()
  const numbered: { readonly number: string }[] = []
  const there: Saying[] = []
  const here: Saying[] = []
  for (const party of folk.parties.filter(({ mergedInto }) => mergedInto === null)) {
    const same = idsOf(folk, party)
    const ties = tiesOf(folk, same)
    if (![...ties].some((tie) => complaints.has(tie))) continue
    const isWhole = [...ties].every((tie) => complaints.has(tie))
    const partyId = vault.crypto.newId() as PartyId
    for (const each of same) {
      ids.set(each, partyId)
      if (isWhole) whole.add(each)
    }
    const number = nextPartyNumber(target.number, 'P', numbered)
    numbered.push({ number })
    const { form, content } = party
    there.push({ kind: 'party-added', data: { partyId, number, form, content, addedBy: me } })
    there.push(...rolesThere(party, partyId, isWhole))
    there.push(...signsThere(party, partyId))
    if (isWhole) here.push(...rolesEnd(party))
  }
  return { there, here, ids, isWhole: (partyId) => whole.has(partyId) }

  function rolesThere({ roles }: PartyView, partyId: PartyId, isWhole: boolean): Saying[] {
    return roles.flatMap(({ role, complaintId, reason: why }): Saying[] => {
      const moved = complaintId === undefined ? undefined : complaints.get(complaintId)
      if (complaintId !== undefined && moved === undefined) return []
      // Whoever was harmed and stays is counted there.
      if (complaintId === undefined && role === 'victim' && !isWhole) return []
      const data = {
        ...{ partyId, role, isHeld: true },
        ...(moved !== undefined && { complaintId: moved }),
        ...(why !== undefined && { reason: why }),
        setBy: me,
      }
      return [{ kind: 'party-role-set', data }]
    })
  }

  function signsThere({ indicators }: PartyView, partyId: PartyId): Saying[] {
    if (indicators.length === 0) return []
    const present = indicators.filter(({ isPresent }) => isPresent).map(({ indicator }) => indicator)
    const absent = indicators.filter(({ isPresent }) => !isPresent).map(({ indicator }) => indicator)
    return [{ kind: 'indicators-noted', data: { partyId, present, absent, notedBy: me } }]
  }

  function rolesEnd({ partyId, roles }: PartyView): Saying[] {
    const why = `${target.number}: ${reason}`
    return roles.map(({ role, complaintId }) => {
      const of = complaintId === undefined ? {} : { complaintId }
      return { kind: 'party-role-set', data: { partyId, role, isHeld: false, ...of, reason: why, setBy: me } }
    })
  }
}

function idsOf({ parties }: PartyBookView, { partyId }: PartyView): ReadonlySet<string> {
  const same = new Set<string>([partyId])
  for (let size = 0; size < same.size; ) {
    size = same.size
    for (const each of parties)
      if (each.mergedInto !== null && same.has(each.mergedInto)) same.add(each.partyId)
  }
  return same
}

/** What a party is tied to: complaints by their ids, and everything that belongs to none as an empty text. */
function tiesOf(folk: PartyBookView, same: ReadonlySet<string>): ReadonlySet<string> {
  const isOf = (partyId: string | undefined) => partyId !== undefined && same.has(partyId)
  return new Set([
    ...folk.parties
      .filter(({ partyId }) => same.has(partyId))
      .flatMap(({ roles }) => roles.flatMap(({ complaintId }) => complaintId ?? [])),
    ...folk.payments
      .filter(({ withdrawn, content }) => withdrawn === null && hasEnd(content, isOf))
      .map(({ content }) => content.complaintId ?? ''),
    ...folk.identifiers
      .filter(({ withdrawn, partyId }) => withdrawn === null && isOf(partyId))
      .flatMap(({ seenIn }) => (seenIn.kind === 'complaint' ? [seenIn.complaintId] : [])),
    ...folk.premises.filter(({ content }) => isOf(content.landlordId)).map(() => ''),
  ])
}

function hasEnd(
  { payer, payee }: PartyBookView['payments'][number]['content'],
  isOf: (partyId: string | undefined) => boolean,
): boolean {
  return isOf(payer?.partyId) || isOf(payee?.partyId)
}
