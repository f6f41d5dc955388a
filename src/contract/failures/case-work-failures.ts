import { act, never, type Retry } from './retry.ts'

/** Codes about the work on a case: notes, tasks, links, its end, and playbooks. */
export const CASE_WORK_FAILURES = {
  'case/is-ended': act,
  'case/is-open': act,
  'case/same-case': act,
  'case/already-linked': act,
  'case/not-linked': act,
  'case/has-parent': act,
  'note/not-found': act,
  'task/not-found': act,
  'task/is-over': act,
  'task/assignee-lacks-case': act,
  'hearing/not-found': act,
  'counsel/not-found': act,
  'playbook/not-found': act,
  'playbook/step-not-found': act,
  'playbook/step-done': act,
  'playbook/malformed': act,
  'playbook/version-not-newer': act,
  'training/not-a-training-vault': act,
  'training/only-invented': never,
  'training/exercise-not-found': act,
  'training/not-an-exercise': act,
} as const satisfies { readonly [code: string]: Retry }
