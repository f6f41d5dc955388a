import { isId } from '#core/ids.ts'
import { PAPER_FORMS, type PaperForm } from './paper-forms.ts'

/** The parts of a case file, in the order of its tabs. */
export const CASE_TABS = [
  'overview',
  'complaints',
  'people',
  'identifiers',
  'money',
  'exhibits',
  'raids',
  'papers',
  'report',
  'timeline',
  'notes',
  'work',
  'course',
  'history',
] as const

/** The same parts as they stand in two rows: what the matter is, and what is done about it. */
export const CASE_TAB_GROUPS: readonly {
  readonly name: 'matter' | 'work'
  readonly tabs: readonly CaseTab[]
}[] = [
  {
    name: 'matter',
    tabs: ['overview', 'complaints', 'people', 'identifiers', 'money', 'exhibits', 'raids', 'timeline'],
  },
  { name: 'work', tabs: ['work', 'notes', 'papers', 'report', 'course', 'history'] },
]

/** One of {@link CASE_TABS}. */
export type CaseTab = (typeof CASE_TABS)[number]

/** The tabs whose rows an address can lead to. */
const TABS_OF_THINGS: ReadonlySet<CaseTab> = new Set(['people', 'identifiers', 'money', 'notes'])

/** The tabs that Alt with 1, 2 … opens: those that were there first keep the digit that hands know. */
export const TABS_OF_DIGITS: readonly CaseTab[] = [
  'overview',
  'complaints',
  'exhibits',
  'report',
  'history',
  'raids',
  'papers',
  'people',
  'work',
]

/** Where a person is. Only ids stand in the address, never a name, number or search. */
export type Route =
  | { readonly screen: 'cases' }
  /** A case file; `thingId` is what somebody came for: a party, an identifier, a payment or a note. */
  | {
      readonly screen: 'case'
      readonly caseId: string
      readonly tab: CaseTab
      readonly thingId?: string
    }
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
  | { readonly screen: 'record'; readonly caseId: string; readonly recordId: string }
  | { readonly screen: 'letter'; readonly caseId: string; readonly letterId: string }
  /** Writing a record or letter that is not begun yet. */
  | { readonly screen: 'new-paper'; readonly caseId: string; readonly form: PaperForm }
  /** Law packs, wordings and statistics of the station. */
  | { readonly screen: 'court'; readonly part: CourtPart }
  /** Storage places, or (with an id) one of them. */
  | { readonly screen: 'places' }
  | { readonly screen: 'place'; readonly placeId: string }
  /** Hand-overs that wait for this person's signature. */
  | { readonly screen: 'waiting' }
  /** What is due in every case. */
  | { readonly screen: 'work' }
  | { readonly screen: 'verify' }
  | { readonly screen: 'people' }
  | { readonly screen: 'keys' }
  /** What headquarters holds and says. */
  | { readonly screen: 'headquarters' }
  /** Copies of the vault on sticks. */
  | { readonly screen: 'backup' }
  | { readonly screen: 'about' }
  /** Finding anything; what is looked for is not in the address. */
  | { readonly screen: 'search' }
  | { readonly screen: 'statistics' }
  /** Exercises of a training vault, and one of them. */
  | { readonly screen: 'training' }
  | { readonly screen: 'exercise'; readonly caseId: string }

/** What the station settles about its papers. */
export const COURT_PARTS = ['law', 'wordings', 'statistics'] as const

/** One of {@link COURT_PARTS}. */
export type CourtPart = (typeof COURT_PARTS)[number]

const PLAIN_SCREENS = [
  'work',
  'verify',
  'people',
  'keys',
  'headquarters',
  'backup',
  'about',
  'places',
  'waiting',
  'search',
  'statistics',
  'training',
] as const

/** How an address names a step of a playbook. */
const STEP_THING = /^[a-z][a-z0-9-]{0,63}:[a-z][a-z0-9-]{0,63}$/

/** Names a step of a playbook as the thing that somebody came for. */
export function stepThing(playbookId: string, stepId: string): string {
  return `${playbookId}:${stepId}`
}

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
  const courtPart = COURT_PARTS.find((known) => known === caseId)
  if (steps.length === 2 && screen === 'court' && courtPart !== undefined)
    return { screen: 'court', part: courtPart }
  if (screen !== 'cases' || !isId(caseId)) return HOME
  if (steps.length === 2) return { screen: 'case', caseId, tab: 'overview' }
  if (steps.length === 4 && part === 'look' && isId(last))
    return { screen: 'viewer', caseId, exhibitId: last }
  if (steps.length === 4 && part === 'read' && isId(last))
    return { screen: 'reading', caseId, exhibitId: last }
  if (steps.length === 4 && part === 'records' && isId(last))
    return { screen: 'record', caseId, recordId: last }
  if (steps.length === 4 && part === 'letters' && isId(last))
    return { screen: 'letter', caseId, letterId: last }
  const form = PAPER_FORMS.find((known) => known === last)
  if (steps.length === 4 && part === 'write' && form !== undefined)
    return { screen: 'new-paper', caseId, form }
  if (steps.length === 3 && part === 'exercise') return { screen: 'exercise', caseId }
  const tab = CASE_TABS.find((known) => known === part)
  if (steps.length === 3 && tab !== undefined) return { screen: 'case', caseId, tab }
  if (steps.length === 4 && tab !== undefined && TABS_OF_THINGS.has(tab) && isId(last))
    return { screen: 'case', caseId, tab, thingId: last }
  if (steps.length === 4 && tab === 'work' && STEP_THING.test(last))
    return { screen: 'case', caseId, tab, thingId: last }
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
      return addressOfCase(route)
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
    case 'record':
      return `#/cases/${route.caseId}/records/${route.recordId}`
    case 'letter':
      return `#/cases/${route.caseId}/letters/${route.letterId}`
    case 'new-paper':
      return `#/cases/${route.caseId}/write/${route.form}`
    case 'exercise':
      return `#/cases/${route.caseId}/exercise`
    case 'court':
      return `#/court/${route.part}`
    case 'place':
      return `#/places/${route.placeId}`
    default:
      return `#/${route.screen}`
  }
}

function addressOfCase({ caseId, tab, thingId }: Extract<Route, { readonly screen: 'case' }>): string {
  const home = `#/cases/${caseId}`
  if (tab === 'overview') return home
  return thingId === undefined ? `${home}/${tab}` : `${home}/${tab}/${thingId}`
}

/** Tells whether two routes show the same thing. */
export function isSameRoute(first: Route, second: Route): boolean {
  return routeAddress(first) === routeAddress(second)
}

/** The case a route belongs to, or `null`. */
export function caseOfRoute(route: Route): string | null {
  return 'caseId' in route ? route.caseId : null
}
