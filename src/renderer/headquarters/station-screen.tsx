import { Suspense, useEffect } from 'react'
import { Callout } from '../parts/callout.tsx'
import { Shown } from '../parts/shown.tsx'
import { isReadingRoute, ReadingRouteScreen } from '../screens/reading-routes.tsx'
import { useScrollPlace } from '../screens/use-scroll-place.ts'
import { useSession } from '../state/places.tsx'
import { shownOf } from '../state/remote.ts'
import { routeAddress } from '../state/route.ts'
import { useTongue } from '../text/text-context.tsx'
import { loadStations } from './loading.ts'
import { useHeadquarters, useHeadquartersPlace } from './place.ts'

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
  // Whatever else an address may name, headquarters has no screen for.
  return <ReadingRouteScreen route={isReadingRoute(route) ? route : { screen: 'cases' }} />
}
