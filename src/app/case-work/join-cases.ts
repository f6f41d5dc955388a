import type { Handler } from '#contract/dispatcher.ts'
import type { Failure } from '#contract/failures.ts'
import type { EventBody } from '#core/ledger/event-body.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { Saying } from '../custody/append-of-case.ts'
import { type AppendFailure, appendEvents } from '../ledger/append-events.ts'
import type { ReadCaseFailure } from '../ledger/read-case.ts'
import type { FoundCase, SessionSource } from '../vault-session.ts'
import { type CaseAtWork, readAtWork, refuseEnded } from './work-on-case.ts'

type Two = { readonly one: CaseAtWork; readonly other: CaseAtWork }
type PairFailure = ReadCaseFailure | Failure<'vault/locked' | 'case/same-case'>

/** `case.link`. */
export function linkCases(session: SessionSource): Handler<'case.link'> {
  return async ({ case: name, other: otherName, relation, reason }) => {
    const two = readTwo(session, name, otherName)
    if (!two.ok) return two
    if (areLinked(two.value, relation)) return fail({ code: 'case/already-linked' })
    const linkedBy = two.value.one.me
    return sayInBoth(two.value, (other) => ({
      kind: 'case-linked',
      data: { other, relation, reason, linkedBy },
    }))
  }
}

/** `case.unlink`. */
export function unlinkCases(session: SessionSource): Handler<'case.unlink'> {
  return async ({ case: name, other: otherName, relation, reason }) => {
    const two = readTwo(session, name, otherName)
    if (!two.ok) return two
    if (!areLinked(two.value, relation)) return fail({ code: 'case/not-linked' })
    const unlinkedBy = two.value.one.me
    return sayInBoth(two.value, (other) => ({
      kind: 'case-unlinked',
      data: { other, relation, reason, unlinkedBy },
    }))
  }
}

/** `case.setParent`. */
export function setParent(session: SessionSource): Handler<'case.setParent'> {
  return async ({ case: name, other: otherName, isPart, reason }) => {
    const two = readTwo(session, name, otherName)
    if (!two.ok) return two
    const { one: child, other: parent } = two.value
    const now = child.work.relatives.find(({ as }) => as === 'parent')
    if (isPart && now !== undefined) return fail({ code: 'case/has-parent', facts: { number: now.number } })
    if (!isPart && now?.caseId !== parent.found.caseId) return fail({ code: 'case/not-linked' })
    const setBy = child.me
    return sayInBoth(two.value, (other, place) => ({
      kind: 'case-parent-set',
      data: { other, side: place === 'one' ? 'child' : 'parent', isPart, reason, setBy },
    }))
  }
}

/** `case.merge`. */
export function mergeCases(session: SessionSource): Handler<'case.merge'> {
  return async ({ case: name, other: otherName, reason }) => {
    const two = readTwo(session, name, otherName)
    if (!two.ok) return two
    for (const each of [two.value.one, two.value.other]) {
      const isOpen = refuseEnded(each)
      if (!isOpen.ok) return isOpen
    }
    const mergedBy = two.value.one.me
    return sayInBoth(two.value, (other, place) => ({
      kind: 'case-merged',
      data: { other, side: place === 'one' ? 'kept' : 'merged', reason, mergedBy },
    }))
  }
}

function readTwo(session: SessionSource, name: string, otherName: string): Result<Two, PairFailure> {
  const one = readAtWork(session, name)
  if (!one.ok) return one
  const other = readAtWork(session, otherName)
  if (!other.ok) return other
  if (one.value.found.caseId === other.value.found.caseId) return fail({ code: 'case/same-case' })
  return succeed({ one: one.value, other: other.value })
}

function areLinked({ one, other }: Two, relation: string): boolean {
  return one.work.links.some((link) => link.caseId === other.found.caseId && link.relation === relation)
}

// All or none: a case that says it belongs to another, which says nothing of it, would mislead whoever reads only that one.
function sayInBoth(
  { one, other }: Two,
  say: (other: Pick<FoundCase, 'caseId' | 'number'>, place: 'one' | 'other') => Saying,
): Result<Record<string, never>, AppendFailure> {
  const nameOf = ({ found: { caseId, number } }: CaseAtWork) => ({ caseId, number })
  const draft = ({ found: { caseId, key } }: CaseAtWork, saying: Saying) => {
    return { key, body: { ...saying, scope: caseId } as EventBody }
  }
  const appended = appendEvents(one.vault, [
    draft(one, say(nameOf(other), 'one')),
    draft(other, say(nameOf(one), 'other')),
  ])
  return appended.ok ? succeed({}) : appended
}
