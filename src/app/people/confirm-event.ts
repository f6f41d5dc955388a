import type { Handler } from '#contract/dispatcher.ts'
import type { Failure } from '#contract/failures.ts'
import type { DigestHex, UserId } from '#core/ids.ts'
import { parseHeader } from '#core/ledger/event-header.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { appendEvents } from '../ledger/append-events.ts'
import { findEventBySeq } from '../ledger/find-event.ts'
import { knownSigners } from '../ledger/known-signers.ts'
import type { EventFailure } from '../ledger/open-event.ts'
import { readCaseEvent } from '../ledger/read-case.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { SlotKeeper } from '../ports/slot-keeper.ts'
import {
  type FoundCase,
  findCase,
  isStillHeld,
  lockedFailure,
  type SessionSource,
  type VaultSession,
} from '../vault-session.ts'
import { isCurrent } from './find-person.ts'
import { openSecondPerson, type SecondPerson } from './second-person.ts'

/**
 * `event.confirm`. The second person MUST hold the case's key themselves and MUST NOT be who signed the event: a confirmation says
 * that somebody else read it who may.
 */
export function confirmEvent(
  session: SessionSource,
  keeper: Pick<SlotKeeper, 'openPerson'>,
): Handler<'event.confirm'> {
  return async ({ case: name, seq, hashHex, purpose, note, secondPerson }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findCase(vault, name)
    if (!found.ok) return found
    const signedBy = readSigner(vault, found.value, seq, hashHex)
    if (!signedBy.ok) return signedBy
    const second = await openSecondPerson(vault, keeper, secondPerson, { besides: [signedBy.value] })
    if (session() !== vault) return lockedFailure()
    if (!second.ok) return second
    if (!isStillHeld(vault, found.value)) return fail({ code: 'case/not-found' })
    const mayRead = holdsKey(vault, found.value, second.value)
    if (!mayRead.ok) return mayRead
    if (!mayRead.value) return fail({ code: 'people/second-person-not-allowed' })
    const { person, signer } = second.value
    const confirmedBy = { userId: person.userId, name: person.name }
    const data = { seq, hashHex, purpose, ...(note !== undefined && { note }), confirmedBy }
    const confirmed = appendEvents(vault, [
      {
        key: found.value.key,
        signer,
        body: { kind: 'event-confirmed', scope: found.value.caseId, data },
      },
    ])
    return confirmed.ok ? succeed({ seq: confirmed.value.seq, confirmedBy }) : confirmed
  }
}

/** Verifies the event that is to be confirmed and answers who signed it. */
function readSigner(
  vault: VaultSession,
  { caseId, key }: FoundCase,
  seq: number,
  hashHex: DigestHex,
): Result<UserId, LedgerStoreFailure | EventFailure | Failure<'event/not-found'>> {
  const stored = findEventBySeq(vault.ledger, seq)
  if (!stored.ok) return stored
  if (stored.value === null || stored.value.scope !== caseId || stored.value.hashHex !== hashHex)
    return fail({ code: 'event/not-found' })
  const signers = knownSigners(vault.register)
  if (!signers.ok) return signers
  const event = readCaseEvent(vault, key, stored.value, signers.value)
  if (!event.ok) return event
  const header = parseHeader(stored.value.header)
  const owner = header.ok ? signers.value.ownerOf(header.value.actor) : null
  return owner === null ? fail({ code: 'ledger/signer-unknown', facts: { seq } }) : succeed(owner as UserId)
}

function holdsKey(
  vault: VaultSession,
  { caseId }: FoundCase,
  { person }: SecondPerson,
): Result<boolean, LedgerStoreFailure> {
  const grants = vault.register.grantsOf(caseId)
  if (!grants.ok) return grants
  return succeed(
    grants.value.some(({ recipientId, grantedSeq }) => {
      return recipientId === person.userId && isCurrent(grantedSeq, person)
    }),
  )
}
