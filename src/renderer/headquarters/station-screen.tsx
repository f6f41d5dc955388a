import { lazy, Suspense, useEffect } from 'react'
import { Callout } from '../parts/callout.tsx'
import { Shown } from '../parts/shown.tsx'
import { CaseListScreen } from '../screens/case-list-screen.tsx'
import { CaseScreen } from '../screens/case-screen.tsx'
import { ComplaintScreen } from '../screens/complaint-screen.tsx'
import { useScrollPlace } from '../screens/use-scroll-place.ts'
import { useSession } from '../state/places.tsx'
import { shownOf } from '../state/remote.ts'
import { routeAddress } from '../state/route.ts'
import { useTongue } from '../text/text-context.tsx'
import { loadStations } from './loading.ts'
import { useHeadquarters, useHeadquartersPlace } from './place.ts'

const ItemScreen = lazy(async () => ({
  default: (await import('../screens/custody/item-screen.tsx')).ItemScreen,
}))
const PlaceScreen = lazy(async () => ({
  default: (await import('../screens/custody/place-screen.tsx')).PlaceScreen,
}))
const PlacesScreen = lazy(async () => ({
  default: (await import('../screens/custody/places-screen.tsx')).PlacesScreen,
}))
const RaidScreen = lazy(async () => ({
  default: (await import('../screens/raid/raid-screen.tsx')).RaidScreen,
}))
const RecordScreen = lazy(async () => ({
  default: (await import('../screens/papers/record-screen.tsx')).RecordScreen,
}))
const LetterScreen = lazy(async () => ({
  default: (await import('../screens/papers/letter-screen.tsx')).LetterScreen,
}))
const DueScreen = lazy(async () => ({ default: (await import('../screens/work/due-screen.tsx')).DueScreen }))
const StatisticsScreen = lazy(async () => ({
  default: (await import('../screens/search/statistics-screen.tsx')).StatisticsScreen,
}))

/** A station's own screens, as far as they read: whatever would change something is left out by what this place may do. */
export function StationScreen() {
  return (
    <>
      <ReadOnlyBanner />
      <Suspense fallback={null}>
        <RouteScreen />
      </Suspense>
    </>
  )
}

function ReadOnlyBanner() {
  const place = useHeadquartersPlace()
  const { text } = useTongue()
  const vaultId = useSession((state) => state.session.vaultId)
  const stations = useHeadquarters((state) => shownOf(state.stations)?.stations)
  const hasStations = stations !== undefined
  useEffect(() => {
    if (!hasStations) void loadStations(place)
  }, [place, hasStations])
  const name = stations?.find((one) => one.vaultId === vaultId)?.station ?? text.desk.reading.unknown
  return (
    <Callout tone="note">
      <p>
        <strong>
          <Shown text={name} />
        </strong>{' '}
        · {text.desk.reading.readOnly}
      </p>
    </Callout>
  )
}

function RouteScreen() {
  const route = useSession((state) => state.route)
  useScrollPlace(routeAddress(route))
  switch (route.screen) {
    case 'case':
      return <CaseScreen key={route.caseId} caseId={route.caseId} tab={route.tab} thingId={route.thingId} />
    case 'complaint':
      return <ComplaintScreen key={route.complaintId} caseId={route.caseId} complaintId={route.complaintId} />
    case 'item':
      return <ItemScreen key={route.itemId} caseId={route.caseId} itemId={route.itemId} />
    case 'place':
      return <PlaceScreen key={route.placeId} placeId={route.placeId} />
    case 'places':
      return <PlacesScreen />
    case 'raid':
      return <RaidScreen key={route.raidId} caseId={route.caseId} raidId={route.raidId} />
    case 'record':
      return <RecordScreen key={route.recordId} caseId={route.caseId} recordId={route.recordId} />
    case 'letter':
      return <LetterScreen key={route.letterId} caseId={route.caseId} letterId={route.letterId} />
    case 'work':
      return <DueScreen />
    case 'statistics':
      return <StatisticsScreen />
    default:
      return <CaseListScreen />
  }
}
