import type { OutputOf } from '#contract/operations.ts'
import type { WorkAct } from './casework-state.ts'
import { differingMembers } from './changed-meanwhile.ts'

type CaseWork = OutputOf<'case.work'>

/**
 * What a form is about, as it stands now: the same act where nothing of it changed since, and a new one where somebody changed it while
 * the form was open.
 */
export function asItStands(act: WorkAct, { tasks, hearings, counsel }: CaseWork): WorkAct {
  switch (act.act) {
    case 'set-task': {
      const { task } = act
      const now = tasks.find(({ taskId }) => taskId === task?.taskId)
      return task === undefined || now === undefined || isSame(task, now) ? act : { ...act, task: now }
    }
    case 'hearing': {
      const { hearing } = act
      const now = hearings.find(({ hearingId }) => hearingId === hearing?.hearingId)
      return hearing === undefined || now === undefined || isSame(hearing, now)
        ? act
        : { ...act, hearing: now }
    }
    case 'counsel': {
      const seen = act.counsel
      const now = counsel.find(({ counselId }) => counselId === seen?.counselId)
      return seen === undefined || now === undefined || isSame(seen, now) ? act : { ...act, counsel: now }
    }
    default:
      return act
  }
}

function isSame(before: object, now: object): boolean {
  return differingMembers(before, now).length === 0
}
