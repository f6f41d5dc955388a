import { useState } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import type { LossSumLine } from '#contract/money-operations.ts'
import type { OutputOf } from '#contract/operations.ts'
import { WISH_LABELS } from '#core/casework/vocabulary-labels.ts'
import { Button } from '../../parts/button.tsx'
import { SelectInput, TextInput } from '../../parts/inputs.tsx'
import { Shown } from '../../parts/shown.tsx'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { type Refusal, refusalOf, shownOf } from '../../state/remote.ts'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { DialogButton } from '../act.tsx'
import { LossTotals } from '../loss-totals.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { RemoteFrame } from '../remote-frame.tsx'
import { useAsked } from './use-asked.ts'

const GROUPS = ['complained', 'not-complained'] as const

/** What a case says of losses: those who complained apart from those who did not, each payment once. */
export function LossSummary({ file }: { readonly file: CaseFile }) {
  const { text } = useTongue()
  const words = text.folk
  const { remote, ask } = useAsked('loss.summary', file.caseId, file.head.seq)
  const mayJudge = useSession((state) => mayDo(state, 'complaint.markDuplicate'))
  const mayNote = useSession((state) => mayDo(state, 'rate.note'))
  const { caseId, number } = file
  const summary = shownOf(remote)
  const stay = summary?.told.filter(({ duplicateOf }) => duplicateOf?.movedTo === undefined) ?? []
  return (
    <section className="sheet" aria-labelledby="losses-title">
      <div className="sheet-head">
        <h2 id="losses-title">{words.lossesTitle}</h2>
        {mayNote && (
          <DialogButton dialog={{ name: 'work', act: 'rate', caseId, number }}>{words.noteRate}</DialogButton>
        )}
      </div>
      <RemoteFrame remote={remote} onRetry={ask} />
      {summary !== null && (
        <>
          <p className="sheet-body soft small">
            {words.lossCounts(summary.complaints, summary.duplicates, summary.notComplaining)}
          </p>
          {GROUPS.map((group) => {
            const totals = summary.sums.filter((sum: LossSumLine) => sum.group === group)
            if (group === 'not-complained' && totals.length === 0) return null
            return (
              <div key={group}>
                <h3 className="sheet-body">{words.groups[group]}</h3>
                <LossTotals totals={totals} />
              </div>
            )
          })}
          {summary.movedAway > 0 && (
            <p className="sheet-body soft small">{words.movedAway(summary.movedAway)}</p>
          )}
          {summary.linesCountedElsewhere > 0 && (
            <p className="sheet-body soft small">{words.countedElsewhere(summary.linesCountedElsewhere)}</p>
          )}
          {summary.rates.length > 0 && (
            <ul className="sheet-body small soft">
              {summary.rates.map(({ rateId, currency, inCurrency, rate, on, source }) => (
                <li key={rateId}>
                  {words.rate(currency, rate, inCurrency, on)} <Shown text={source} />
                </li>
              ))}
            </ul>
          )}
          {mayJudge && stay.length > 1 && <JudgeDuplicates caseId={file.caseId} told={stay} onSaid={ask} />}
        </>
      )}
    </section>
  )
}

type JudgeProps = {
  readonly caseId: string
  readonly told: OutputOf<'loss.summary'>['told']
  readonly onSaid: () => void
}

function JudgeDuplicates({ caseId, told, onSaid }: JudgeProps) {
  const at = useWorkplace()
  const { language, text, format } = useTongue()
  const words = text.folk
  const [one, setOne] = useState('')
  const [of, setOf] = useState('')
  const [reason, setReason] = useState('')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const chosen = told.find(({ complaintId }) => complaintId === one)
  const say = async () => {
    const answer = await at.desk.client.call('complaint.markDuplicate', {
      case: caseId,
      complaintId: one,
      reason,
      ...(of !== '' && { of: { complaintId: of } }),
    })
    setRefusal(refusalOf(answer))
    if (answer.outcome !== 'done') return
    setOne('')
    setOf('')
    setReason('')
    onSaid()
  }
  const choices = told.map(({ complaintId, victim, receivedOn, wish, duplicateOf }) => ({
    value: complaintId,
    label: `${victim} · ${format.day(receivedOn)} · ${duplicateOf === null ? WISH_LABELS[wish][language] : words.isDuplicate}`,
  }))
  const mayTakeBack = of === '' && chosen !== undefined && chosen.duplicateOf !== null
  return (
    <details className="sheet-body">
      <summary>{words.judgeDuplicates}</summary>
      <div className="stack">
        {refusal !== null && <RefusalCallout refusal={refusal} />}
        <div className="form-grid">
          <SelectInput
            className="span-4"
            label={words.theComplaint}
            value={one}
            onChange={setOne}
            none={words.notSaid}
            choices={choices}
          />
          <SelectInput
            className="span-4"
            label={words.tellsAgain}
            value={of}
            onChange={setOf}
            none={words.standsByItself}
            choices={choices.filter(({ value }) => value !== one)}
          />
          <TextInput className="span-4" label={words.reason} value={reason} onChange={setReason} />
        </div>
        <div className="row row-end">
          <Button
            isDisabled={one === '' || reason.trim() === '' || (of === '' && !mayTakeBack)}
            onPress={() => void say()}
          >
            {words.judge}
          </Button>
        </div>
      </div>
    </details>
  )
}
