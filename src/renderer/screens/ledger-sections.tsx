import { useEffect } from 'react'
import { Button } from '../parts/button.tsx'
import { useSession, useWorkplace } from '../state/places.tsx'
import { shownOf } from '../state/remote.ts'
import { loadAnchorState, rebuildViews, stopRebuilding } from '../state/station-actions.ts'
import { useTongue } from '../text/text-context.tsx'
import { DialogButton } from './act.tsx'
import { RefusalCallout } from './refusal-callout.tsx'
import { WorkProgress } from './work-progress.tsx'

/** When the head was last written down on paper, and the ways to write it and to check it. */
export function PaperSection() {
  const at = useWorkplace()
  const { text, format } = useTongue()
  const words = text.paper
  const remote = useSession((state) => state.anchorState)
  useEffect(() => void loadAnchorState(at), [at])
  const state = shownOf(remote)
  return (
    <section className="sheet" aria-labelledby="paper-title">
      <div className="sheet-head">
        <h2 id="paper-title">{words.title}</h2>
      </div>
      <div className="sheet-body stack">
        <p className="soft">{words.words}</p>
        {remote.status === 'failed' && <RefusalCallout refusal={remote.refusal} />}
        {state !== null && (
          <p>
            {state.anchored === null
              ? words.never
              : words.lastAt(state.anchored.seq, format.instant(state.anchored.atMs))}{' '}
            <strong>{words.since(state.eventsSince)}</strong>
          </p>
        )}
        <div className="row">
          <DialogButton dialog={{ name: 'write-anchor' }}>{words.write}</DialogButton>
          <DialogButton dialog={{ name: 'check-anchor' }}>{words.check}</DialogButton>
        </div>
      </div>
    </section>
  )
}

/** Has the lists and the search filled anew from the events. */
export function RebuildSection() {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.paper
  const work = useSession((state) => state.rebuilding)
  return (
    <section className="sheet" aria-labelledby="rebuild-title">
      <div className="sheet-head">
        <h2 id="rebuild-title">{words.rebuildTitle}</h2>
      </div>
      <div className="sheet-body stack">
        <p className="soft">{words.rebuildWords}</p>
        {work.status === 'refused' && <RefusalCallout refusal={work.refusal} />}
        {work.status === 'done' && (
          <p role="status" className="right-words">
            {words.rebuilt(work.value.events, work.value.cases)}
          </p>
        )}
        <WorkProgress work={work} label={words.rebuilding} onStop={() => stopRebuilding(at)} />
        <div className="row">
          <Button size="small" isDisabled={work.status === 'running'} onPress={() => void rebuildViews(at)}>
            {words.rebuild}
          </Button>
        </div>
      </div>
    </section>
  )
}
