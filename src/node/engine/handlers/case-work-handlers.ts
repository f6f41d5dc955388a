import { setCounsel, setHearing } from '#app/case-work/courts.ts'
import { closeCase, reopenCase, splitCase, transferCase } from '#app/case-work/end-case.ts'
import { linkCases, mergeCases, setParent, unlinkCases } from '#app/case-work/join-cases.ts'
import { makeDecision, makeReview, writeNote } from '#app/case-work/notebook.ts'
import { cancelTask, finishTask, listWork, setTask } from '#app/case-work/tasks.ts'
import { showHistory, showTimeline, showWork } from '#app/case-work/tell-case.ts'
import { listClocks } from '#app/playbooks/list-clocks.ts'
import { adoptPlaybook, doStep, listPlaybooks, showPlaybooks, skipStep } from '#app/playbooks/playbooks.ts'
import { beginExercise, listExercises, showExercise } from '#app/training/exercises.ts'
import type { caseStoryOperations } from '#contract/case-story-operations.ts'
import type { caseWorkOperations } from '#contract/case-work-operations.ts'
import type { Handlers } from '#contract/dispatcher.ts'
import type { playbookOperations } from '#contract/playbook-operations.ts'
import type { trainingOperations } from '#contract/training-operations.ts'
import { shippedExercises } from '../../playbooks/shipped-exercises.ts'
import { shippedPlaybooks } from '../../playbooks/shipped-playbooks.ts'
import type { EngineParts } from '../engine-parts.ts'

type CaseWorkOperation =
  | keyof typeof caseWorkOperations
  | keyof typeof caseStoryOperations
  | keyof typeof playbookOperations
  | keyof typeof trainingOperations

/** What operations on the work on cases and on playbooks do. */
export function caseWorkHandlers({ current }: EngineParts): Pick<Handlers, CaseWorkOperation> {
  const playbooks = shippedPlaybooks()
  const training = { session: current, exercises: shippedExercises(), playbooks }
  return {
    'case.work': showWork(current),
    'case.timeline': showTimeline(current),
    'case.history': showHistory(current),
    'note.write': writeNote(current),
    'task.set': setTask(current),
    'task.finish': finishTask(current),
    'task.cancel': cancelTask(current),
    'work.list': listWork(current),
    'decision.make': makeDecision(current),
    'review.make': makeReview(current),
    'case.link': linkCases(current),
    'case.unlink': unlinkCases(current),
    'case.setParent': setParent(current),
    'case.merge': mergeCases(current),
    'case.split': splitCase(current),
    'case.transfer': transferCase(current),
    'case.close': closeCase(current),
    'case.reopen': reopenCase(current),
    'hearing.set': setHearing(current),
    'counsel.set': setCounsel(current),
    'training.list': listExercises(training),
    'training.begin': beginExercise(training),
    'training.show': showExercise(training),
    'playbook.list': listPlaybooks(current, playbooks),
    'playbook.show': showPlaybooks(current, playbooks),
    'playbook.clocks': listClocks(current, playbooks),
    'playbook.do': doStep(current, playbooks),
    'playbook.skip': skipStep(current, playbooks),
    'playbook.adopt': adoptPlaybook(current, playbooks),
  }
}
