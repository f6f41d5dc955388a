import type { Handler } from '#contract/dispatcher.ts'
import { fail, succeed } from '#core/result.ts'
import { appendEvents } from '../ledger/append-events.ts'
import { findCase, lockedFailure, type SessionSource } from '../vault-session.ts'
import { findActivePerson, isCurrent } from './find-person.ts'
import { isProven, provePeople } from './proven-people.ts'
import { grantDraft } from './settle-grants.ts'

/** `case.share`. */
export function shareCase(session: SessionSource): Handler<'case.share'> {
  return async ({ case: name, userId }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const target = findCase(vault, name)
    if (!target.ok) return target
    const found = findActivePerson(vault, userId)
    if (!found.ok) return found
    const { person } = found.value
    const grants = vault.register.grantsOf(target.value.caseId)
    if (!grants.ok) return grants
    const isShared = grants.value.some(({ recipientId, grantedSeq }) => {
      return recipientId === userId && isCurrent(grantedSeq, person)
    })
    if (isShared) return fail({ code: 'case/already-shared' })
    const recipient = { recipientId: userId, agreementKeyHex: person.agreementKeyHex }
    const proven = provePeople(vault)
    if (!proven.ok) return proven
    // Somebody whom only the tables know is nobody; verification says how they came there.
    if (!isProven(proven.value, recipient)) return fail({ code: 'people/not-found' })
    const given = appendEvents(vault, [grantDraft(vault, target.value, recipient)])
    return given.ok ? succeed({}) : given
  }
}
