import {
  ArrowLeft,
  ArrowRightLeft,
  Box,
  FlaskConical,
  PackageOpen,
  QrCode,
  ShieldAlert,
  Stamp,
} from 'lucide-react'
import { useEffect } from 'react'
import type { ItemLine } from '#contract/custody-fields.ts'
import { Button } from '../../parts/button.tsx'
import { Callout } from '../../parts/callout.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Shown } from '../../parts/shown.tsx'
import { loadChain, loadExaminations } from '../../state/custody-actions.ts'
import type { CustodySubject } from '../../state/custody-dialog-state.ts'
import { remoteOf } from '../../state/custody-state.ts'
import { openDialog } from '../../state/navigation.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { routeAddress } from '../../state/route.ts'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { ExaminationList } from '../reading/examination-list.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { RemoteFrame } from '../remote-frame.tsx'
import { ChainList } from './chain-list.tsx'
import { ItemFacts } from './item-facts.tsx'
import { kindWords } from './item-words.tsx'

type ItemScreenProps = { readonly caseId: string; readonly itemId: string }

/** One exhibit or container: what it is, who has it, and everything that happened to it. */
export function ItemScreen({ caseId, itemId }: ItemScreenProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const chain = useSession((state) => remoteOf(state.custody.chain, itemId))
  const details = useSession((state) => shownOf(remoteOf(state.custody.details, itemId)))
  useEffect(() => void loadChain(at, itemId), [at, itemId])
  const shown = shownOf(chain)
  return (
    <>
      {chain.status === 'failed' && (
        <RefusalCallout refusal={chain.refusal}>
          <div className="row">
            <Button size="small" onPress={() => void loadChain(at, itemId)}>
              {text.window.tryAgain}
            </Button>
          </div>
        </RefusalCallout>
      )}
      {shown === null && chain.status !== 'failed' && (
        <p role="status" className="soft">
          {text.window.loading}
        </p>
      )}
      {shown !== null && (
        <>
          <ItemHead caseId={caseId} item={shown.item} />
          {shown.item.state === 'awaiting-receipt' && <AwaitedCallout item={shown.item} />}
          <div className="columns">
            <ChainList chain={shown} />
            <ItemFacts item={shown.item} details={details} />
          </div>
          {shown.item.kind === 'digital' && <Examinations caseId={caseId} itemId={itemId} />}
        </>
      )}
    </>
  )
}

/** What was done with a digital exhibit by tools. */
function Examinations({ caseId, itemId }: ItemScreenProps) {
  const at = useWorkplace()
  const remote = useSession((state) => remoteOf(state.custody.examinations, caseId))
  useEffect(() => void loadExaminations(at, caseId), [at, caseId])
  const shown = shownOf(remote)
  return (
    <>
      <RemoteFrame remote={remote} onRetry={() => void loadExaminations(at, caseId)} />
      {shown !== null && (
        <ExaminationList caseId={caseId} exhibitId={itemId} examinations={shown.examinations} />
      )}
    </>
  )
}

function AwaitedCallout({ item }: { readonly item: ItemLine }) {
  const { text } = useTongue()
  return (
    <Callout tone="warning" title={text.custody.states['awaiting-receipt']}>
      <p>{text.custody.awaits(item.holder.name)}</p>
    </Callout>
  )
}

function ItemHead({ caseId, item }: { readonly caseId: string; readonly item: ItemLine }) {
  const tongue = useTongue()
  const { text } = tongue
  const { number, name } = item
  return (
    <PageHead
      title={name === '' ? kindWords(item, tongue) : <Shown text={name} isStrict />}
      above={
        <div className="row">
          <a className="back-link" href={routeAddress({ screen: 'case', caseId, tab: 'exhibits' })}>
            <ArrowLeft size={16} aria-hidden />
            {text.custody.backToExhibits}
          </a>
          <span className="number-tag">{number}</span>
        </div>
      }
      acts={<ItemActs item={item} />}
    >
      <p className="small">{kindWords(item, tongue)}</p>
    </PageHead>
  )
}

function ItemActs({ item }: { readonly item: ItemLine }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.custody
  const mayHandle = useSession((state) => mayDo(state, 'custody.move'))
  const mayLabel = useSession((state) => mayDo(state, 'label.make'))
  const isHere = item.state === 'held' || item.state === 'awaiting-receipt'
  const isLoose = item.containerId === undefined
  const open = (subject: CustodySubject) => () => openDialog(at, { name: 'custody', ...subject })
  const { itemId, caseId, number, kind } = item
  return (
    <>
      {mayHandle && isHere && isLoose && (
        <Button kind="primary" onPress={open({ act: 'move', items: [item] })}>
          <ArrowRightLeft size={18} aria-hidden />
          {words.move}
        </Button>
      )}
      {mayHandle && isHere && kind === 'container' && (
        <>
          <Button onPress={open({ act: 'pack', item })}>
            <Box size={18} aria-hidden />
            {words.pack}
          </Button>
          <Button onPress={open({ act: 'unpack', item })}>
            <PackageOpen size={18} aria-hidden />
            {words.unpack}
          </Button>
        </>
      )}
      {mayHandle && isHere && kind !== 'digital' && (
        <Button onPress={open({ act: 'change-seal', item })}>
          <Stamp size={18} aria-hidden />
          {words.changeSeal}
        </Button>
      )}
      {mayHandle && isHere && kind === 'physical' && (
        <Button onPress={open({ act: 'access-original', item })}>
          <ShieldAlert size={18} aria-hidden />
          {words.accessOriginal}
        </Button>
      )}
      {mayHandle && kind === 'digital' && (
        <Button onPress={open({ act: 'record-examination', caseId, number })}>
          <FlaskConical size={18} aria-hidden />
          {words.recordExamination}
        </Button>
      )}
      {mayLabel && (
        <Button onPress={open({ act: 'labels', items: [itemId], places: [] })}>
          <QrCode size={18} aria-hidden />
          {words.label}
        </Button>
      )}
    </>
  )
}
