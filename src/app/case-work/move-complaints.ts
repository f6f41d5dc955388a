import type { Failure } from '#contract/failures.ts'
import type { ComplaintView } from '#core/case-file/case-view.ts'
import { saysAnything } from '#core/casework/complaint-details.ts'
import type { IdentifierId, PaymentId } from '#core/ids.ts'
import { nextPartyNumber } from '#core/parties/party-book.ts'
import type { PaymentContent, PaymentEnd, SeenIn } from '#core/parties/party-content.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { Saying } from '../custody/append-of-case.ts'
import type { FoundCase } from '../vault-session.ts'
import { copyParties, type MovedParties } from './move-parties.ts'
import type { CaseAtWork } from './work-on-case.ts'

type Refusal = Failure<'complaint/not-found' | 'complaint/is-duplicate' | 'complaint/was-moved'>

/** What a case and the new one that it is split into say of complaints that go there. */
type Moving = {
  readonly there: readonly Saying[]
  readonly here: readonly Saying[]
  readonly moved: {
    readonly complaints: number
    readonly parties: number
    readonly identifiers: number
    readonly payments: number
  }
}

/**
 * Prepares what goes with some complaints to a new case: what they tell and what was told beside them, their payments, the identifiers
 * seen in them, and the parties that these name. Nothing is taken out of the old case: it says of each complaint that it is counted
 * there, and of parties that were tied to these alone that they have no role here any more. Exhibits stay where they were sealed.
 */
export function moveComplaints(
  at: CaseAtWork,
  target: Pick<FoundCase, 'caseId' | 'number'>,
  chosen: readonly string[],
  reason: string,
): Result<Moving, Refusal> {
  const complaints = findComplaints(at, chosen)
  if (!complaints.ok) return complaints
  if (complaints.value.length === 0) {
    return succeed({ there: [], here: [], moved: { complaints: 0, parties: 0, identifiers: 0, payments: 0 } })
  }
  const { vault, view, me } = at
  const ids = new Map(complaints.value.map(({ complaintId }) => [complaintId, vault.crypto.newId()]))
  const parties = copyParties(at, target, ids, reason)
  const told = complaints.value.map((complaint) =>
    tellThere(at, target, complaint, newOf(ids, complaint.complaintId), reason),
  )
  const identifiers = copyIdentifiers(at, ids, parties)
  const payments = copyPayments(at, target, ids, parties)
  return succeed({
    there: [...told.flatMap(({ there }) => there), ...parties.there, ...identifiers, ...payments],
    here: [...told.map(({ here }) => here), ...parties.here],
    moved: {
      complaints: told.length,
      parties: parties.ids.size,
      identifiers: identifiers.length,
      payments: payments.length,
    },
  })

  function tellThere(
    { found }: CaseAtWork,
    other: Pick<FoundCase, 'caseId' | 'number'>,
    { complaintId, complaint, details, takenAtMs, takenBy }: ComplaintView,
    newId: string,
    why: string,
  ): { readonly there: readonly Saying[]; readonly here: Saying } {
    const shared = { taken: { atMs: takenAtMs, by: takenBy }, reason: why, movedBy: me }
    const from = { caseId: found.caseId, number: view.number, complaintId }
    const to = { caseId: other.caseId, number: other.number, complaintId: newId }
    return {
      there: [
        { kind: 'complaint-taken', data: { complaintId: newId, takenBy: me, complaint } },
        { kind: 'complaint-moved', data: { complaintId: newId, side: 'new', other: from, ...shared } },
        ...(saysAnything(details)
          ? [{ kind: 'complaint-detailed' as const, data: { complaintId: newId, details, notedBy: me } }]
          : []),
      ],
      here: { kind: 'complaint-moved', data: { complaintId, side: 'origin', other: to, ...shared } },
    }
  }
}

function findComplaints({ view }: CaseAtWork, chosen: readonly string[]): Result<ComplaintView[], Refusal> {
  const { duplicates } = view.folk
  const found: ComplaintView[] = []
  for (const wanted of new Set(chosen)) {
    const complaint = view.complaints.find(({ complaintId }) => complaintId === wanted)
    if (complaint === undefined) return fail({ code: 'complaint/not-found' })
    if (complaint.movedTo !== undefined)
      return fail({ code: 'complaint/was-moved', facts: { number: complaint.movedTo.number } })
    const isTold = [...duplicates.values()].some(({ complaintId }) => complaintId === wanted)
    if (duplicates.has(wanted) || isTold) return fail({ code: 'complaint/is-duplicate' })
    found.push(complaint)
  }
  return succeed(found)
}

function copyIdentifiers(
  at: CaseAtWork,
  ids: ReadonlyMap<string, string>,
  parties: MovedParties,
): readonly Saying[] {
  const { view, me, vault } = at
  return view.folk.identifiers
    .filter(({ withdrawn, seenIn, partyId }) => {
      if (withdrawn !== null) return false
      if (seenIn.kind === 'complaint') return ids.has(seenIn.complaintId)
      const ofParty = seenIn.kind === 'party' ? seenIn.partyId : partyId
      return ofParty !== undefined && parties.isWhole(ofParty)
    })
    .map(({ identifier, seenIn, partyId, confidence, note }): Saying => {
      const newPartyId = partyId === undefined ? undefined : parties.ids.get(partyId)
      const data = {
        ...{ identifierId: vault.crypto.newId() as IdentifierId, identifier, confidence },
        seenIn: seenThere(at, seenIn, ids, parties),
        ...(newPartyId !== undefined && { partyId: newPartyId }),
        ...(note !== undefined && { note }),
        notedBy: me,
      }
      return { kind: 'identifier-noted', data }
    })
}

// What the new case does not have is named as the old one numbers it.
function seenThere(
  { view }: CaseAtWork,
  seenIn: SeenIn,
  ids: ReadonlyMap<string, string>,
  parties: MovedParties,
): SeenIn {
  switch (seenIn.kind) {
    case 'complaint':
      return { kind: 'complaint', complaintId: newOf(ids, seenIn.complaintId) }
    case 'party': {
      const partyId = parties.ids.get(seenIn.partyId)
      if (partyId !== undefined) return { kind: 'party', partyId }
      const party = view.folk.parties.find((one) => one.partyId === seenIn.partyId)
      return { kind: 'words', text: party?.number ?? view.number }
    }
    case 'exhibit':
      return { kind: 'words', text: exhibitNumber(view, seenIn.source.exhibitId) }
    case 'premises': {
      const premises = view.folk.premises.find((one) => one.premisesId === seenIn.premisesId)
      return { kind: 'words', text: premises?.number ?? view.number }
    }
    case 'words':
      return seenIn
  }
}

function copyPayments(
  { view, me, vault }: CaseAtWork,
  target: Pick<FoundCase, 'number'>,
  ids: ReadonlyMap<string, string>,
  parties: MovedParties,
): readonly Saying[] {
  const numbered: { readonly number: string }[] = []
  return view.folk.payments.flatMap(({ content, withdrawn }): Saying[] => {
    const complaintId = content.complaintId === undefined ? undefined : ids.get(content.complaintId)
    if (withdrawn !== null || complaintId === undefined) return []
    const number = nextPartyNumber(target.number, 'M', numbered)
    numbered.push({ number })
    const { payer, payee, source, note, ...rest } = content
    const notes = [note, source === undefined ? undefined : exhibitNumber(view, source.exhibitId)]
    const said = notes.filter((each) => each !== undefined && each !== '').join('\n')
    const moved: PaymentContent = {
      ...rest,
      complaintId,
      ...(payer !== undefined && { payer: endThere(payer, parties) }),
      ...(payee !== undefined && { payee: endThere(payee, parties) }),
      ...(said !== '' && { note: said }),
    }
    const paymentId = vault.crypto.newId() as PaymentId
    return [{ kind: 'payment-added', data: { paymentId, number, content: moved, addedBy: me } }]
  })
}

function endThere({ partyId, ...rest }: PaymentEnd, parties: MovedParties): PaymentEnd {
  const moved = partyId === undefined ? undefined : parties.ids.get(partyId)
  return { ...rest, ...(moved !== undefined && { partyId: moved }) }
}

function exhibitNumber({ exhibits, number }: CaseAtWork['view'], wanted: string): string {
  return exhibits.find(({ exhibitId }) => exhibitId === wanted)?.number ?? number
}

function newOf(ids: ReadonlyMap<string, string>, complaintId: string): string {
  const id = ids.get(complaintId)
  if (id === undefined) throw new Error('a complaint that stays was asked for as one that goes')
  return id
}
