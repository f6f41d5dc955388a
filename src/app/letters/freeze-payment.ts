import type { Handler } from '#contract/dispatcher.ts'
import { formatSortableDate } from '#core/dates/format-date.ts'
import type { LetterId } from '#core/ids.ts'
import { freezePayment } from '#core/letters/freeze-payment.ts'
import { nextRecordNumber } from '#core/records/record-book.ts'
import { fail, succeed } from '#core/result.ts'
import { appendEvents } from '../ledger/append-events.ts'
import { readCase } from '../ledger/read-case.ts'
import type { CourtTexts } from '../ports/court-texts.ts'
import { findComplaint } from '../report/build-report.ts'
import { wordingsAt } from '../report/wordings.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import { bookOfStation } from './list-recipients.ts'

/** `letter.freezePayment`. One action from a payment to a letter: everything in it follows from the complaint. */
export function issueFreeze(session: SessionSource, texts: CourtTexts): Handler<'letter.freezePayment'> {
  return async ({ case: name, complaint: about, lossIndex, recipient }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const read = readCase(vault, name)
    if (!read.ok) return read
    const { view, found } = read.value
    const complaint = findComplaint(view, about)
    if (!complaint.ok || complaint.value.complaint.losses[lossIndex] === undefined)
      return fail({ code: 'letter/payment-not-found' })
    const wordings = wordingsAt(vault, texts, Number.MAX_SAFE_INTEGER)
    if (!wordings.ok) return wordings
    const book = bookOfStation(vault)
    if (!book.ok) return book
    const { userId, name: officer } = vault.person
    const content = freezePayment(complaint.value, {
      lossIndex,
      say: wordings.value.read('golden-hour'),
      officer,
      today: formatSortableDate(vault.clock.nowMs()),
      recipient,
      ...(book.value !== null && { book: book.value }),
    })
    if (content === null) return fail({ code: 'letter/nothing-to-freeze' })
    const letterId = vault.crypto.newId() as LetterId
    const number = nextRecordNumber(found.number, 'L', view)
    const data = { letterId, number, content, issuedBy: { userId, name: officer } }
    const appended = appendEvents(vault, [
      { key: found.key, body: { kind: 'letter-issued', scope: found.caseId, data } },
    ])
    return appended.ok ? succeed({ letterId, number, content }) : appended
  }
}
