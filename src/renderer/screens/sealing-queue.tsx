import { Ban, CircleCheck, Clock, Info } from 'lucide-react'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import { Button } from '../parts/button.tsx'
import { Shown } from '../parts/shown.tsx'
import { useSession, useWorkplace } from '../state/places.tsx'
import { clearEndedSealings, isOpen, stopSealing } from '../state/sealing-actions.ts'
import type { Sealing } from '../state/session-state.ts'
import { useTongue } from '../text/text-context.tsx'
import { RefusalCallout } from './refusal-callout.tsx'
import { WorkProgress } from './work-progress.tsx'

type SealingQueueProps = { readonly caseId: string }

/** The files on their way into a case, each with how far it has come. */
export function SealingQueue({ caseId }: SealingQueueProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const all = useSession((state) => state.sealings)
  const sealings = all.filter((sealing) => sealing.caseId === caseId)
  if (sealings.length === 0) return null
  return (
    <section className="sheet" aria-labelledby="queue-title">
      <div className="sheet-head">
        <h2 id="queue-title">{text.exhibits.queueTitle}</h2>
        {sealings.some((sealing) => !isOpen(sealing)) && (
          <Button size="small" onPress={() => clearEndedSealings(at, caseId)}>
            {text.exhibits.clearEnded}
          </Button>
        )}
      </div>
      <ul className="queue">
        {sealings.map((sealing) => (
          <li key={sealing.key}>
            <SealingLine sealing={sealing} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function SealingLine({ sealing }: { readonly sealing: Sealing }) {
  const at = useWorkplace()
  const { text, format } = useTongue()
  const { key, name, sizeBytes, firstPiece, work } = sealing
  const stop = () => stopSealing(at, key)
  return (
    <>
      <p className="row row-apart">
        <span className="queue-name">
          <Shown text={name} isStrict />
        </span>
        {sizeBytes !== null && <span className="small faint">{format.size(sizeBytes)}</span>}
      </p>
      {firstPiece !== undefined && work.status !== 'refused' && (
        <p className="row small soft">
          <Info size={16} aria-hidden />
          <span className="grow">{text.exhibits.laterPiece(showEscaped(firstPiece))}</span>
        </p>
      )}
      {work.status === 'idle' && (
        <p className="row small soft">
          <Clock size={16} aria-hidden />
          <span className="grow">{text.exhibits.waiting}</span>
          <Button size="small" onPress={stop} label={text.exhibits.stopFile(name)}>
            {text.window.stop}
          </Button>
        </p>
      )}
      <WorkProgress work={work} label={name} onStop={stop} stopLabel={text.exhibits.stopFile(name)} />
      {work.status === 'done' && (
        <p className="row small right-words" role="status">
          <CircleCheck size={16} aria-hidden />
          {text.exhibits.sealed(work.value.number)}
        </p>
      )}
      {work.status === 'cancelled' && (
        <p className="row small soft" role="status">
          <Ban size={16} aria-hidden />
          {text.window.progress.cancelled}
        </p>
      )}
      {work.status === 'refused' && <RefusalCallout refusal={work.refusal} />}
    </>
  )
}
