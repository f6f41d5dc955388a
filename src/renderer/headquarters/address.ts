import { session } from '#contract/vault-operations.ts'
import { isId } from '#core/ids.ts'
import { goTo } from '../state/navigation.ts'
import { HOME, parseRoute, type Route, routeAddress } from '../state/route.ts'
import { clearWorkplace, makeWorkplace } from '../state/workplace.ts'
import {
  HEADQUARTERS_SCREENS,
  type HeadquartersPerson,
  type HeadquartersPlace,
  type HeadquartersScreen,
  type StationReading,
} from './place.ts'
import { makeStationDesk } from './station-desk.ts'

/** What of a station's screens is read at headquarters. */
const READ_SCREENS: ReadonlySet<Route['screen']> = new Set([
  'cases',
  'case',
  'complaint',
  'item',
  'raid',
  'record',
  'letter',
  'place',
  'places',
  'work',
  'statistics',
])
const SKIP_ADDRESS = '#main'

/** The address of a screen of headquarters itself. */
export function addressOf(screen: HeadquartersScreen): string {
  return `/#/${screen}`
}

/** The address of something at a station. Only ids stand in it. */
export function addressAt(vaultId: string, route: Route): string {
  return `/?station=${vaultId}${routeAddress(route)}`
}

/**
 * Keeps the address and the screen together from here on. The station is in the query, where the links of its own screens leave it
 * alone; a link that changes it is followed without loading the page again.
 */
export function followAddress(place: HeadquartersPlace, page: Window): void {
  const follow = () => {
    if (page.location.hash === SKIP_ADDRESS) page.history.replaceState(null, '', addressNow(place))
    else read(place, page)
  }
  page.addEventListener('popstate', follow)
  page.document.addEventListener('click', (event) => {
    const to = linkUnder(event, page)
    if (to === null) return
    event.preventDefault()
    page.history.pushState(null, '', to)
    read(place, page)
  })
  let wasInside = false
  place.store.subscribe(({ phase }) => {
    const isInside = phase.name === 'inside'
    if (isInside === wasInside) return
    wasInside = isInside
    if (isInside) read(place, page)
    // Who looks at the page after somebody left learns nothing of where they were.
    else if (phase.name === 'outside') page.history.replaceState(null, '', '/')
  })
}

function addressNow({ store }: HeadquartersPlace): string {
  const { reading, screen } = store.getState()
  if (reading === null) return addressOf(screen)
  return addressAt(reading.vaultId, reading.workplace.store.getState().route)
}

function read(place: HeadquartersPlace, page: Window): void {
  const { phase, reading } = place.store.getState()
  if (phase.name !== 'inside') return
  const vaultId = new URLSearchParams(page.location.search).get('station') ?? ''
  const { hash } = page.location
  if (!isId(vaultId)) {
    const name = hash.replace(/^#\/?/, '')
    const screen = HEADQUARTERS_SCREENS.find((known) => known === name) ?? 'stations'
    place.store.setState({ screen, reading: null })
    if (reading !== null) close(reading)
    return
  }
  const route = readable(parseRoute(hash))
  if (reading?.vaultId === vaultId) {
    goTo(reading.workplace, route)
    return
  }
  place.store.setState({ reading: openStation(place, vaultId, phase.person, route, page) })
  if (reading !== null) close(reading)
}

function readable(route: Route): Route {
  return READ_SCREENS.has(route.screen) ? route : HOME
}

function openStation(
  place: HeadquartersPlace,
  vaultId: string,
  { personId, name }: HeadquartersPerson,
  route: Route,
  page: Window,
): StationReading {
  const person = { userId: personId, number: 0, name, roles: ['analyst'], keyId: personId }
  const head = { seq: 0, hashHex: '0'.repeat(64), atMs: 0 }
  // Nobody of the station: somebody who may read, in a session that signs nothing.
  const reader = session.parse({ vaultId, person, head, notices: [], recovery: 'ready' })
  const workplace = makeWorkplace(makeStationDesk(place.client, vaultId), reader)
  workplace.store.setState({ route })
  const stopFollowing = workplace.store.subscribe((state, before) => {
    if (state.route === before.route) return
    const address = addressAt(vaultId, state.route)
    if (address !== `/${page.location.search}${page.location.hash}`) page.history.pushState(null, '', address)
  })
  return { vaultId, workplace, stopFollowing }
}

function close(reading: StationReading): void {
  reading.stopFollowing()
  clearWorkplace(reading.workplace)
}

/** Where a press on a link leads that this page follows itself. */
function linkUnder(event: MouseEvent, page: Window): string | null {
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!isPlain || event.defaultPrevented || link === null || link.target !== '') return null
  const to = new URL(link.href)
  if (to.origin !== page.location.origin || to.pathname !== '/') return null
  // The browser itself follows what differs behind `#` alone.
  return to.search === page.location.search ? null : to.href
}
