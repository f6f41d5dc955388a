import { Inbox } from 'lucide-react'
import { useEffect, useState } from 'react'
import { explainFailure } from '#contract/failure-text.ts'
import { isFailureCode } from '#contract/failures.ts'
import { Button } from '../parts/button.tsx'
import { Callout } from '../parts/callout.tsx'
import { Check } from '../parts/choices.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { Shown } from '../parts/shown.tsx'
import { RemoteFrame } from '../screens/remote-frame.tsx'
import { shownOf } from '../state/remote.ts'
import { useTongue } from '../text/text-context.tsx'
import { loadQueue } from './loading.ts'
import { mayAsk, useHeadquarters, useHeadquartersPlace } from './place.ts'
import { type Decision, QueueDialog, type Queued } from './queue-dialog.tsx'

/** The packages that nobody decided on, each with what was found out about it. */
export function QueueScreen() {
  const place = useHeadquartersPlace()
  const { text } = useTongue()
  const words = text.desk.queue
  const remote = useHeadquarters((state) => state.queue)
  const mayDecide = useHeadquarters((state) => mayAsk(state, 'headquarters.accept'))
  const [withAccepted, setWithAccepted] = useState(false)
  const [decision, setDecision] = useState<Decision | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  useEffect(() => void loadQueue(place, withAccepted), [place, withAccepted])
  const packages = shownOf(remote)?.packages
  const close = (done: string | null) => {
    setDecision(null)
    setSaid(done)
    // Whoever was refused sees what the package is now.
    void loadQueue(place, withAccepted)
  }
  return (
    <>
      <PageHead title={words.title}>
        <p>{words.intro}</p>
        {!mayDecide && <p>{words.notForYou}</p>}
      </PageHead>
      <Check isChecked={withAccepted} onChange={setWithAccepted}>
        {words.withAccepted}
      </Check>
      {said !== null && (
        <Callout tone="right" role="status">
          <p>{said}</p>
        </Callout>
      )}
      <RemoteFrame remote={remote} onRetry={() => void loadQueue(place, withAccepted)} />
      {packages !== undefined && (
        <section className="sheet" aria-labelledby="queue-title">
          <div className="sheet-head">
            <h2 id="queue-title">{words.count(packages.length)}</h2>
          </div>
          {packages.length === 0 ? (
            <EmptyState icon={<Inbox size={40} strokeWidth={1.5} aria-hidden />} title={words.none}>
              {words.noneWords}
            </EmptyState>
          ) : (
            <ul className="hits">
              {packages.map((queued) => (
                <li key={queued.packageId} className="hit package">
                  <Package queued={queued} />
                  {mayDecide && queued.state !== 'accepted' && (
                    <PackageActs queued={queued} onDecide={setDecision} />
                  )}
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
      {decision !== null && <QueueDialog decision={decision} onClose={close} />}
    </>
  )
}

const CHIPS = {
  waiting: 'chip chip-gold',
  quarantined: 'chip chip-red',
  accepted: 'chip chip-teal',
} as const

function Package({ queued }: { readonly queued: Queued }) {
  const { text, format } = useTongue()
  const words = text.desk.queue
  const { station, state, fromSeq, toSeq, madeAtMs, receivedAtMs, decidedAtMs, packageId } = queued
  const times = [
    words.made(format.shortInstant(madeAtMs)),
    words.received(format.shortInstant(receivedAtMs)),
    ...(decidedAtMs === null ? [] : [words.decided(format.shortInstant(decidedAtMs))]),
  ]
  return (
    <div className="stack stack-tight">
      <div className="row">
        <span className={CHIPS[state]}>{words.states[state]}</span>
        <strong>{station === null ? words.unknownStation : <Shown text={station} />}</strong>
        <span>{words.events(fromSeq + 1, toSeq)}</span>
      </div>
      <p className="small soft">{times.join(' · ')}</p>
      <Report queued={queued} />
      <p className="small faint">
        {words.packageId} <code>{packageId}</code>
      </p>
    </div>
  )
}

/** What was found out: that it holds and how much is in it, or why it does not. */
function Report({ queued: { counts, reason } }: { readonly queued: Queued }) {
  const { text, failureLanguage } = useTongue()
  const words = text.desk.queue
  return (
    <dl className="facts facts-narrow">
      <dt>{words.report}</dt>
      <dd>
        {counts === null ? (
          <span className="wrong-words">{words.holdsNot}</span>
        ) : (
          <>
            <span className="right-words">{words.holds}</span>
            <p className="small">{words.held(counts.events, counts.cases, counts.objects)}</p>
            <p className="small faint">{words.known(counts.repeated, counts.sealed)}</p>
          </>
        )}
      </dd>
      {reason !== null && (
        <>
          <dt>{words.reason}</dt>
          <dd>
            {isFailureCode(reason) ? (
              explainFailure({ code: reason }, failureLanguage)
            ) : (
              <Shown text={reason} />
            )}
          </dd>
        </>
      )}
    </dl>
  )
}

type PackageActsProps = {
  readonly queued: Queued
  readonly onDecide: (decision: Decision) => void
}

function PackageActs({ queued, onDecide }: PackageActsProps) {
  const { text } = useTongue()
  const words = text.desk.queue
  const station = queued.station ?? words.unknownStation
  return (
    <div className="row">
      <Button
        size="small"
        kind="primary"
        label={words.acceptOf(station)}
        onPress={() => onDecide({ what: 'accept', queued })}
      >
        {words.accept}
      </Button>
      <Button size="small" label={words.keepOf(station)} onPress={() => onDecide({ what: 'keep', queued })}>
        {words.keep}
      </Button>
    </div>
  )
}
