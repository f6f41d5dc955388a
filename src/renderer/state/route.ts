import { isId } from '#core/ids.ts'

/** The parts of a case file, in the order of its tabs. */
export const CASE_TABS = ['overview', 'complaints', 'exhibits', 'report', 'history'] as const

/** One of {@link CASE_TABS}. */
export type CaseTab = (typeof CASE_TABS)[number]

/** Where a person is. Only ids stand in the address, never a name, number or search. */
export type Route =
  | { readonly screen: 'cases' }
  | { readonly screen: 'case'; readonly caseId: string; readonly tab: CaseTab }
  | { readonly screen: 'complaint'; readonly caseId: string; readonly complaintId: string }
  /** Taking a complaint, into a case or (`null`) into a new one. */
  | { readonly screen: 'new-complaint'; readonly caseId: string | null }
  | { readonly screen: 'verify' }
  | { readonly screen: 'people' }
  | { readonly screen: 'keys' }
  | { readonly screen: 'about' }

const PLAIN_SCREENS = ['verify', 'people', 'keys', 'about'] as const

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
  if (screen !== 'cases' || !isId(caseId)) return HOME
  if (steps.length === 2) return { screen: 'case', caseId, tab: 'overview' }
  const tab = CASE_TABS.find((known) => known === part)
  if (steps.length === 3 && tab !== undefined) return { screen: 'case', caseId, tab }
  if (steps.length === 4 && tab === 'complaints') {
    if (last === 'new') return { screen: 'new-complaint', caseId }
    if (isId(last)) return { screen: 'complaint', caseId, complaintId: last }
  }
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
