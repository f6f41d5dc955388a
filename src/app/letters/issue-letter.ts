import type { Handler } from '#contract/dispatcher.ts'
import type { LetterId } from '#core/ids.ts'
import { paymentsOf } from '#core/letters/request-file.ts'
import { nextRecordNumber } from '#core/records/record-book.ts'
import { fail, succeed } from '#core/result.ts'
import { appendEvents } from '../ledger/append-events.ts'
import { readCase } from '../ledger/read-case.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'

/** `letter.issue`. */
export function issueLetter(session: SessionSource): Handler<'letter.issue'> {
  return async ({ case: name, content }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const read = readCase(vault, name)
    if (!read.ok) return read
    const { view, found } = read.value
    if (paymentsOf(content, view.complaints).length < content.payments.length)
      return fail({ code: 'letter/payment-not-found' })
    const letterId = vault.crypto.newId() as LetterId
    const number = nextRecordNumber(found.number, 'L', view)
    const { userId, name: officer } = vault.person
    const data = { letterId, number, content, issuedBy: { userId, name: officer } }
    const appended = appendEvents(vault, [
      { key: found.key, body: { kind: 'letter-issued', scope: found.caseId, data } },
    ])
    return appended.ok ? succeed({ letterId, number }) : appended
  }
}
