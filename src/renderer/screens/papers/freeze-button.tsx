import { Snowflake } from 'lucide-react'
import { useState } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import { Button } from '../../parts/button.tsx'
import { goTo, openDialog } from '../../state/navigation.ts'
import { tell } from '../../state/notice-actions.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { type Refusal, refusalOf } from '../../state/remote.ts'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { refusalSentence } from '../refusal-callout.tsx'

type Loss = CaseFile['complaints'][number]['complaint']['losses'][number]

type FreezeButtonProps = {
  readonly caseId: string
  readonly complaintId: string
  readonly lossIndex: number
  readonly loss: Loss
}

/** Freezes one payment by one press: the letter is issued and shown. What nobody paid cannot be frozen. */
export function FreezeButton({ caseId, complaintId, lossIndex, loss }: FreezeButtonProps) {
  const at = useWorkplace()
  const tongue = useTongue()
  const words = tongue.text.papers.golden
  const mayFreeze = useSession((state) => mayDo(state, 'letter.freezePayment'))
  const [state, setState] = useState<'idle' | 'running' | Refusal>('idle')
  if (!mayFreeze) return null
  if (loss.state === 'attempted') return <span className="small faint">{words.attempted}</span>
  const amount = tongue.format.money(loss.currency, loss.amount)
  const freeze = async () => {
    if (state === 'running') return
    setState('running')
    const answer = await at.desk.client.call('letter.freezePayment', {
      case: caseId,
      complaint: complaintId,
      lossIndex,
    })
    setState(refusalOf(answer) ?? 'idle')
    if (answer.outcome !== 'done') return
    tell(at, { what: 'papers', notice: { what: 'letter-issued', of: answer.value.number } })
    goTo(at, { screen: 'letter', caseId, letterId: answer.value.letterId })
  }
  return (
    <div className="freeze">
      <Button
        size="small"
        kind="primary"
        label={words.freezeOf(amount)}
        isPending={state === 'running'}
        onPress={() => void freeze()}
      >
        <Snowflake size={16} aria-hidden />
        {words.freeze}
      </Button>
      <Button
        size="small"
        kind="quiet"
        label={words.elsewhereOf(amount)}
        onPress={() => openDialog(at, { name: 'papers', act: 'freeze', caseId, complaintId, lossIndex })}
      >
        {words.elsewhere}
      </Button>
      {typeof state === 'object' && (
        <p className="small wrong-words" role="alert">
          {refusalSentence(state, tongue)}
        </p>
      )}
    </div>
  )
}
