import { ArrowLeftRight } from 'lucide-react'
import { Button } from '../../parts/button.tsx'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { mayDo } from '../../state/station-actions.ts'
import { exchangeWithHub, stopExchange } from '../../state/sync-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { WorkProgress } from '../work-progress.tsx'
import { NetworkForm } from './network-form.tsx'

/** Exchanges with headquarters over the network, and says how it is used. */
export function NetworkSection() {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.headquarters
  const exchanging = useSession(({ sync }) => sync.exchanging)
  const network = useSession(({ sync }) => shownOf(sync.network))
  const mayChange = useSession((state) => mayDo(state, 'sync.setNetwork'))
  const isRunning = exchanging.status === 'running'
  return (
    <section className="sheet" aria-labelledby="network-title">
      <div className="sheet-head">
        <h2 id="network-title">{words.networkTitle}</h2>
      </div>
      <div className="sheet-body stack">
        <p className="small soft">{words.networkWords}</p>
        <div className="row">
          <Button kind="primary" isDisabled={isRunning} onPress={() => void exchangeWithHub(at)}>
            <ArrowLeftRight size={18} aria-hidden />
            {words.exchange}
          </Button>
        </div>
        <WorkProgress work={exchanging} label={words.exchanging} onStop={() => stopExchange(at)} />
        {exchanging.status === 'refused' && <RefusalCallout refusal={exchanging.refusal} />}
        <div role="status" className="stack stack-tight">
          {exchanging.status === 'done' && <Exchanged />}
          {!isRunning && network !== null && network.underWay > 0 && (
            <p className="soft">{words.underWay(network.underWay)}</p>
          )}
        </div>
        {network !== null && mayChange && (
          <NetworkForm key={JSON.stringify(network.settings)} network={network} />
        )}
      </div>
    </section>
  )
}

/** What came of the last round. */
function Exchanged() {
  const { text } = useTongue()
  const words = text.headquarters
  const { exchanging } = useSession((state) => state.sync)
  if (exchanging.status !== 'done') return null
  const { packages, receipts, messages, refusals, waiting, objectsWaiting, casesWithoutKey } =
    exchanging.value
  return (
    <>
      <p>{words.exchanged(packages, receipts, messages)}</p>
      {refusals > 0 && <p>{words.refusedThere(refusals)}</p>}
      {waiting > 0 && <p className="soft">{words.heldBack(waiting)}</p>}
      {objectsWaiting > 0 && <p className="soft">{words.exhibitsWait(objectsWaiting)}</p>}
      {casesWithoutKey > 0 && <p className="soft">{words.withoutKey(casesWithoutKey)}</p>}
    </>
  )
}
