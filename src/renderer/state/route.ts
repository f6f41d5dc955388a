import { isId } from '#core/ids.ts'

/** The parts of a case file, in the order of its tabs. */
export const CASE_TABS = ['overview', 'complaints', 'exhibits', 'report', 'history', 'raids'] as const

/** One of {@link CASE_TABS}. */
export type CaseTab = (typeof CASE_TABS)[number]

/** Where a person is. Only ids stand in the address, never a name, number or search. */
export type Route =
  | { readonly screen: 'cases' }
  | { readonly screen: 'case'; readonly caseId: string; readonly tab: CaseTab }
  | { readonly screen: 'complaint'; readonly caseId: string; readonly complaintId: string }
  /** Taking a complaint, into a case or (`null`) into a new one. */
  | { readonly screen: 'new-complaint'; readonly caseId: string | null }
  /** One exhibit or container with its chain of custody. */
  | { readonly screen: 'item'; readonly caseId: string; readonly itemId: string }
  /** Looking at what an exhibit holds. */
  | { readonly screen: 'viewer'; readonly caseId: string; readonly exhibitId: string }
  /** Reading what an exhibit holds with parsers, or what a parser found. */
  | { readonly screen: 'reading'; readonly caseId: string; readonly exhibitId: string }
  | { readonly screen: 'raid'; readonly caseId: string; readonly raidId: string }
  /** Storage places, or (with an id) one of them. */
  | { readonly screen: 'places' }
  | { readonly screen: 'place'; readonly placeId: string }
  /** Hand-overs that wait for this person's signature. */
  | { readonly screen: 'waiting' }
  | { readonly screen: 'verify' }
  | { readonly screen: 'people' }
  | { readonly screen: 'keys' }
  | { readonly screen: 'about' }

const PLAIN_SCREENS = ['verify', 'people', 'keys', 'about', 'places', 'waiting'] as const

/** Where everything begins. */
export const HOME: Route = { screen: 'cases' }

/** Reads the part of an address after `#`; anything unknown leads home. */
export function parseRoute(hash: string): Route {
  const steps = hash.replace(/^#?\/?/, '').split('/')
  const [screen, caseId = '', part = '', last = ''] = steps
  const plain = PLAIN_SCREENS.find((known) => known === screen)
  if (steps.length === 1 && plain !== undefined) return { screen: plain }
  if (steps.length === 2 && screen === 'complaints' && caseId === 'new')
    return { screen: 'new-complaint', caseId: null }
  if (steps.length === 2 && screen === 'places' && isId(caseId)) return { screen: 'place', placeId: caseId }
  if (screen !== 'cases' || !isId(caseId)) return HOME
  if (steps.length === 2) return { screen: 'case', caseId, tab: 'overview' }
  if (steps.length === 4 && part === 'look' && isId(last))
    return { screen: 'viewer', caseId, exhibitId: last }
  if (steps.length === 4 && part === 'read' && isId(last))
    return { screen: 'reading', caseId, exhibitId: last }
  const tab = CASE_TABS.find((known) => known === part)
  if (steps.length === 3 && tab !== undefined) return { screen: 'case', caseId, tab }
  if (steps.length === 4 && tab === 'complaints') {
    if (last === 'new') return { screen: 'new-complaint', caseId }
    if (isId(last)) return { screen: 'complaint', caseId, complaintId: last }
  }
  if (steps.length === 4 && tab === 'exhibits' && isId(last)) return { screen: 'item', caseId, itemId: last }
  if (steps.length === 4 && tab === 'raids' && isId(last)) return { screen: 'raid', caseId, raidId: last }
  return HOME
}

/** Writes where a person is as the address that {@link parseRoute} reads. */
export function routeAddress(route: Route): string {
  switch (route.screen) {
    case 'case':
      return route.tab === 'overview' ? `#/cases/${route.caseId}` : `#/cases/${route.caseId}/${route.tab}`
    case 'complaint':
      return `#/cases/${route.caseId}/complaints/${route.complaintId}`
    case 'new-complaint':
      return route.caseId === null ? '#/complaints/new' : `#/cases/${route.caseId}/complaints/new`
    case 'item':
      return `#/cases/${route.caseId}/exhibits/${route.itemId}`
    case 'viewer':
      return `#/cases/${route.caseId}/look/${route.exhibitId}`
    case 'reading':
      return `#/cases/${route.caseId}/read/${route.exhibitId}`
    case 'raid':
      return `#/cases/${route.caseId}/raids/${route.raidId}`
    case 'place':
      return `#/places/${route.placeId}`
    default:
      return `#/${route.screen}`
  }
}

/** Tells whether two routes show the same thing. */
export function isSameRoute(first: Route, second: Route): boolean {
  return routeAddress(first) === routeAddress(second)
}

/** The case a route belongs to, or `null`. */
export function caseOfRoute(route: Route): string | null {
  return 'caseId' in route ? route.caseId : null
}
