import type { Envelope } from '#contract/envelope.ts'
import type { HeadquartersInput, HeadquartersName } from '#contract/headquarters-operations.ts'
import { type Refusal, refusalOf } from '../state/remote.ts'
import { makeWindowPlace } from '../state/window-store.ts'
import { clearWorkplace } from '../state/workplace.ts'
import { makeHeadquartersClient } from './headquarters-client.ts'
import {
  type HeadquartersPerson,
  type HeadquartersPlace,
  type HeadquartersState,
  NOTHING_READ,
  newHeadquartersStore,
} from './place.ts'
import { makeStationDesk } from './station-desk.ts'

/** Opens the page: a session that has ended empties it, and so does nobody asking for as long as a session lasts. */
export function openPage(): HeadquartersPlace {
  const store = newHeadquartersStore()
  let timer: ReturnType<typeof setTimeout> | undefined
  const follow = (answer: Envelope<unknown>) => {
    const { phase } = store.getState()
    const isOver = answer.outcome === 'failed' && answer.failure.code === 'account/not-logged-in'
    if (isOver && phase.name === 'inside') leave(place, true)
    clearTimeout(timer)
    if (phase.name === 'inside') timer = setTimeout(() => void endQuietly(place), phase.person.idleMs)
  }
  const client = makeHeadquartersClient(follow)
  // No station is asked through this desk: each has one of its own.
  const place: HeadquartersPlace = { store, client, page: makeWindowPlace(makeStationDesk(client, '')) }
  return place
}

/** Asks who is logged in. */
export async function connect(place: HeadquartersPlace): Promise<void> {
  const answer = await place.client.call('headquarters.session', {})
  const refusal = refusalOf(answer)
  if (refusal !== null) place.store.setState({ phase: { name: 'unreachable', refusal } })
  if (answer.outcome !== 'done') return
  const { hubName, person, software } = answer.value
  place.store.setState({ hubName })
  place.page.store.setState({ software })
  if (person === null) place.store.setState({ phase: { name: 'outside', hasEnded: false } })
  else enter(place, person)
}

/** Asks again after headquarters did not answer. */
export async function connectAgain(place: HeadquartersPlace): Promise<void> {
  place.store.setState({ phase: { name: 'connecting' } })
  await connect(place)
}

/** Logs in, for the first time or again; answers why not. */
export async function logIn<Name extends 'headquarters.logIn' | 'headquarters.settle'>(
  place: HeadquartersPlace,
  name: Name,
  input: HeadquartersInput<Name>,
): Promise<Refusal | null> {
  const answer = await place.client.call<HeadquartersName>(name, input)
  if (answer.outcome === 'done') enter(place, answer.value as HeadquartersPerson)
  return refusalOf(answer)
}

/** Ends the session. The page goes blank at once. */
export async function logOut(place: HeadquartersPlace): Promise<void> {
  leave(place, false)
  const answer = await place.client.call('headquarters.logOut', {})
  // Nothing may look ended that is not.
  if (answer.outcome !== 'done') await connectAgain(place)
}

async function endQuietly(place: HeadquartersPlace): Promise<void> {
  if (place.store.getState().phase.name !== 'inside') return
  leave(place, true)
  await place.client.call('headquarters.logOut', {})
}

function enter(place: HeadquartersPlace, person: HeadquartersPerson): void {
  place.store.setState({ phase: { name: 'inside', person } })
}

function leave(place: HeadquartersPlace, hasEnded: boolean): void {
  const { reading } = place.store.getState()
  const nothing: Partial<HeadquartersState> = { ...NOTHING_READ, phase: { name: 'outside', hasEnded } }
  place.store.setState(nothing)
  if (reading === null) return
  reading.stopFollowing()
  clearWorkplace(reading.workplace)
}
