import { useEffect } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import { CASE_STATE_LABELS } from '#core/casework/case-work-labels.ts'
import { Shown } from '../../parts/shown.tsx'
import { loadPlaybooks, loadWork } from '../../state/casework-actions.ts'
import { remoteOf } from '../../state/custody-state.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { routeAddress } from '../../state/route.ts'
import { useTongue } from '../../text/text-context.tsx'

const MOST = 4

/** What is next in a case: its open tasks by deadline, and the steps that are not taken yet. */
export function NextSteps({ file: { caseId } }: { readonly file: CaseFile }) {
  const at = useWorkplace()
  const { text, language, format } = useTongue()
  const work = useSession((state) => shownOf(remoteOf(state.casework.work, caseId)))
  const shown = useSession((state) => shownOf(remoteOf(state.casework.playbooks, caseId)))
  useEffect(() => {
    void loadWork(at, caseId)
    void loadPlaybooks(at, caseId)
  }, [at, caseId])
  if (work === null || shown === null) return null
  const { name } = work.state
  const tasks = work.tasks.filter(({ state }) => state === 'open')
  const ordered = tasks.toSorted((one, other) => (one.dueAtMs ?? Infinity) - (other.dueAtMs ?? Infinity))
  const steps = shown.playbooks.flatMap((playbook) => playbook.steps).filter(({ state }) => state === 'open')
  const next = [
    ...ordered.map(({ taskId, title, dueAtMs }) => ({ key: taskId, title, dueAtMs })),
    ...steps.map(({ stepId, title, dueAtMs }) => ({ key: stepId, title: title[language], dueAtMs })),
  ]
  return (
    <section className="sheet sheet-body stack stack-tight" aria-labelledby="next-title">
      <h2 id="next-title">
        <a href={routeAddress({ screen: 'case', caseId, tab: 'work' })}>{text.cases.tabs.work}</a>
      </h2>
      {name !== 'open' && (
        <p>
          <span className="chip chip-gold">{CASE_STATE_LABELS[name][language]}</span> {text.work.course.ended}
        </p>
      )}
      {next.length === 0 && name === 'open' && <p className="small soft">{text.work.tasks.none}</p>}
      <ul className="course-list">
        {next.slice(0, MOST).map(({ key, title, dueAtMs }) => (
          <li key={key} className="small">
            <Shown text={title} />
            {dueAtMs !== undefined && (
              <p className={dueAtMs < shown.nowMs ? 'field-problem' : 'faint'}>
                {text.work.playbooks.by(format.shortInstant(dueAtMs))}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
