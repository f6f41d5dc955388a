import type { Handler } from '#contract/dispatcher.ts'
import type { EventBody } from '#core/ledger/event-body.ts'
import { fail, succeed } from '#core/result.ts'
import { prepareCase } from '../case/open-case.ts'
import type { Saying } from '../custody/append-of-case.ts'
import { appendEvents } from '../ledger/append-events.ts'
import type { SessionSource } from '../vault-session.ts'
import { moveComplaints } from './move-complaints.ts'
import { readAtWork, refuseEnded, sayOfCase } from './work-on-case.ts'

/** `case.close`. */
export function closeCase(session: SessionSource): Handler<'case.close'> {
  return async ({ case: name, outcome, reason }) =>
    sayOfCase(session, name, (at) => {
      const isOpen = refuseEnded(at)
      if (!isOpen.ok) return isOpen
      return succeed({
        saying: { kind: 'case-closed', data: { outcome, reason, closedBy: at.me } },
        answer: {},
      })
    })
}

/** `case.reopen`. */
export function reopenCase(session: SessionSource): Handler<'case.reopen'> {
  return async ({ case: name, reason }) =>
    sayOfCase(session, name, ({ work, me }) => {
      if (work.state.name === 'open') return fail({ code: 'case/is-open' as const })
      return succeed({ saying: { kind: 'case-reopened', data: { reason, reopenedBy: me } }, answer: {} })
    })
}

/** `case.transfer`. */
export function transferCase(session: SessionSource): Handler<'case.transfer'> {
  return async ({ case: name, to, authority, reason }) =>
    sayOfCase(session, name, (at) => {
      const isOpen = refuseEnded(at)
      if (!isOpen.ok) return isOpen
      const by = authority === undefined ? {} : { authority }
      const data = { to, ...by, reason, transferredBy: at.me }
      return succeed({ saying: { kind: 'case-transferred', data }, answer: {} })
    })
}

/** `case.split`. The new case, what goes there and what both say of it enter the ledger together or not at all. */
export function splitCase(session: SessionSource): Handler<'case.split'> {
  return async ({ case: name, title, what, reason, complaints }) => {
    const at = readAtWork(session, name)
    if (!at.ok) return at
    const isOpen = refuseEnded(at.value)
    if (!isOpen.ok) return isOpen
    const { vault, found, me } = at.value
    const opening = prepareCase(vault, title)
    if (!opening.ok) return opening
    const { caseId, number, key, drafts } = opening.value
    const split = (
      of: typeof found,
      other: Pick<typeof found, 'caseId' | 'number'>,
      side: 'origin' | 'new',
    ) => {
      const named = { caseId: other.caseId, number: other.number }
      const data = { other: named, side, what, reason, splitBy: me }
      return { key: of.key, body: { kind: 'case-split', scope: of.caseId, data } satisfies EventBody }
    }
    const made = { caseId, number, key }
    const moving = moveComplaints(at.value, made, complaints, reason)
    if (!moving.ok) return moving
    const { there, here, moved } = moving.value
    const saying = (of: Pick<typeof found, 'caseId' | 'key'>) => (each: Saying) => {
      return { key: of.key, body: { ...each, scope: of.caseId } as EventBody }
    }
    const appended = appendEvents(vault, [
      ...drafts,
      split(made, found, 'new'),
      split(found, made, 'origin'),
      ...there.map(saying(made)),
      ...here.map(saying(found)),
    ])
    if (!appended.ok) return appended
    vault.caseKeys.set(caseId, key)
    return succeed({ caseId, number, moved })
  }
}
