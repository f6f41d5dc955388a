import type { OutputOf } from '#contract/operations.ts'
import type { TaskId } from '#core/ids.ts'
import type { Keyed } from './custody-state.ts'
import { IDLE, type Remote } from './remote.ts'

/** What a window knows of the work on cases. */
export type CaseworkState = {
  readonly work: Keyed<OutputOf<'case.work'>> | null
  readonly playbooks: Keyed<OutputOf<'playbook.show'>> | null
  readonly timeline: Keyed<OutputOf<'case.timeline'>> | null
  readonly history: Keyed<OutputOf<'case.history'>> | null
  /** The exercise that a case is, in a training vault. */
  readonly exercise: Keyed<OutputOf<'training.show'>> | null
  /** Every exercise of a training vault. */
  readonly training: Remote<OutputOf<'training.list'>>
  /** What is due in every case. */
  readonly due: Remote<OutputOf<'work.list'>>
  /** Clocks of playbooks that run in every case. */
  readonly clocks: Remote<OutputOf<'playbook.clocks'>>
}

/** A case as the dialogs about its work name it. */
export type WorkCase = { readonly caseId: string; readonly number: string }

type Work = OutputOf<'case.work'>
type Task = Work['tasks'][number]
/** Something of the case that a form offers to choose. */
export type Offered = { readonly id: string; readonly label: string }

/** Acts that need nothing but the case. */
export type PlainWorkAct =
  | 'decide'
  | 'review'
  | 'link'
  | 'parent'
  | 'merge'
  | 'transfer'
  | 'close'
  | 'reopen'
  | 'rate'

/** What a dialog about the work on a case is about. */
export type WorkAct = WorkCase &
  (
    | { readonly act: PlainWorkAct }
    | { readonly act: 'set-task'; readonly task?: Task }
    /** With the complaints that may go to the new case. */
    | { readonly act: 'split'; readonly complaints: readonly Offered[] }
    | { readonly act: 'hearing'; readonly hearing?: Work['hearings'][number] }
    | { readonly act: 'counsel'; readonly counsel?: Work['counsel'][number] }
    | {
        readonly act: 'unlink'
        readonly other: string
        readonly relation: Work['links'][number]['relation']
        readonly title: string
      }
    /** The case `part` is no longer a part of `whole`. */
    | { readonly act: 'leave-parent'; readonly part: string; readonly whole: string; readonly title: string }
    | { readonly act: 'withdraw-identifier'; readonly identifierId: string; readonly title: string }
    | { readonly act: 'withdraw-payment'; readonly payment: string; readonly title: string }
    | {
        readonly act: 'link-exhibit'
        readonly complaintId: string
        readonly exhibits: readonly Offered[]
      }
    | { readonly act: 'finish-task' | 'cancel-task'; readonly taskId: TaskId; readonly title: string }
    | {
        readonly act: 'skip-step'
        readonly playbookId: string
        readonly stepId: string
        readonly title: string
      }
  )

/** What a session begins with. */
export function newCaseworkState(): CaseworkState {
  return {
    work: null,
    playbooks: null,
    timeline: null,
    history: null,
    exercise: null,
    training: IDLE,
    due: IDLE,
    clocks: IDLE,
  }
}
