import { Clock, FileDown, FileUp } from 'lucide-react'
import { Button } from '../../parts/button.tsx'
import { Callout } from '../../parts/callout.tsx'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { addTimeStamp, askTimeStamp, openSaved } from '../../state/saved-paper-actions.ts'
import type { Opened } from '../../state/session-state.ts'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { MadePaper, useDrawn } from './drawn-paper.tsx'

/** Opens a document that was saved before: to be signed by another person, or to take a time-stamp. */
export function SavedSection({ caseId }: { readonly caseId: string }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.papers.saved
  const mayOpen = useSession((state) => mayDo(state, 'report.open'))
  const about = `saved/${caseId}`
  const report = useDrawn(about)
  if (!mayOpen) return null
  return (
    <>
      <section className="sheet sheet-body stack" aria-labelledby="saved-title">
        <div>
          <h2 id="saved-title">{words.title}</h2>
          <p className="soft">{words.intro}</p>
        </div>
        <div className="row">
          <Button onPress={() => void openSaved(at, caseId, about)}>
            <FileUp size={18} aria-hidden />
            {words.open}
          </Button>
        </div>
        {report?.making.status === 'refused' && <RefusalCallout refusal={report.making.refusal} />}
      </section>
      <MadePaper about={about}>
        {report !== null && report.opened !== null && <TimeStamp opened={report.opened} />}
      </MadePaper>
    </>
  )
}

function TimeStamp({ opened }: { readonly opened: Opened }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.papers.saved
  const { asking, stamping } = opened
  return (
    <section className="package-plan stack" aria-labelledby="stamp-title">
      <div>
        <h3 id="stamp-title">{words.stampTitle}</h3>
        <p className="small soft">{words.stampIntro}</p>
      </div>
      <div className="row">
        <Button size="small" onPress={() => void askTimeStamp(at)}>
          <FileDown size={16} aria-hidden />
          {words.ask}
        </Button>
        <Button size="small" onPress={() => void addTimeStamp(at)}>
          <Clock size={16} aria-hidden />
          {words.add}
        </Button>
      </div>
      {asking.status === 'refused' && <RefusalCallout refusal={asking.refusal} />}
      {asking.status === 'done' && <p role="status">{words.asked(asking.value.fileName)}</p>}
      {stamping.status === 'refused' && <RefusalCallout refusal={stamping.refusal} />}
      {stamping.status === 'done' && (
        <Callout tone="right" role="status">
          <p>{words.added}</p>
          <p>{words.trust}</p>
        </Callout>
      )}
    </section>
  )
}
