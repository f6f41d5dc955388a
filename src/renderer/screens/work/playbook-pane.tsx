import { Check, CircleDashed, SkipForward } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { CasePlaybook } from '#contract/playbook-operations.ts'
import { Button } from '../../parts/button.tsx'
import { SelectInput } from '../../parts/inputs.tsx'
import { Shown } from '../../parts/shown.tsx'
import { loadPlaybooks } from '../../state/casework-actions.ts'
import { remoteOf } from '../../state/custody-state.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { type Refusal, refusalOf, shownOf } from '../../state/remote.ts'
import { stepThing } from '../../state/route.ts'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { DialogButton } from '../act.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { RemoteFrame } from '../remote-frame.tsx'
import { AdoptPlaybook } from './adopt-playbook.tsx'

type Of = { readonly caseId: string; readonly number: string }
type Step = CasePlaybook['steps'][number]

const ICONS = { open: CircleDashed, done: Check, skipped: SkipForward }

/** The steps that trained investigators take for the kinds of crime of a case, with their clocks. */
export function PlaybookPane({ caseId, number }: Of) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.work.playbooks
  const [also, setAlso] = useState('')
  const remote = useSession((state) => remoteOf(state.casework.playbooks, caseId))
  useEffect(() => void loadPlaybooks(at, caseId, also), [at, caseId, also])
  const shown = shownOf(remote)
  return (
    <section className="sheet" aria-labelledby="playbooks-title">
      <div className="sheet-head">
        <h2 id="playbooks-title">{words.title}</h2>
        <PlaybookChoice value={also} onChange={setAlso} />
      </div>
      <p className="sheet-body small soft">{words.lead}</p>
      <RemoteFrame remote={remote} onRetry={() => void loadPlaybooks(at, caseId, also)} />
      {shown?.playbooks.length === 0 && <p className="sheet-body">{words.none}</p>}
      {shown?.playbooks.map((playbook) => (
        <PlaybookSteps
          key={playbook.playbookId}
          playbook={playbook}
          nowMs={shown.nowMs}
          caseId={caseId}
          number={number}
        />
      ))}
      <AdoptPlaybook caseId={caseId} also={also} />
    </section>
  )
}

type ChoiceProps = { readonly value: string; readonly onChange: (value: string) => void }

function PlaybookChoice({ value, onChange }: ChoiceProps) {
  const at = useWorkplace()
  const { text, language } = useTongue()
  const words = text.work.playbooks
  const [known, setKnown] = useState<readonly { readonly value: string; readonly label: string }[]>([])
  useEffect(() => {
    let isHere = true
    void at.desk.client.call('playbook.list', {}).then((answer) => {
      if (!isHere || answer.outcome !== 'done') return
      const { playbooks } = answer.value
      setKnown(playbooks.map(({ playbookId, title }) => ({ value: playbookId, label: title[language] })))
    })
    return () => {
      isHere = false
    }
  }, [at, language])
  return (
    <SelectInput
      className="playbook-choice"
      label={words.choose}
      value={value}
      onChange={onChange}
      none={words.chooseNone}
      choices={known}
    />
  )
}

type StepsProps = Of & { readonly playbook: CasePlaybook; readonly nowMs: number }

function PlaybookSteps({ playbook, nowMs, caseId, number }: StepsProps) {
  const { text, language } = useTongue()
  const words = text.work.playbooks
  const taken = playbook.steps.filter(({ state }) => state !== 'open').length
  return (
    <div className="playbook">
      <div className="row playbook-head">
        <h3>{playbook.title[language]}</h3>
        <span className="chip chip-plain">{words.progress(taken, playbook.steps.length)}</span>
      </div>
      <ol className="step-list">
        {playbook.steps.map((step) => (
          <StepLine
            key={step.stepId}
            step={step}
            playbookId={playbook.playbookId}
            nowMs={nowMs}
            caseId={caseId}
            number={number}
          />
        ))}
      </ol>
    </div>
  )
}

type StepLineProps = Of & { readonly step: Step; readonly playbookId: string; readonly nowMs: number }

function StepLine({ step, playbookId, nowMs, caseId, number }: StepLineProps) {
  const at = useWorkplace()
  const { text, language, format } = useTongue()
  const words = text.work.playbooks
  const mayTake = useSession((state) => mayDo(state, 'playbook.do'))
  const [isRunning, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const { stepId, state, title, detail, dueAtMs, verified, source, end } = step
  const Icon = ICONS[state]
  const isLate = state === 'open' && dueAtMs !== undefined && dueAtMs < nowMs
  const take = async () => {
    setRunning(true)
    setRefusal(null)
    const answer = await at.desk.client.call('playbook.do', {
      case: caseId,
      playbook: playbookId,
      step: stepId,
    })
    setRunning(false)
    setRefusal(refusalOf(answer))
  }
  return (
    <li className={`step step-${state}`} data-things={stepThing(playbookId, stepId)} tabIndex={-1}>
      <Icon size={18} aria-hidden className="step-icon" />
      <div className="grow">
        <p className="step-title">
          {title[language]} <span className="hidden-visually">({words.states[state]})</span>
        </p>
        {detail !== undefined && state === 'open' && <p className="small soft">{detail[language]}</p>}
        <p className="small row">
          {dueAtMs !== undefined && state === 'open' && (
            <span className={isLate ? 'chip chip-red' : 'chip chip-plain'}>
              {words.by(format.shortInstant(dueAtMs))}
              {isLate && ` · ${words.late}`}
            </span>
          )}
          {end !== undefined && (
            <span>
              {words.states[state]} · <Shown text={end.by} /> · {format.shortInstant(end.atMs)}
              {end.note !== undefined && (
                <>
                  {' · '}
                  <Shown text={end.note} />
                </>
              )}
            </span>
          )}
          {!verified && (
            <span className="faint" title={`${words.source}: ${source}`}>
              {words.unverified}
            </span>
          )}
        </p>
        {refusal !== null && <RefusalCallout refusal={refusal} />}
      </div>
      {mayTake && state !== 'done' && (
        <div className="row step-acts">
          <Button
            size="small"
            onPress={() => void take()}
            isPending={isRunning}
            label={`${words.do}: ${title[language]}`}
          >
            {words.do}
          </Button>
          {state === 'open' && (
            <DialogButton
              dialog={{
                name: 'work',
                act: 'skip-step',
                caseId,
                number,
                playbookId,
                stepId,
                title: title[language],
              }}
              label={`${words.skip}: ${title[language]}`}
            >
              {words.skip}
            </DialogButton>
          )}
        </div>
      )}
    </li>
  )
}
