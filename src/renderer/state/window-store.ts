import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Session } from '#contract/vault-operations.ts'
import type { Desk } from './desk.ts'
import { FIRST_PREFERENCES, type Preferences } from './preferences.ts'
import type { Refusal } from './remote.ts'
import type { Work } from './work.ts'
import type { Workplace } from './workplace.ts'

/** What a window has before it. Each phase has exactly the fields that exist in it. */
export type Phase =
  | { readonly name: 'connecting' }
  /** The engine does not answer, or not to this page. */
  | { readonly name: 'unreachable'; readonly refusal: Refusal }
  | { readonly name: 'first-run'; readonly creating: Attempt; readonly created: Session | null }
  /** `door` is `null` until the engine has said what ways in there are. */
  | {
      readonly name: 'locked'
      readonly unlocking: Unlocking
      readonly hasJustLocked: boolean
      readonly door: Door | null
    }
  /** `workplace` holds everything that was read from the vault; it is emptied and dropped at the lock. */
  | { readonly name: 'unlocked'; readonly workplace: Workplace }

/** What a locked vault says of the ways in. */
export type Door = {
  readonly userNumbers: readonly number[]
  readonly hasKeyFiles: boolean
  readonly hasRecovery: boolean
  /** How long the next try must wait, from the moment at which this was told. */
  readonly waitMs: number
}

/** One try at something that a passphrase decides. */
export type Attempt =
  | { readonly status: 'waiting' }
  | { readonly status: 'running' }
  | { readonly status: 'refused'; readonly refusal: Refusal }

/** One try at opening a vault: long where everything that the person lists must be filled anew. */
export type Unlocking =
  | Exclude<Attempt, { readonly status: 'running' }>
  | { readonly status: 'running'; readonly work: Work<never>; readonly stop: () => void }

/** The state of one window outside the vault. */
export type WindowState = {
  readonly phase: Phase
  readonly preferences: Preferences
  /** The version of the engine, once it has said so. */
  readonly software: string
  readonly isConnected: boolean
}

/** A window: what surrounds it and its store. */
export type WindowPlace = { readonly desk: Desk; readonly store: StoreApi<WindowState> }

/** Nothing tried yet. */
export const WAITING = { status: 'waiting' } as const satisfies Attempt

/** Makes a window's store with what surrounds it injected. */
export function makeWindowPlace(desk: Desk): WindowPlace {
  const store = createStore<WindowState>(() => ({
    phase: { name: 'connecting' },
    preferences: FIRST_PREFERENCES,
    software: '',
    isConnected: true,
  }))
  return { desk, store }
}

/** Changes how the person likes the window; every screen follows at once. */
export function prefer(place: WindowPlace, change: Partial<Preferences>): void {
  place.store.setState(({ preferences }) => ({ preferences: { ...preferences, ...change } }))
}
