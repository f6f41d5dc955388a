import type { Handler } from '#contract/dispatcher.ts'
import type { Failure } from '#contract/failures.ts'
import type { CaseId, TaskId, UserId } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { appendOfCase } from '../custody/append-of-case.ts'
import { isCurrent } from '../people/find-person.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import { lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'
import { type CaseAtWork, readAtWork, refuseEnded, sayOfCase } from './work-on-case.ts'

/** `task.set`. */
export function setTask(session: SessionSource): Handler<'task.set'> {
  return async ({ case: name, taskId: known, title, detail, dueAtMs, assigneeId }) => {
    const at = readAtWork(session, name)
    if (!at.ok) return at
    const isOpen = refuseEnded(at.value)
    if (!isOpen.ok) return isOpen
    const earlier = known === undefined ? succeed(null) : findOpenTask(at.value, known)
    if (!earlier.ok) return earlier
    const { vault, found, me } = at.value
    const assignee = assigneeId === undefined ? succeed(null) : findAssignee(vault, found.caseId, assigneeId)
    if (!assignee.ok) return assignee
    const taskId = known ?? (vault.crypto.newId() as TaskId)
    const data = {
      ...{ taskId, title, setBy: me },
      ...(detail !== undefined && { detail }),
      ...(dueAtMs !== undefined && { dueAtMs }),
      ...(assignee.value !== null && { assignee: assignee.value }),
    }
    const appended = appendOfCase(vault, found, { kind: 'task-set', data })
    return appended.ok ? succeed({ taskId }) : appended
  }
}

/** `task.finish`. */
export function finishTask(session: SessionSource): Handler<'task.finish'> {
  return async ({ case: name, taskId, note }) =>
    sayOfCase(session, name, (at) => {
      const task = findOpenTask(at, taskId)
      if (!task.ok) return task
      const data = { taskId, ...(note !== undefined && { note }), doneBy: at.me }
      return succeed({ saying: { kind: 'task-done', data }, answer: {} })
    })
}

/** `task.cancel`. */
export function cancelTask(session: SessionSource): Handler<'task.cancel'> {
  return async ({ case: name, taskId, reason }) =>
    sayOfCase(session, name, (at) => {
      const task = findOpenTask(at, taskId)
      if (!task.ok) return task
      return succeed({
        saying: { kind: 'task-cancelled', data: { taskId, reason, cancelledBy: at.me } },
        answer: {},
      })
    })
}

/** `work.list`. */
export function listWork(session: SessionSource): Handler<'work.list'> {
  return async ({ isMine, limit }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const listed = vault.cases.openWork({ assigneeId: isMine ? vault.person.userId : undefined, limit })
    if (!listed.ok) return listed
    const people = vault.register.people()
    if (!people.ok) return people
    const names = new Map(people.value.map(({ userId, name }) => [userId, name]))
    const rows = listed.value.rows.map((row) => ({
      ...row,
      assigneeName: row.assigneeId === null ? null : (names.get(row.assigneeId) ?? null),
    }))
    return succeed({ rows, total: listed.value.total, nowMs: Math.trunc(vault.clock.nowMs()) })
  }
}

function findOpenTask(
  { work }: CaseAtWork,
  taskId: TaskId,
): Result<CaseAtWork['work']['tasks'][number], Failure<'task/not-found' | 'task/is-over'>> {
  const task = work.tasks.find((each) => each.taskId === taskId)
  if (task === undefined) return fail({ code: 'task/not-found' })
  return task.state === 'open' ? succeed(task) : fail({ code: 'task/is-over' })
}

// Whoever cannot read the case would never see what they are to do.
function findAssignee(
  { register }: VaultSession,
  caseId: CaseId,
  userId: UserId,
): Result<
  { readonly userId: UserId; readonly name: string },
  LedgerStoreFailure | Failure<'task/assignee-lacks-case'>
> {
  const people = register.people()
  if (!people.ok) return people
  const grants = register.grantsOf(caseId)
  if (!grants.ok) return grants
  const person = people.value.find((each) => each.userId === userId && each.state === 'active')
  const holds = grants.value.some(
    ({ recipientId, grantedSeq }) =>
      person !== undefined && recipientId === userId && isCurrent(grantedSeq, person),
  )
  if (person === undefined || !holds) return fail({ code: 'task/assignee-lacks-case' })
  return succeed({ userId, name: person.name })
}
