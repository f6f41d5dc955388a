import { Archive, PenLine, Plus, QrCode } from 'lucide-react'
import { useEffect } from 'react'
import type { PlaceLine } from '#contract/place-operations.ts'
import { Button } from '../../parts/button.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Shown } from '../../parts/shown.tsx'
import { loadPlaces } from '../../state/custody-actions.ts'
import { openDialog } from '../../state/navigation.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { routeAddress } from '../../state/route.ts'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'

/** The storage places of the station. */
export function PlacesScreen() {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.custody.place
  const remote = useSession((state) => state.custody.places)
  const mayChange = useSession((state) => mayDo(state, 'place.add'))
  const mayLabel = useSession((state) => mayDo(state, 'label.make'))
  useEffect(() => void loadPlaces(at), [at])
  const places = shownOf(remote)?.places
  const add = () => openDialog(at, { name: 'custody', act: 'add-place' })
  return (
    <>
      <PageHead
        title={words.title}
        acts={
          <>
            {mayLabel && places !== undefined && places.length > 0 && (
              <Button
                onPress={() =>
                  openDialog(at, {
                    name: 'custody',
                    act: 'labels',
                    items: [],
                    places: places.filter(({ isInUse }) => isInUse).map(({ placeId }) => placeId),
                  })
                }
              >
                <QrCode size={18} aria-hidden />
                {text.custody.labels}
              </Button>
            )}
            {mayChange && (
              <Button kind="primary" onPress={add}>
                <Plus size={18} aria-hidden />
                {words.add}
              </Button>
            )}
          </>
        }
      >
        <p>{words.intro}</p>
      </PageHead>
      {remote.status === 'failed' && <RefusalCallout refusal={remote.refusal} />}
      {places === undefined && remote.status !== 'failed' && (
        <p role="status" className="soft">
          {text.window.loading}
        </p>
      )}
      {places !== undefined && (
        <section className="sheet" aria-label={words.title}>
          {places.length === 0 ? (
            <EmptyState icon={<Archive size={36} strokeWidth={1.5} aria-hidden />} title={words.emptyTitle}>
              {words.empty}
            </EmptyState>
          ) : (
            <PlaceTable places={places} mayChange={mayChange} />
          )}
        </section>
      )}
    </>
  )
}

type PlaceTableProps = { readonly places: readonly PlaceLine[]; readonly mayChange: boolean }

function PlaceTable({ places, mayChange }: PlaceTableProps) {
  const at = useWorkplace()
  const { text, format } = useTongue()
  const words = text.custody.place
  return (
    <div className="table-frame">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{words.code}</th>
            <th scope="col" className="wide">
              {words.name}
            </th>
            <th scope="col">{words.room}</th>
            <th scope="col" className="numeric">
              {words.items}
            </th>
            <th scope="col">{text.custody.columns.state}</th>
            {mayChange && (
              <th scope="col">
                <span className="hidden-visually">{text.exhibits.columns.acts}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <tr key={place.placeId}>
              <td>
                <a
                  className="number-tag number-link"
                  href={routeAddress({ screen: 'place', placeId: place.placeId })}
                >
                  {place.code}
                </a>
              </td>
              <th scope="row">
                <Shown text={place.name} />
              </th>
              <td>
                <Shown text={place.room} />
              </td>
              <td className="numeric">{format.count(place.items)}</td>
              <td>
                <span className={place.isInUse ? 'chip chip-teal' : 'chip chip-plain'}>
                  {place.isInUse ? words.isInUse : words.isClosed}
                </span>
              </td>
              {mayChange && (
                <td>
                  <Button
                    size="small"
                    label={words.changeOf(place.code)}
                    onPress={() => openDialog(at, { name: 'custody', act: 'change-place', place })}
                  >
                    <PenLine size={16} aria-hidden />
                    {words.change}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
