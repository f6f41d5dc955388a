import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Session } from '#contract/vault-operations.ts'
import type { Desk } from './desk.ts'
import { FIRST_PREFERENCES, type Preferences } from './preferences.ts'
import type { Refusal } from './remote.ts'
import type { Workplace } from './workplace.ts'

/** What a window has before it. Each phase has exactly the fields that exist in it. */
export type Phase =
  | { readonly name: 'connecting' }
  /** The engine does not answer, or not to this page. */
  | { readonly name: 'unreachable'; readonly refusal: Refusal }
  | { readonly name: 'first-run'; readonly creating: Attempt; readonly created: Session | null }
  | { readonly name: 'locked'; readonly unlocking: Attempt; readonly hasJustLocked: boolean }
  /** `workplace` holds everything that was read from the vault; it is emptied and dropped at the lock. */
  | { readonly name: 'unlocked'; readonly workplace: Workplace }

/** One try at something that a passphrase decides. */
export type Attempt =
  | { readonly status: 'waiting' }
  | { readonly status: 'running' }
  | { readonly status: 'refused'; readonly refusal: Refusal }

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
export const WAITING: Attempt = { status: 'waiting' }

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
