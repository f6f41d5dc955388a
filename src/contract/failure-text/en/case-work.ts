import type { CASE_WORK_FAILURES } from '../../failures/case-work-failures.ts'
import type { TextsOf } from '../failure-text-form.ts'

/** What failures about the work on a case mean and what to do about them, in English. */
export const CASE_WORK_EN: TextsOf<typeof CASE_WORK_FAILURES> = {
  'case/is-ended': {
    wrong: 'Work on this case has ended[: {number}].',
    act: 'Ask a commander to reopen the case, or work in the case in which it goes on.',
  },
  'case/is-open': {
    wrong: 'This case is open already.',
    act: 'Nothing needs to be done.',
  },
  'case/same-case': {
    wrong: 'A case cannot be joined to itself.',
    act: 'Name another case.',
  },
  'case/already-linked': {
    wrong: 'These two cases are joined in this way already.',
    act: 'Look at the list of related cases.',
  },
  'case/not-linked': {
    wrong: 'These two cases are not joined in this way.',
    act: 'Look at the list of related cases and choose one.',
  },
  'case/has-parent': {
    wrong: 'This case is part of another one already[: {number}].',
    act: 'Take it out of that one first.',
  },
  'note/not-found': {
    wrong: 'The notebook of this case has no such note.',
    act: 'Look at the notes of the case and choose one by its number.',
  },
  'task/not-found': {
    wrong: 'This case has no such task.',
    act: 'Look at the list of tasks and choose one.',
  },
  'task/is-over': {
    wrong: 'This task is done or cancelled already.',
    act: 'Set a new task if something is left to do.',
  },
  'task/assignee-lacks-case': {
    wrong: 'This person does not work here, or cannot read the case.',
    act: 'Share the case with the person first, or choose somebody else.',
  },
  'hearing/not-found': {
    wrong: 'This case has no such hearing.',
    act: 'Look at the list of hearings and choose one.',
  },
  'counsel/not-found': {
    wrong: 'This case has no such prosecutor, judge or counsel.',
    act: 'Look at the list and choose one.',
  },
  'playbook/not-found': {
    wrong: 'There is no such playbook.',
    act: 'Look at the list of playbooks and choose one.',
  },
  'playbook/step-not-found': {
    wrong: 'The playbook has no such step.',
    act: 'Look at the steps of the playbook and choose one.',
  },
  'playbook/step-done': {
    wrong: 'This step is done already.',
    act: 'Write a note if something is to be added.',
  },
  'playbook/malformed': {
    wrong: 'The file is no playbook of this form.',
    act: 'Compare it with: samnum schema playbook. Every step needs a text in both languages and a source.',
  },
  'playbook/version-not-newer': {
    wrong: 'This playbook is not newer than the one in use[: version {version:number}].',
    act: 'Raise its version and adopt it again.',
  },
  'training/not-a-training-vault': {
    wrong: 'This vault is for real work: exercises are done in a training vault.',
    act: 'Make one in a folder of its own with "samnum training start DIR", and open it instead.',
  },
  'training/only-invented': {
    wrong: 'Everything in this vault is invented: nothing of it goes to headquarters or is disclosed.',
    act: 'Work on real cases in the vault of the station.',
  },
  'training/exercise-not-found': {
    wrong: 'There is no exercise with this name.',
    act: 'Look at the list of exercises.',
  },
  'training/not-an-exercise': {
    wrong: 'This case is no exercise.',
    act: 'Choose a case that was begun from the list of exercises.',
  },
}
