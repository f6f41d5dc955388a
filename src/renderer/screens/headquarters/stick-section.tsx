import { Download, RotateCw, Upload } from 'lucide-react'
import { Button } from '../../parts/button.tsx'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { loadSync, readFromStick, stopWriting, writeToStick } from '../../state/sync-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { WorkProgress } from '../work-progress.tsx'
import { StickChoice } from './stick-choice.tsx'

/** Writes to the stick and reads from it. */
export function StickSection({ isEnrolled }: { readonly isEnrolled: boolean }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.headquarters
  const { carrierId, writing, taking } = useSession((state) => state.sync)
  const isBusy = writing.status === 'running' || taking.status === 'running'
  return (
    <section className="sheet" aria-labelledby="stick-title">
      <div className="sheet-head">
        <h2 id="stick-title">{words.stickTitle}</h2>
        <Button size="small" onPress={() => void loadSync(at)}>
          <RotateCw size={16} aria-hidden />
          {words.lookAgain}
        </Button>
      </div>
      <div className="sheet-body stack">
        <StickChoice />
        <div className="row">
          {isEnrolled && (
            <Button
              kind="primary"
              isDisabled={carrierId === null || isBusy}
              onPress={() => void writeToStick(at, carrierId ?? '')}
            >
              <Upload size={18} aria-hidden />
              {words.write}
            </Button>
          )}
          <Button
            isDisabled={carrierId === null || isBusy}
            onPress={() => void readFromStick(at, carrierId ?? '')}
          >
            <Download size={18} aria-hidden />
            {words.read}
          </Button>
        </div>
        <WorkProgress work={writing} label={words.writing} onStop={() => stopWriting(at)} />
        <WorkProgress work={taking} label={words.reading} />
        <Results />
      </div>
    </section>
  )
}

/** What came of the last writing and of the last reading. */
function Results() {
  const { text } = useTongue()
  const words = text.headquarters
  const { writing, taking } = useSession((state) => state.sync)
  return (
    <>
      {writing.status === 'refused' && <RefusalCallout refusal={writing.refusal} />}
      {taking.status === 'refused' && <RefusalCallout refusal={taking.refusal} />}
      <div role="status" className="stack stack-tight">
        {writing.status === 'done' && (
          <p>{words.written(writing.value.toSeq, writing.value.cases, writing.value.objects)}</p>
        )}
        {writing.status === 'done' && writing.value.casesWithoutKey > 0 && (
          <p className="soft">{words.withoutKey(writing.value.casesWithoutKey)}</p>
        )}
        {taking.status === 'done' && (
          <p>
            {taking.value.isEnrolledNow
              ? words.enrolledNow
              : words.taken(taking.value.receipts, taking.value.messages)}
          </p>
        )}
      </div>
    </>
  )
}
