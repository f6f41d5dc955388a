import { Fragment, useEffect, useState } from 'react'
import type { Envelope } from '#contract/envelope.ts'
import type { OutputOf } from '#contract/operations.ts'
import { Button } from '../../parts/button.tsx'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { type Refusal, refusalOf } from '../../state/remote.ts'
import { mayDo } from '../../state/station-actions.ts'
import { fetchUpdate, stopFetchingUpdate } from '../../state/sync-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { WorkProgress } from '../work-progress.tsx'

type Standing = OutputOf<'update.status'>

/** Which version of the program runs, and what an administrator does with one that headquarters' stick brought. */
export function UpdateSection() {
  const at = useWorkplace()
  const { desk } = at
  const { text } = useTongue()
  const words = text.headquarters.update
  const fetching = useSession(({ sync }) => sync.fetchingUpdate)
  const isFetching = fetching.status === 'running'
  const carrierId = useSession(({ sync }) => sync.carrierId)
  const mayTake = useSession((state) => mayDo(state, 'update.take'))
  const [standing, setStanding] = useState<Envelope<Standing> | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isBusy, setBusy] = useState(false)
  const load = async () => setStanding(await desk.client.call('update.status', {}))
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once when the section is shown, and after each act
  useEffect(() => void load(), [desk])
  const act = async (acting: () => Promise<Envelope<unknown>>) => {
    setBusy(true)
    setRefusal(refusalOf(await acting()))
    await load()
    setBusy(false)
  }
  const fetch = async () => {
    setRefusal(null)
    await fetchUpdate(at)
    await load()
  }
  if (standing === null) return null
  const isHere = standing.outcome === 'done'
  const isElsewhere = standing.outcome === 'failed' && standing.failure.code === 'update/not-installed'
  return (
    <section className="sheet" aria-labelledby="update-title">
      <div className="sheet-head">
        <h2 id="update-title">{words.title}</h2>
      </div>
      <div className="sheet-body stack">
        {isElsewhere && <p className="soft">{words.notInstalled}</p>}
        {!(isHere || isElsewhere) && <Unread answer={standing} />}
        {isHere && <Versions standing={standing.value} />}
        {refusal !== null && <RefusalCallout refusal={refusal} />}
        {fetching.status === 'refused' && <RefusalCallout refusal={fetching.refusal} />}
        <WorkProgress work={fetching} label={words.fetching} onStop={() => stopFetchingUpdate(at)} />
        {isHere && !mayTake && <p className="small soft">{words.forAdministrator}</p>}
        {isHere && mayTake && (
          <div className="row">
            <Button isDisabled={isBusy || isFetching} onPress={() => void fetch()}>
              {words.fetch}
            </Button>
            <Button
              isDisabled={isBusy || isFetching || carrierId === null}
              onPress={() => void act(() => desk.client.call('update.take', { carrierId: carrierId ?? '' }))}
            >
              {words.take}
            </Button>
            <Button
              kind="primary"
              isDisabled={isBusy || isFetching || standing.value.staged.length === 0}
              onPress={() => void act(() => desk.client.call('update.apply', {}))}
            >
              {words.apply}
            </Button>
            <Button
              isDisabled={isBusy || (standing.value.pending === null && standing.value.previous === null)}
              onPress={() => void act(() => desk.client.call('update.undo', {}))}
            >
              {standing.value.pending === null ? words.undo : words.giveUp}
            </Button>
          </div>
        )}
      </div>
    </section>
  )
}

function Unread({ answer }: { readonly answer: Envelope<Standing> }) {
  const refusal = refusalOf(answer)
  return refusal === null ? null : <RefusalCallout refusal={refusal} />
}

function Versions({ standing }: { readonly standing: Standing }) {
  const { text, format, language } = useTongue()
  const words = text.headquarters.update
  const { current, previous, pending, staged, failed, isOnTrial } = standing
  const notes = language === 'km' ? 'km' : 'en'
  return (
    <dl className="facts" aria-live="polite">
      <dt>{words.current}</dt>
      <dd>{isOnTrial ? words.onTrial(current) : current}</dd>
      {previous !== null && (
        <>
          <dt>{words.previous}</dt>
          <dd>{previous}</dd>
        </>
      )}
      {staged.map((update) => (
        <Fragment key={update.version}>
          <dt>{words.staged}</dt>
          <dd>
            {update.version} · {format.shortInstant(update.releasedAtMs)}
            {update.notes !== null && <p className="small soft">{update.notes[notes]}</p>}
          </dd>
        </Fragment>
      ))}
      {pending !== null && (
        <>
          <dt>{words.pending}</dt>
          <dd>{words.startsNext(pending)}</dd>
        </>
      )}
      {failed.length > 0 && (
        <>
          <dt>{words.failed}</dt>
          <dd>{failed.join(', ')}</dd>
        </>
      )}
    </dl>
  )
}
