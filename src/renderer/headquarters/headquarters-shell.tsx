import { WorkplaceContext } from '../state/places.tsx'
import { useTongue } from '../text/text-context.tsx'
import { AuditScreen } from './audit-screen.tsx'
import { FindScreen } from './find-screen.tsx'
import { HeadquartersRail } from './headquarters-rail.tsx'
import { PeopleOfHeadquarters } from './people-screen.tsx'
import { useHeadquarters } from './place.ts'
import { QueueScreen } from './queue-screen.tsx'
import { StationScreen } from './station-screen.tsx'
import { StationsScreen } from './stations-screen.tsx'

/** The page of somebody who is logged in: the rail at the side, and a screen of headquarters or of a station. */
export function HeadquartersShell() {
  const { text } = useTongue()
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        {text.window.skipToContent}
      </a>
      <HeadquartersRail />
      <main className="main" id="main" tabIndex={-1}>
        <Screen />
      </main>
    </div>
  )
}

function Screen() {
  const reading = useHeadquarters((state) => state.reading)
  const screen = useHeadquarters((state) => state.screen)
  if (reading !== null)
    return (
      <WorkplaceContext value={reading.workplace}>
        <StationScreen key={reading.vaultId} />
      </WorkplaceContext>
    )
  switch (screen) {
    case 'stations':
      return <StationsScreen />
    case 'queue':
      return <QueueScreen />
    case 'search':
      return <FindScreen />
    case 'people':
      return <PeopleOfHeadquarters />
    case 'audit':
      return <AuditScreen />
  }
}
