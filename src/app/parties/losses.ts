import type { Handler } from '#contract/dispatcher.ts'
import type { RateId } from '#core/ids.ts'
import { summariseLosses } from '#core/parties/loss-summary.ts'
import { fail, succeed } from '#core/result.ts'
import { appendOfCase } from '../custody/append-of-case.ts'
import { sessionActor } from '../custody/occurrence.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import { readFolk } from './read-folk.ts'

/** `loss.summary`. */
export function summariseCase(session: SessionSource): Handler<'loss.summary'> {
  return async ({ case: name }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const read = readFolk(vault, name)
    if (!read.ok) return read
    const { folk } = read.value
    const { sums, ...counts } = summariseLosses(folk)
    return succeed({
      ...counts,
      sums: [...sums],
      told: folk.complaints.map(({ complaintId, wish, receivedOn, victim, losses }) => {
        const lines = losses.length
        return {
          complaintId,
          wish,
          receivedOn,
          victim,
          lines,
          duplicateOf: folk.duplicates.get(complaintId) ?? null,
        }
      }),
      rates: [...folk.rates],
    })
  }
}

/** `complaint.markDuplicate`. */
export function markDuplicate(session: SessionSource): Handler<'complaint.markDuplicate'> {
  return async ({ case: name, complaintId, of, reason }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const read = readFolk(vault, name)
    if (!read.ok) return read
    const { found, folk } = read.value
    const other = of?.case === undefined ? read : readFolk(vault, of.case)
    if (!other.ok) return other
    const isKnown = folk.complaints.some((one) => one.complaintId === complaintId)
    if (!isKnown) return fail({ code: 'complaint/not-found' })
    const gone = folk.duplicates.get(complaintId)?.movedTo
    if (gone !== undefined) return fail({ code: 'complaint/was-moved', facts: { number: gone } })
    const said = { complaintId, reason, judgedBy: sessionActor(vault) }
    if (of === undefined) {
      if (!folk.duplicates.has(complaintId)) return fail({ code: 'complaint/no-duplicate' })
      const undone = appendOfCase(vault, found, { kind: 'complaint-duplicate-of', data: said })
      return undone.ok ? succeed({}) : undone
    }
    const there = other.value
    if (!there.folk.complaints.some((one) => one.complaintId === of.complaintId))
      return fail({ code: 'complaint/not-found' })
    const hasOwn = [...folk.duplicates.values()].some((one) => one.complaintId === complaintId)
    if (hasOwn || of.complaintId === complaintId || there.folk.duplicates.has(of.complaintId))
      return fail({ code: 'complaint/is-duplicate' })
    const { caseId } = there.found
    const target = { complaintId: of.complaintId, ...(caseId !== found.caseId && { caseId }) }
    const appended = appendOfCase(vault, found, {
      kind: 'complaint-duplicate-of',
      data: { ...said, of: target },
    })
    return appended.ok ? succeed({}) : appended
  }
}

/** `rate.note`. */
export function noteRate(session: SessionSource): Handler<'rate.note'> {
  return async ({ case: name, ...rate }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const read = readFolk(vault, name)
    if (!read.ok) return read
    const rateId = vault.crypto.newId() as RateId
    const data = { rateId, ...rate, notedBy: sessionActor(vault) }
    const appended = appendOfCase(vault, read.value.found, { kind: 'rate-noted', data })
    return appended.ok ? succeed({ rateId }) : appended
  }
}
