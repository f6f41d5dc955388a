import { useEffect, useState } from 'react'
import type { OutputOf } from '#contract/operations.ts'
import { TYPOLOGY_LABELS } from '#core/casework/vocabulary-labels.ts'
import { Button } from '../../parts/button.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { beginExercise, loadTraining } from '../../state/casework-actions.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { type Refusal, refusalOf, shownOf } from '../../state/remote.ts'
import { routeAddress } from '../../state/route.ts'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { RemoteFrame } from '../remote-frame.tsx'

type ExerciseLine = OutputOf<'training.list'>['exercises'][number]

/** Every exercise of a training vault, and how it went. */
export function TrainingScreen() {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.training
  const remote = useSession((state) => state.casework.training)
  useEffect(() => void loadTraining(at), [at])
  const listed = shownOf(remote)
  return (
    <>
      <PageHead title={words.title}>
        <p className="small">{words.lead}</p>
      </PageHead>
      <section className="sheet" aria-label={words.title}>
        <RemoteFrame remote={remote} onRetry={() => void loadTraining(at)} />
        {listed !== null && (
          <div className="table-frame">
            <table className="table table-rows">
              <thead>
                <tr>
                  <th scope="col" className="wide">
                    {words.exercise}
                  </th>
                  <th scope="col">{words.cases}</th>
                  <th scope="col">
                    <span className="hidden-visually">{words.begin}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {listed.exercises.map((line) => (
                  <ExerciseRow key={line.exerciseId} line={line} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
    </>
  )
}

function ExerciseRow({ line }: { readonly line: ExerciseLine }) {
  const { text, language } = useTongue()
  const words = text.training
  const mayBegin = useSession((state) => mayDo(state, 'training.begin'))
  const { exerciseId, title, typologies, cases } = line
  return (
    <tr>
      <th scope="row">
        {title[language]}
        <p className="small soft">
          {typologies.map((typology) => TYPOLOGY_LABELS[typology][language]).join(' · ')}
        </p>
      </th>
      <td>
        {cases.length === 0 && <span className="faint">{words.notBegun}</span>}
        {cases.map((begun) => (
          <p key={begun.caseId} className="row nowrap">
            <a href={routeAddress({ screen: 'exercise', caseId: begun.caseId })}>
              <span className="number-tag">{begun.number}</span>
            </a>
            <StandingChip mark={begun} />
          </p>
        ))}
      </td>
      <td>
        {mayBegin && (
          <div className="acts">
            <BeginButton exerciseId={exerciseId} title={title[language]} isAgain={cases.length > 0} />
          </div>
        )}
      </td>
    </tr>
  )
}

type BeginProps = { readonly exerciseId: string; readonly title: string; readonly isAgain: boolean }

function BeginButton({ exerciseId, title, isAgain }: BeginProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.training
  const [isRunning, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const begin = async () => {
    setRunning(true)
    setRefusal(null)
    const answer = await beginExercise(at, exerciseId)
    setRunning(false)
    setRefusal(refusalOf(answer))
  }
  return (
    <>
      {/* The name of a control begins with the words that are seen on it (WCAG 2.5.3). */}
      <Button
        size="small"
        onPress={() => void begin()}
        isPending={isRunning}
        label={isAgain ? words.againNamed(title) : words.beginNamed(title)}
      >
        {isAgain ? words.again : words.begin}
      </Button>
      {refusal !== null && <RefusalCallout refusal={refusal} />}
    </>
  )
}

type Mark = Pick<ExerciseLine['cases'][number], 'percent' | 'isPassed'>

/** How an exercise stands, as one word and a number. */
export function StandingChip({ mark: { percent, isPassed } }: { readonly mark: Mark }) {
  const { text, format } = useTongue()
  const { running, passed, failed } = text.training
  const shown = format.count(percent)
  if (isPassed === null) return <span className="chip chip-plain">{running(shown)}</span>
  return isPassed ? (
    <span className="chip chip-teal">{passed(shown)}</span>
  ) : (
    <span className="chip chip-red">{failed(shown)}</span>
  )
}
