import { ArrowLeft } from 'lucide-react'
import { useEffect } from 'react'
import type { MarkedCriterion } from '#contract/training-operations.ts'
import { IDENTIFIER_KIND_LABELS } from '#core/casework/vocabulary-labels.ts'
import { CRITERION_LABELS, MARK_REASON_LABELS, MARK_STATE_LABELS } from '#core/training/training-labels.ts'
import { PageHead } from '../../parts/page-head.tsx'
import { loadExercise } from '../../state/casework-actions.ts'
import { remoteOf } from '../../state/custody-state.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { type Route, routeAddress } from '../../state/route.ts'
import { type Tongue, useTongue } from '../../text/text-context.tsx'
import { RemoteFrame } from '../remote-frame.tsx'
import { StandingChip } from './training-screen.tsx'

/** One exercise: what is told, what comes next, and the mark so far. */
export function ExerciseScreen({ caseId }: { readonly caseId: string }) {
  const at = useWorkplace()
  const { text, language } = useTongue()
  const words = text.training
  const remote = useSession((state) => remoteOf(state.casework.exercise, caseId))
  useEffect(() => void loadExercise(at, caseId), [at, caseId])
  const shown = shownOf(remote)
  return (
    <>
      <PageHead
        title={shown === null ? words.title : shown.title[language]}
        above={
          <div className="row">
            <a className="back-link" href={routeAddress({ screen: 'training' })}>
              <ArrowLeft size={16} aria-hidden />
              {words.title}
            </a>
            {shown !== null && (
              <a href={routeAddress({ screen: 'case', caseId, tab: 'overview' })}>
                <span className="number-tag">{shown.number}</span>
              </a>
            )}
            {shown !== null && <StandingChip mark={shown} />}
          </div>
        }
      />
      <RemoteFrame remote={remote} onRetry={() => void loadExercise(at, caseId)} />
      {shown !== null && (
        <>
          <section className="sheet" aria-labelledby="exercise-story">
            <div className="sheet-head">
              <h2 id="exercise-story">{words.story}</h2>
            </div>
            <div className="sheet-body stack">
              <p className="small soft">{words.storyLead}</p>
              <p className="exercise-story">{shown.story[language]}</p>
            </div>
          </section>
          <NextSection caseId={caseId} criteria={shown.criteria} />
          <MarkSection criteria={shown.criteria} />
        </>
      )}
    </>
  )
}

type Criteria = { readonly criteria: readonly MarkedCriterion[] }

// What has a clock that ends first comes first; what has none keeps the order of the playbook.
function NextSection({ caseId, criteria }: Criteria & { readonly caseId: string }) {
  const tongue = useTongue()
  const words = tongue.text.training
  const open = criteria.filter(({ state }) => state === 'open')
  const next = open
    .filter(({ what }) => what === open[0]?.what || what === 'step')
    .toSorted((first, second) => rankOf(first) - rankOf(second))[0]
  return (
    <section className="sheet" aria-labelledby="exercise-next">
      <div className="sheet-head">
        <h2 id="exercise-next">{words.next}</h2>
      </div>
      {next === undefined ? (
        <p className="sheet-body">
          {words.nothingNext} <a href={routeAddress({ screen: 'case', caseId, tab: 'course' })}>{words.go}</a>
        </p>
      ) : (
        <p className="sheet-body row">
          <strong>{criterionText(next, tongue)}</strong>
          {next.dueAtMs !== undefined && (
            <span className="chip chip-gold">{words.until(tongue.format.shortInstant(next.dueAtMs))}</span>
          )}
          <a href={routeAddress(placeOf(next, caseId))}>{words.go}</a>
        </p>
      )}
    </section>
  )
}

function rankOf({ what, dueAtMs }: MarkedCriterion): number {
  if (what !== 'step') return 0
  return dueAtMs ?? 1
}

const STATE_CHIPS = {
  met: 'chip-teal',
  partly: 'chip-gold',
  missed: 'chip-red',
  open: 'chip-plain',
} as const

function MarkSection({ criteria }: Criteria) {
  const tongue = useTongue()
  const { text, language, format } = tongue
  const words = text.training
  return (
    <section className="sheet" aria-labelledby="exercise-mark">
      <div className="sheet-head">
        <h2 id="exercise-mark">{words.results}</h2>
        <p className="small faint grow">
          {words.essentialLead} {words.overNote}
        </p>
      </div>
      <div className="table-frame">
        <table className="table">
          <thead>
            <tr>
              <th scope="col" className="wide">
                {words.what}
              </th>
              <th scope="col">{words.state}</th>
            </tr>
          </thead>
          <tbody>
            {criteria.map((criterion) => {
              const { state, reason, dueAtMs, doneAtMs, isEssential } = criterion
              return (
                <tr key={criterionText(criterion, tongue)}>
                  <th scope="row">
                    {criterionText(criterion, tongue)}{' '}
                    {isEssential && <span className="chip chip-plain">{words.essential}</span>}
                  </th>
                  <td>
                    <span className={`chip ${STATE_CHIPS[state]}`}>
                      {MARK_STATE_LABELS[state][language]}
                      {reason !== undefined && ` · ${MARK_REASON_LABELS[reason][language]}`}
                    </span>
                    {doneAtMs !== undefined && (
                      <p className="small soft">{words.doneAt(format.shortInstant(doneAtMs))}</p>
                    )}
                    {state === 'open' && dueAtMs !== undefined && (
                      <p className="small soft">{words.until(format.shortInstant(dueAtMs))}</p>
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function criterionText(criterion: MarkedCriterion, { language, text, format }: Tongue): string {
  const label = CRITERION_LABELS[criterion.what][language]
  switch (criterion.what) {
    case 'identifier':
      return `${label} · ${IDENTIFIER_KIND_LABELS[criterion.kind][language]} ${criterion.value}`
    case 'loss':
      return `${label} · ${format.money(criterion.currency, criterion.amount)}`
    case 'step':
      return criterion.title[language]
    case 'letter':
      return `${label} · ${text.training.letters[criterion.kind]}`
    case 'record':
      return `${label} · ${text.training.records[criterion.kind]}`
    default:
      return label
  }
}

function placeOf({ what }: MarkedCriterion, caseId: string): Route {
  switch (what) {
    case 'complaint':
      return { screen: 'new-complaint', caseId }
    case 'identifier':
      return { screen: 'case', caseId, tab: 'identifiers' }
    case 'loss':
    case 'no-other-losses':
      return { screen: 'case', caseId, tab: 'money' }
    case 'letter':
    case 'record':
      return { screen: 'case', caseId, tab: 'papers' }
    case 'note':
      return { screen: 'case', caseId, tab: 'notes' }
    case 'step':
      return { screen: 'case', caseId, tab: 'work' }
    default:
      return { screen: 'case', caseId, tab: 'complaints' }
  }
}
