import { WifiOff } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useSession, useWindow } from '../state/places.tsx'
import { routeAddress } from '../state/route.ts'
import { useTongue } from '../text/text-context.tsx'
import { AboutScreen } from './about-screen.tsx'
import { AlertBanner, RecoveryReminderBanner } from './alert-banner.tsx'
import { ComplaintForm } from './complaint-form.tsx'
import { Dialogs } from './dialogs.tsx'
import { Notices } from './notices.tsx'
import { Rail } from './rail.tsx'
import { isReadingRoute, ReadingRouteScreen } from './reading-routes.tsx'
import { TrainingBanner } from './training/training-banner.tsx'
import { useAddress } from './use-address.ts'
import { useScanner } from './use-scanner.ts'
import { useScrollPlace } from './use-scroll-place.ts'
import { useShortcuts } from './use-shortcuts.ts'
import { VerifyScreen } from './verify-screen.tsx'

const PeopleScreen = lazy(async () => ({ default: (await import('./people-screen.tsx')).PeopleScreen }))
const WaitingScreen = lazy(async () => ({
  default: (await import('./custody/waiting-screen.tsx')).WaitingScreen,
}))
const ViewerScreen = lazy(async () => ({
  default: (await import('./viewer/viewer-screen.tsx')).ViewerScreen,
}))
const ReadingScreen = lazy(async () => ({
  default: (await import('./reading/reading-screen.tsx')).ReadingScreen,
}))
const NewPaperScreen = lazy(async () => ({
  default: (await import('./papers/new-paper-screen.tsx')).NewPaperScreen,
}))
const CourtScreen = lazy(async () => ({ default: (await import('./papers/court-screen.tsx')).CourtScreen }))
const SearchScreen = lazy(async () => ({
  default: (await import('./search/search-screen.tsx')).SearchScreen,
}))
const TrainingScreen = lazy(async () => ({
  default: (await import('./training/training-screen.tsx')).TrainingScreen,
}))
const ExerciseScreen = lazy(async () => ({
  default: (await import('./training/exercise-screen.tsx')).ExerciseScreen,
}))
const HeadquartersScreen = lazy(async () => ({
  default: (await import('./headquarters/headquarters-screen.tsx')).HeadquartersScreen,
}))
const BackupScreen = lazy(async () => ({
  default: (await import('./backup/backup-screen.tsx')).BackupScreen,
}))
const KeysScreen = lazy(async () => ({ default: (await import('./keys-screen.tsx')).KeysScreen }))

/** The unlocked window: the rail at the side and the screen of the route. */
export function Shell() {
  const isConnected = useWindow((state) => state.isConnected)
  const { text } = useTongue()
  useAddress()
  useShortcuts()
  useScanner()
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        {text.window.skipToContent}
      </a>
      <Rail />
      <div>
        {!isConnected && (
          <div className="banner" role="alert">
            <WifiOff size={18} aria-hidden />
            {text.window.connectionLost}
          </div>
        )}
        <TrainingBanner />
        <AlertBanner />
        <RecoveryReminderBanner />
        <main className="main" id="main" tabIndex={-1}>
          <Suspense fallback={null}>
            <RouteScreen />
          </Suspense>
        </main>
      </div>
      <Dialogs />
      <Notices />
    </div>
  )
}

function RouteScreen() {
  const route = useSession((state) => state.route)
  useScrollPlace(routeAddress(route))
  if (isReadingRoute(route)) return <ReadingRouteScreen route={route} />
  switch (route.screen) {
    case 'new-complaint':
      return <ComplaintForm key={route.caseId ?? 'new'} caseId={route.caseId} />
    case 'viewer':
      return <ViewerScreen key={route.caseId} caseId={route.caseId} exhibitId={route.exhibitId} />
    case 'reading':
      return <ReadingScreen key={route.exhibitId} caseId={route.caseId} exhibitId={route.exhibitId} />
    case 'new-paper':
      return <NewPaperScreen key={route.form} caseId={route.caseId} form={route.form} />
    case 'court':
      return <CourtScreen part={route.part} />
    case 'waiting':
      return <WaitingScreen />
    case 'training':
      return <TrainingScreen />
    case 'exercise':
      return <ExerciseScreen key={route.caseId} caseId={route.caseId} />
    case 'verify':
      return <VerifyScreen />
    case 'people':
      return <PeopleScreen />
    case 'keys':
      return <KeysScreen />
    case 'headquarters':
      return <HeadquartersScreen />
    case 'backup':
      return <BackupScreen />
    case 'about':
      return <AboutScreen />
    case 'search':
      return <SearchScreen />
  }
}
