import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import {
  HEADQUARTERS_OPERATIONS,
  type HeadquartersName,
  type HeadquartersOutput,
} from '#contract/headquarters-operations.ts'
import { mayActAtHub } from '#core/hub/analyst.ts'
import { IDLE, type Refusal, type Remote } from '../state/remote.ts'
import type { WindowPlace } from '../state/window-store.ts'
import type { Workplace } from '../state/workplace.ts'
import type { HeadquartersClient } from './headquarters-client.ts'

/** Who is logged in. */
export type HeadquartersPerson = HeadquartersOutput<'headquarters.logIn'>

/** What headquarters' page has before it. */
export type HeadquartersPhase =
  | { readonly name: 'connecting' }
  | { readonly name: 'unreachable'; readonly refusal: Refusal }
  /** Nobody is logged in; `ended` says that somebody was, until a moment ago. */
  | { readonly name: 'outside'; readonly hasEnded: boolean }
  | { readonly name: 'inside'; readonly person: HeadquartersPerson }

/** The screens of headquarters itself. */
export const HEADQUARTERS_SCREENS = ['stations', 'queue', 'search', 'people', 'audit'] as const

/** One of {@link HEADQUARTERS_SCREENS}. */
export type HeadquartersScreen = (typeof HEADQUARTERS_SCREENS)[number]

/** A station that is being read. */
export type StationReading = {
  readonly vaultId: string
  readonly workplace: Workplace
  readonly stopFollowing: () => void
}

/** What the page knows. */
export type HeadquartersState = {
  readonly phase: HeadquartersPhase
  readonly hubName: string
  readonly screen: HeadquartersScreen
  readonly reading: StationReading | null
  readonly stations: Remote<HeadquartersOutput<'headquarters.stations'>>
  readonly queue: Remote<HeadquartersOutput<'headquarters.queue'>>
  readonly people: Remote<HeadquartersOutput<'headquarters.people'>>
  readonly audit: Remote<HeadquartersOutput<'headquarters.audit'>>
  readonly found: Remote<HeadquartersOutput<'headquarters.search'>>
  readonly wish: HeadquartersWish
}

/** What is searched for over all stations. */
export type HeadquartersWish = {
  readonly query: string
  readonly kind: string
  readonly vaultId: string
}

/** Nothing read and nothing asked. */
export const NOTHING_READ = {
  reading: null,
  stations: IDLE,
  queue: IDLE,
  people: IDLE,
  audit: IDLE,
  found: IDLE,
  wish: { query: '', kind: '', vaultId: '' },
} as const satisfies Partial<HeadquartersState>

/** Headquarters' page: its server and its store. */
export type HeadquartersPlace = {
  readonly client: HeadquartersClient
  /** Language and colours, where the parts that stations have too look for them. */
  readonly page: WindowPlace
  readonly store: StoreApi<HeadquartersState>
}

/** Makes the store of a page that knows nothing yet. */
export function newHeadquartersStore(): StoreApi<HeadquartersState> {
  return createStore<HeadquartersState>(() => ({
    phase: { name: 'connecting' },
    hubName: '',
    screen: 'stations',
    ...NOTHING_READ,
  }))
}

/** Tells whether whoever is logged in may ask for something. */
export function mayAsk({ phase }: Pick<HeadquartersState, 'phase'>, name: HeadquartersName): boolean {
  const roles = phase.name === 'inside' ? phase.person.roles : null
  return mayActAtHub(roles, HEADQUARTERS_OPERATIONS[name].leastRole)
}

/** Gives the screens their page. */
export const HeadquartersContext = createContext<HeadquartersPlace | null>(null)

/** The page around a component. */
export function useHeadquartersPlace(): HeadquartersPlace {
  const place = useContext(HeadquartersContext)
  if (place === null) throw new Error('rendered outside headquarters')
  return place
}

/** Part of what the page knows. */
export function useHeadquarters<Part>(select: (state: HeadquartersState) => Part): Part {
  return useStore(useHeadquartersPlace().store, select)
}
