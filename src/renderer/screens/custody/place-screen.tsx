import { ArrowLeft, QrCode } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from '../../parts/button.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Shown } from '../../parts/shown.tsx'
import { loadPlaceItems, loadPlaces } from '../../state/custody-actions.ts'
import { remoteOf } from '../../state/custody-state.ts'
import { openDialog } from '../../state/navigation.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { routeAddress } from '../../state/route.ts'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { CountSection } from './count-section.tsx'
import { ItemTable } from './item-table.tsx'
import { PastCounts } from './past-counts.tsx'

/** One storage place: what is kept there, and counting it by scanner. */
export function PlaceScreen({ placeId }: { readonly placeId: string }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.custody.place
  const place = useSession((state) =>
    shownOf(state.custody.places)?.places.find((one) => one.placeId === placeId),
  )
  const remote = useSession((state) => remoteOf(state.custody.placeItems, placeId))
  const mayCount = useSession((state) => mayDo(state, 'audit.record'))
  const mayLabel = useSession((state) => mayDo(state, 'label.make'))
  useEffect(() => {
    void loadPlaces(at)
    void loadPlaceItems(at, placeId)
  }, [at, placeId])
  const shown = shownOf(remote)
  return (
    <>
      <PageHead
        title={place === undefined ? words.title : <Shown text={place.name} />}
        above={
          <div className="row">
            <a className="back-link" href={routeAddress({ screen: 'places' })}>
              <ArrowLeft size={16} aria-hidden />
              {words.title}
            </a>
            {place !== undefined && <span className="number-tag">{place.code}</span>}
          </div>
        }
        acts={
          mayLabel && (
            <Button
              onPress={() => openDialog(at, { name: 'custody', act: 'labels', items: [], places: [placeId] })}
            >
              <QrCode size={18} aria-hidden />
              {text.custody.label}
            </Button>
          )
        }
      >
        {place !== undefined && (
          <p className="small">
            <Shown text={place.room} />
          </p>
        )}
      </PageHead>
      {remote.status === 'failed' && <RefusalCallout refusal={remote.refusal} />}
      {mayCount && place !== undefined && <CountSection placeId={placeId} />}
      {shown !== null && (
        <section className="sheet" aria-labelledby="kept-title">
          <div className="sheet-head">
            <h2 id="kept-title">{words.kept(shown.total)}</h2>
          </div>
          {shown.items.length > 0 && <ItemTable items={shown.items} hidesHolder />}
        </section>
      )}
      {place !== undefined && <PastCounts placeId={placeId} />}
    </>
  )
}
