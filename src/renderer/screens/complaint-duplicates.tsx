import { useEffect, useState } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import type { OutputOf } from '#contract/operations.ts'
import { Button } from '../parts/button.tsx'
import { SelectInput, TextInput } from '../parts/inputs.tsx'
import { Shown } from '../parts/shown.tsx'
import { useSession, useWorkplace } from '../state/places.tsx'
import { type Refusal, refusalOf } from '../state/remote.ts'
import { routeAddress } from '../state/route.ts'
import { mayDo } from '../state/station-actions.ts'
import { useTongue } from '../text/text-context.tsx'
import { Sheet } from './complaint-facts.tsx'
import { RefusalCallout } from './refusal-callout.tsx'

type Told = OutputOf<'loss.summary'>['told'][number]
type PartProps = { readonly file: CaseFile; readonly view: CaseFile['complaints'][number] }

/** Which complaint this one tells again, of this case or of another, and saying so or taking it back. */
export function ComplaintDuplicates({ file: { caseId }, view: { complaintId, movedTo } }: PartProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.complaint.duplicate
  const mayJudge = useSession((state) => mayDo(state, 'complaint.markDuplicate'))
  const [told, setTold] = useState<readonly Told[] | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  useEffect(() => {
    let isHere = true
    void at.desk.client.call('loss.summary', { case: caseId }).then((answer) => {
      if (!isHere) return
      if (answer.outcome === 'done') setTold(answer.value.told)
      else setRefusal(refusalOf(answer))
    })
    return () => {
      isHere = false
    }
  }, [at, caseId])
  if (movedTo !== undefined) return null
  const own = told?.find((one) => one.complaintId === complaintId)
  const of = own?.duplicateOf ?? null
  const again = told?.filter(({ duplicateOf }) => duplicateOf?.complaintId === complaintId).length ?? 0
  return (
    <Sheet title={words.title}>
      <div className="sheet-body stack stack-tight">
        {refusal !== null && <RefusalCallout refusal={refusal} />}
        {own !== undefined && of === null && <p>{words.standsAlone}</p>}
        {of !== null && (
          <>
            <OfOther of={of} caseId={caseId} told={told ?? []} />
            <p className="small soft">
              <Shown text={of.reason} />
            </p>
          </>
        )}
        {again > 0 && <p className="small">{words.hasDuplicates(again)}</p>}
        <p className="small soft">{words.lead}</p>
      </div>
      {mayJudge && own !== undefined && of !== null && (
        <Judge caseId={caseId} complaintId={complaintId} isTakingBack />
      )}
      {mayJudge && own !== undefined && of === null && again === 0 && (
        <Judge caseId={caseId} complaintId={complaintId} isTakingBack={false} />
      )}
    </Sheet>
  )
}

type OfProps = {
  readonly of: NonNullable<Told['duplicateOf']>
  readonly caseId: string
  readonly told: readonly Told[]
}

function OfOther({ of, caseId, told }: OfProps) {
  const { text } = useTongue()
  const words = text.complaint.duplicate
  const first = told.find(({ complaintId }) => complaintId === of.complaintId)
  const to = routeAddress({ screen: 'complaint', caseId: of.caseId ?? caseId, complaintId: of.complaintId })
  return (
    <p>
      <a href={to}>{first === undefined ? words.tellsAgainElsewhere : words.tellsAgain(first.victim)}</a>
    </p>
  )
}

type JudgeProps = {
  readonly caseId: string
  readonly complaintId: string
  readonly isTakingBack: boolean
}

// The sheet begins anew when the case's head moves: what was said is read again then.
function Judge({ caseId, complaintId, isTakingBack }: JudgeProps) {
  const at = useWorkplace()
  const { text, format } = useTongue()
  const words = text.complaint.duplicate
  const [otherCase, setOtherCase] = useState('')
  const [found, setFound] = useState<readonly Told[] | null>(null)
  const [of, setOf] = useState('')
  const [reason, setReason] = useState('')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const other = otherCase.trim()
  const find = async () => {
    setOf('')
    const answer = await at.desk.client.call('loss.summary', { case: other === '' ? caseId : other })
    setRefusal(refusalOf(answer))
    setFound(
      answer.outcome === 'done'
        ? answer.value.told.filter((one) => one.complaintId !== complaintId && one.duplicateOf === null)
        : null,
    )
  }
  const say = async () => {
    const answer = await at.desk.client.call('complaint.markDuplicate', {
      case: caseId,
      complaintId,
      reason,
      ...(!isTakingBack && { of: { complaintId: of, ...(other !== '' && { case: other }) } }),
    })
    setRefusal(refusalOf(answer))
  }
  const reasonInput = <TextInput label={text.folk.reason} value={reason} onChange={setReason} />
  return (
    <details className="sheet-body">
      <summary>{isTakingBack ? words.takeBack : words.mark}</summary>
      <div className="stack">
        {refusal !== null && <RefusalCallout refusal={refusal} />}
        {!isTakingBack && (
          <>
            <TextInput
              label={words.otherCase}
              hint={words.otherCaseHint}
              value={otherCase}
              onChange={(value) => {
                setOtherCase(value)
                setFound(null)
                setOf('')
              }}
            />
            <div className="row">
              <Button size="small" onPress={() => void find()}>
                {words.find}
              </Button>
            </div>
            {found?.length === 0 && <p className="small soft">{words.none}</p>}
            {found !== null && found.length > 0 && (
              <SelectInput
                label={words.other}
                value={of}
                onChange={setOf}
                none={text.folk.notSaid}
                choices={found.map((one) => ({
                  value: one.complaintId,
                  label: `${one.victim} · ${format.day(one.receivedOn)}`,
                }))}
              />
            )}
          </>
        )}
        {reasonInput}
        <div className="row row-end">
          <Button
            isDisabled={reason.trim() === '' || (!isTakingBack && of === '')}
            onPress={() => void say()}
          >
            {isTakingBack ? words.takeBack : words.mark}
          </Button>
        </div>
      </div>
    </details>
  )
}
