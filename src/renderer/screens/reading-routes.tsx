import { lazy } from 'react'
import type { Route } from '../state/route.ts'
import { CaseListScreen } from './case-list-screen.tsx'
import { CaseScreen } from './case-screen.tsx'
import { ComplaintScreen } from './complaint-screen.tsx'

const ItemScreen = lazy(async () => ({ default: (await import('./custody/item-screen.tsx')).ItemScreen }))
const PlaceScreen = lazy(async () => ({ default: (await import('./custody/place-screen.tsx')).PlaceScreen }))
const PlacesScreen = lazy(async () => ({
  default: (await import('./custody/places-screen.tsx')).PlacesScreen,
}))
const RaidScreen = lazy(async () => ({ default: (await import('./raid/raid-screen.tsx')).RaidScreen }))
const RecordScreen = lazy(async () => ({
  default: (await import('./papers/record-screen.tsx')).RecordScreen,
}))
const LetterScreen = lazy(async () => ({
  default: (await import('./papers/letter-screen.tsx')).LetterScreen,
}))
const DueScreen = lazy(async () => ({ default: (await import('./work/due-screen.tsx')).DueScreen }))
const StatisticsScreen = lazy(async () => ({
  default: (await import('./search/statistics-screen.tsx')).StatisticsScreen,
}))

/** Screens that show what a vault holds, at the station and, for whoever only reads, at headquarters. */
const READING_SCREENS = [
  'cases',
  'case',
  'complaint',
  'item',
  'place',
  'places',
  'raid',
  'record',
  'letter',
  'work',
  'statistics',
] as const

/** Where one of these screens is shown. */
export type ReadingRoute = Extract<Route, { readonly screen: (typeof READING_SCREENS)[number] }>

/** Tells whether a route leads to a screen that shows what a vault holds. */
export function isReadingRoute(route: Route): route is ReadingRoute {
  return (READING_SCREENS as readonly string[]).includes(route.screen)
}

/** The screen of such a route. */
export function ReadingRouteScreen({ route }: { readonly route: ReadingRoute }) {
  switch (route.screen) {
    case 'cases':
      return <CaseListScreen />
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
  }
}
