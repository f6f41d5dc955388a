import type { Handler as OperationHandler } from '#contract/dispatcher.ts'
import type { Failure } from '#contract/failures.ts'
import type { ParsedInputOf } from '#contract/operations.ts'
import { type Handler, judgeMove } from '#core/custody/judge-custody.ts'
import { isoDateText } from '#core/dates/civil-date.ts'
import { stationTimeAt } from '#core/dates/station-time.ts'
import type { MoveId } from '#core/ids.ts'
import type { CustodyHolder } from '#core/ledger/custody-fields.ts'
import type { EventBody, EventData } from '#core/ledger/event-body.ts'
import { mayAct } from '#core/people/roles.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { appendEvents, type EventDraft } from '../ledger/append-events.ts'
import { findActivePerson, isCurrent } from '../people/find-person.ts'
import { isProven, provePeople } from '../people/proven-people.ts'
import { openSecondPerson, type SecondPerson } from '../people/second-person.ts'
import { grantDraft } from '../people/settle-grants.ts'
import type { LedgerHead, LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { PersonRow } from '../ports/register-store.ts'
import type { SlotKeeper } from '../ports/slot-keeper.ts'
import { type FoundCase, lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'
import { chooseSeal } from './choose-seal.ts'
import { bookOf, findItems, findPhotos, findPlace } from './find-items.ts'
import { occurrence, sessionHandler } from './occurrence.ts'
import { refusalOf } from './refusal.ts'

type Input = ParsedInputOf<'custody.move'>

/** Who gives and, where a person who is there receives, who signs for it; each by a key of their own. */
type Hands = {
  readonly giver: Handler & { readonly name: string; readonly second: SecondPerson | null }
  readonly receiver: { readonly person: PersonRow; readonly second: SecondPerson | null } | null
}

/**
 * `custody.move`. The hand-over and, where the receiver is there, their signature enter the ledger together or not at all, and with
 * them the case's key for a receiver who lacks it. Whoever gives is never typed: it is the last holder.
 */
export function moveItems(
  session: SessionSource,
  slots: Pick<SlotKeeper, 'openPerson'>,
): OperationHandler<'custody.move'> {
  return async (input) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const second =
      input.secondPerson === undefined ? null : await openSecondPerson(vault, slots, input.secondPerson)
    if (session() !== vault) return lockedFailure()
    if (second !== null && !second.ok) return second
    // Nothing is waited for after this, so that no event comes between what is judged and what is appended.
    const target = findItems(vault, input.items)
    if (!target.ok) return target
    const { found, items } = target.value
    const [first] = items
    if (first === undefined) return fail({ code: 'custody/item-not-found' })
    const hands = handsOf(vault, input, second?.value ?? null)
    if (!hands.ok) return hands
    const to = receiverOf(vault, input.to)
    if (!to.ok) return to
    const data = draftMove(vault, found, input, {
      from: first.holder,
      to: to.value,
      giver: hands.value.giver,
    })
    if (!data.ok) return data
    const itemIds = items.map(({ itemId }) => itemId)
    const moved: EventData<'custody-moved'> = { ...data.value, itemIds }
    const refusal = judgeMove(bookOf(items), moved, hands.value.giver)
    if (refusal !== null) return fail(refusalOf(refusal, items))
    const { receiver } = hands.value
    const grant = receiver === null ? succeed(null) : draftGrantTo(vault, found, receiver.person)
    if (!grant.ok) return grant
    const signs = receiver !== null && isSignedNow(input)
    const { drafts, noteMoved, movedHead } = draftsOf(vault, found, moved, hands.value, grant.value, signs)
    const appended = appendEvents(vault, drafts)
    if (!appended.ok) return appended
    const { seq, hashHex } = noteMoved ? movedHead() : appended.value
    const now = vault.cases.findItem(first.itemId)
    if (!now.ok) return now
    return succeed({
      moveId: moved.moveId,
      caseId: found.caseId,
      seq,
      hashHex,
      items: items.length,
      state: now.value?.item.state ?? 'held',
      isSharedNow: grant.value !== null,
    })
  }
}

function isSignedNow({ secondPerson, to, secondIs }: Input): boolean {
  return to.kind === 'person' && (secondPerson !== undefined || secondIs === 'giver')
}

function handsOf(
  vault: VaultSession,
  { to, secondIs, secondPerson }: Input,
  second: SecondPerson | null,
): Result<
  Hands,
  LedgerStoreFailure | Failure<'people/not-found' | 'people/suspended' | 'custody/receiver-wrong'>
> {
  const receives = to.kind === 'person' ? findActivePerson(vault, to.userId) : null
  if (receives !== null && !receives.ok) return receives
  const person = receives?.value.person ?? null
  const own = { ...sessionHandler(vault), name: vault.person.name, second: null }
  if (secondIs === 'giver') {
    // The person of the session receives from somebody who is there; without them nobody gives.
    if (second === null || person?.userId !== vault.person.userId)
      return fail({ code: 'custody/receiver-wrong' })
    const { userId, name, roles } = second.person
    const giver = { userId, name, isCommander: mayAct(roles, 'commander'), second }
    return succeed({ giver, receiver: { person, second: null } })
  }
  if (secondPerson !== undefined && (second === null || second.person.userId !== person?.userId))
    return fail({ code: 'custody/receiver-wrong' })
  return succeed({ giver: own, receiver: person === null ? null : { person, second } })
}

function receiverOf(
  vault: VaultSession,
  to: Input['to'],
): Result<
  CustodyHolder,
  | LedgerStoreFailure
  | Failure<'people/not-found' | 'people/suspended' | 'custody/place-not-found' | 'custody/place-closed'>
> {
  if (to.kind === 'person') {
    const found = findActivePerson(vault, to.userId)
    return found.ok ? succeed({ kind: 'person', userId: to.userId, name: found.value.person.name }) : found
  }
  if (to.kind === 'outside') {
    const { kind, name, organisation, document } = to
    return succeed({
      kind,
      name,
      ...(organisation !== undefined && { organisation }),
      ...(document !== undefined && { document }),
    })
  }
  const place = findPlace(vault, to.place)
  if (!place.ok) return place
  const { placeId, name, isInUse } = place.value
  return isInUse ? succeed({ kind: 'place', placeId, name }) : fail({ code: 'custody/place-closed' })
}

function draftMove(
  vault: VaultSession,
  { caseId }: FoundCase,
  input: Input,
  {
    from,
    to,
    giver,
  }: { readonly from: CustodyHolder; readonly to: CustodyHolder; readonly giver: Hands['giver'] },
) {
  const when = occurrence(vault, { atMs: input.movedAtMs, zone: input.zone })
  if (!when.ok) return when
  const seal = chooseSeal(vault, { sealNumber: input.newSealNumber })
  if (!seal.ok) return seal
  const photoIds = findPhotos(vault, caseId, input.photos)
  if (!photoIds.ok) return photoIds
  const { purpose, where, reason, sealState } = input
  const { authority, sealNumber, newSealNumber, condition, explanation, order } = input
  // Days are written so that their order is that of their letters.
  if (order !== undefined && order.orderedOn > isoDateText(stationTimeAt(when.value.atMs).date))
    return fail({ code: 'custody/order-later' } as const)
  return succeed({
    moveId: vault.crypto.newId() as MoveId,
    purpose,
    from,
    to,
    movedAtMs: when.value.atMs,
    zone: when.value.zone,
    where,
    reason,
    ...(authority !== undefined && { authority }),
    sealState,
    ...(sealNumber !== undefined && { sealNumber }),
    ...(newSealNumber !== undefined && { newSealNumber }),
    ...(condition !== undefined && { condition }),
    photoIds: photoIds.value,
    ...(explanation !== undefined && { explanation }),
    ...(order !== undefined && { order }),
    movedBy: { userId: giver.userId, name: giver.name },
  })
}

/** The event that gives a receiver the case's key; `null` where they have it with the keys they have now. */
function draftGrantTo(
  vault: VaultSession,
  found: FoundCase,
  person: PersonRow,
): Result<EventDraft | null, LedgerStoreFailure | Failure<'people/not-found'>> {
  if (person.userId === vault.person.userId) return succeed(null)
  const grants = vault.register.grantsOf(found.caseId)
  if (!grants.ok) return grants
  const holds = grants.value.some(({ recipientId, grantedSeq }) => {
    return recipientId === person.userId && isCurrent(grantedSeq, person)
  })
  if (holds) return succeed(null)
  const { userId: recipientId, agreementKeyHex } = person
  const proven = provePeople(vault)
  if (!proven.ok) return proven
  // Somebody whom only the tables know is nobody; verification says how they came there.
  if (!isProven(proven.value, { recipientId, agreementKeyHex })) return fail({ code: 'people/not-found' })
  return succeed(grantDraft(vault, found, { recipientId, agreementKeyHex }))
}

function draftsOf(
  { person }: VaultSession,
  { caseId, key }: FoundCase,
  data: EventData<'custody-moved'>,
  { giver, receiver }: Hands,
  grant: EventDraft | null,
  signs: boolean,
) {
  let movedAt: LedgerHead | null = null
  const moved: EventDraft = {
    key,
    ...(giver.second !== null && { signer: giver.second.signer }),
    body: { kind: 'custody-moved', scope: caseId, data },
  }
  const signer = receiver?.second ?? null
  const confirmedBy =
    signer === null
      ? { userId: person.userId, name: person.name }
      : { userId: signer.person.userId, name: signer.person.name }
  const received: EventDraft = {
    key,
    ...(signer !== null && { signer: signer.signer }),
    body: (before): EventBody => {
      movedAt = before
      const { seq, hashHex } = before
      return {
        kind: 'event-confirmed',
        scope: caseId,
        data: { seq, hashHex, purpose: 'hand-over', confirmedBy },
      }
    },
  }
  return {
    drafts: [...(grant === null ? [] : [grant]), moved, ...(signs ? [received] : [])],
    noteMoved: signs,
    movedHead(): LedgerHead {
      if (movedAt === null) throw new Error('a receipt was appended without its hand-over')
      return movedAt
    },
  }
}
