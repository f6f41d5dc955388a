import { twoDigits } from '../dates/civil-date.ts'
import { formatSortableDate } from '../dates/format-date.ts'
import { stationTimeAt } from '../dates/station-time.ts'
import type { Mrz } from '../identifiers/mrz.ts'
import { parseNoted } from '../identifiers/noted-identifier.ts'
import { parseMoney } from '../money/parse-money.ts'
import { readCodePayload } from '../parsing/code-payload.ts'
import { hasRightCheck, type KhqrFailure, parseKhqr } from '../parsing/khqr.ts'
import { fail, type Result, succeed } from '../result.ts'
import type { PartyDraft, PaymentDraft } from './party-input.ts'

/** Why nothing is taken over from a payment code: it is none of KHQR, or its check digits do not fit what it says. */
export type PaymentCodeFailure = KhqrFailure | { readonly code: 'khqr/check-wrong' }

const STATION = '+07:00'

/**
 * What a KHQR code says of a payment, for filling a form: payee, rail, amount, the bill's number, and when the code was made. A code whose
 * check digits are wrong fills nothing: what it says may be what nobody wrote.
 */
export function paymentOfKhqr(text: string): Result<PaymentDraft, PaymentCodeFailure> {
  const read = parseKhqr(text.trim())
  if (!read.ok) return read
  const khqr = read.value
  if (!hasRightCheck(khqr.check)) return fail({ code: 'khqr/check-wrong' })
  const { merchantName, otherName, acquiringBank, currency, amount, billNumber, createdAtMs } = khqr
  const money = currency === undefined || amount === undefined ? null : parseMoney(currency, amount)
  const identifiers = readCodePayload(text).identifiers.map(({ kind, raw }) => ({ kind, value: raw }))
  const name = [merchantName, otherName].filter((each) => each !== undefined && each.trim() !== '')
  return succeed({
    rail: 'khqr',
    payee: {
      identifiers,
      ...(name.length > 0 && { name: name.join(' · ') }),
      ...(acquiringBank !== undefined && acquiringBank.trim() !== '' && { institution: acquiringBank }),
    },
    ...(money?.ok === true && { money: { ...money.value } }),
    ...(billNumber !== undefined && billNumber.trim() !== '' && { reference: billNumber }),
    ...(createdAtMs !== undefined && whenOf(createdAtMs)),
  })
}

/** What a machine-readable zone says of a party, for filling a form: names in Latin letters, sex, birth, nationality, the document. */
export function partyOfMrz(mrz: Mrz): PartyDraft {
  const { surname, givenNames, sex, birthOn, nationality, number, issuer, expiresOn, lines, format } = mrz
  const text = [surname, givenNames].filter((each) => each !== '').join(' ')
  return {
    ...(text !== '' && { names: [{ text, script: 'latin', use: 'official' }] }),
    ...(sex !== 'not-stated' && { sex }),
    ...(birthOn !== undefined && { birth: { earliestOn: birthOn, latestOn: birthOn } }),
    ...(nationality !== '' && { nationality }),
    documents: [
      {
        kind: format === 'TD3' ? 'passport' : 'identity-card',
        number: parseNoted('document', number).ok ? number : lines.join(' ').slice(0, 60),
        ...(issuer !== '' && { country: issuer }),
        ...(expiresOn !== undefined && { expiresOn }),
        mrz: lines.join(' '),
      },
    ],
  }
}

// A code may be made long before it is paid; the time is a proposal.
function whenOf(atMs: number): Pick<PaymentDraft, 'on' | 'time'> {
  const { hour, minute } = stationTimeAt(atMs)
  return {
    on: formatSortableDate(atMs),
    time: { clock: `${twoDigits(hour)}:${twoDigits(minute)}`, zone: STATION },
  }
}
