import { ListPlus } from 'lucide-react'
import { useEffect } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import type { CaseWork } from '#contract/case-work-fields.ts'
import { Button } from '../../parts/button.tsx'
import { Shown } from '../../parts/shown.tsx'
import { loadWork } from '../../state/casework-actions.ts'
import { remoteOf } from '../../state/custody-state.ts'
import { openDialog } from '../../state/navigation.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { DialogButton } from '../act.tsx'
import { RemoteFrame } from '../remote-frame.tsx'
import { PlaybookPane } from './playbook-pane.tsx'

/** What is to be done in a case: the steps for its kind of crime, and tasks. */
export function WorkTab({ file }: { readonly file: CaseFile }) {
  return (
    <div className="columns">
      <PlaybookPane caseId={file.caseId} number={file.number} />
      <TaskSheet file={file} />
    </div>
  )
}

function TaskSheet({ file }: { readonly file: CaseFile }) {
  const { caseId, number } = file
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.work.tasks
  const remote = useSession((state) => remoteOf(state.casework.work, caseId))
  const maySet = useSession((state) => mayDo(state, 'task.set'))
  useEffect(() => void loadWork(at, caseId), [at, caseId])
  const work = shownOf(remote)
  const open = work?.tasks.filter(({ state }) => state === 'open') ?? []
  const over = work?.tasks.filter(({ state }) => state !== 'open') ?? []
  return (
    <section className="sheet" aria-labelledby="tasks-title">
      <div className="sheet-head">
        <h2 id="tasks-title">{words.title}</h2>
        {maySet && work?.state.name === 'open' && (
          <Button
            size="small"
            onPress={() => openDialog(at, { name: 'work', act: 'set-task', caseId, number })}
          >
            <ListPlus size={16} aria-hidden />
            {words.add}
          </Button>
        )}
      </div>
      <RemoteFrame remote={remote} onRetry={() => void loadWork(at, caseId)} />
      {work !== null && open.length === 0 && <p className="sheet-body small soft">{words.none}</p>}
      <TaskList tasks={open} caseId={caseId} number={number} mayChange={maySet} />
      {over.length > 0 && (
        <details className="sheet-body">
          <summary>{words.over}</summary>
          <TaskList tasks={over} caseId={caseId} number={number} mayChange={false} />
        </details>
      )}
    </section>
  )
}

type TaskListProps = {
  readonly tasks: CaseWork['tasks']
  readonly caseId: string
  readonly number: string
  readonly mayChange: boolean
}

function TaskList({ tasks, caseId, number, mayChange }: TaskListProps) {
  const { text, format } = useTongue()
  const words = text.work.tasks
  if (tasks.length === 0) return null
  return (
    <ul className="task-list">
      {tasks.map((task) => {
        const { taskId, title, detail, dueAtMs, assignee, state, end } = task
        const named = { caseId, number, taskId, title }
        return (
          <li key={taskId} className="task">
            <p className="task-title">
              <Shown text={title} />{' '}
              {state !== 'open' && <span className="chip chip-plain">{words.states[state]}</span>}
            </p>
            {detail !== undefined && (
              <p className="small soft">
                <Shown text={detail} />
              </p>
            )}
            <p className="small soft">
              {dueAtMs !== undefined && <>{format.instant(dueAtMs)} </>}
              {assignee !== undefined && (
                <>
                  · <Shown text={assignee.name} />
                </>
              )}
            </p>
            {end !== undefined && (
              <p className="small">
                <Shown text={[end.by, end.note ?? ''].filter((part) => part !== '').join(' · ')} />
              </p>
            )}
            {mayChange && (
              <div className="row">
                <DialogButton
                  dialog={{ name: 'work', act: 'finish-task', ...named }}
                  label={`${words.done}: ${title}`}
                >
                  {words.done}
                </DialogButton>
                <DialogButton
                  dialog={{ name: 'work', act: 'set-task', caseId, number, task }}
                  label={`${words.change}: ${title}`}
                >
                  {words.change}
                </DialogButton>
                <DialogButton
                  dialog={{ name: 'work', act: 'cancel-task', ...named }}
                  label={`${words.cancel}: ${title}`}
                >
                  {words.cancel}
                </DialogButton>
              </div>
            )}
          </li>
        )
      })}
    </ul>
  )
}
