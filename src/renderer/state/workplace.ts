import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Envelope } from '#contract/envelope.ts'
import type { InputOf, OperationName, OutputOf } from '#contract/operations.ts'
import type { Session } from '#contract/vault-operations.ts'
import type { Desk } from './desk.ts'
import { newSessionState, type SessionState } from './session-state.ts'
import { advanceWork, endWork, startWork, stopWork, type Work } from './work.ts'

/** One unlocked session of a window: its store, the engine, and what can still be stopped. */
export type Workplace = {
  readonly desk: Desk
  readonly store: StoreApi<SessionState>
  /** What stops each running call, by a name of its own. */
  readonly stops: Map<string, AbortController>
  /** Whether what is shown is being read again, and whether it must be once more after that. */
  readonly refresh: { isRunning: boolean; isWanted: boolean }
  readonly clock: () => number
  /** What must be done before the store is emptied. */
  readonly endings: Set<() => void>
}

/** Makes the workplace of a session that has just begun. */
export function makeWorkplace(desk: Desk, session: Session, clock: () => number = Date.now): Workplace {
  return {
    desk,
    store: createStore(() => newSessionState(session, desk.isReadingRoom)),
    stops: new Map(),
    refresh: { isRunning: false, isWanted: false },
    clock,
    endings: new Set(),
  }
}

/** Ends a session in this window: stops what runs and empties the store, so that nothing read from the vault stays. */
export function clearWorkplace(at: Workplace): void {
  for (const end of at.endings) end()
  at.endings.clear()
  for (const stop of at.stops.values()) stop.abort()
  at.stops.clear()
  const { session } = at.store.getState()
  const person = { ...session.person, name: '', roles: [] }
  at.store.setState(newSessionState({ ...session, person, notices: [] }, at.desk.isReadingRoom), true)
}

/** Changes a session's state by a pure transition. */
export function change(at: Workplace, transition: (state: SessionState) => Partial<SessionState>): void {
  at.store.setState(transition)
}

/**
 * Runs a long operation. `show` is given each state of the work and puts it where a screen looks for it; `stopName` is
 * what {@link stopRunning} stops it by.
 */
export async function runLong<Name extends OperationName>(
  at: Workplace,
  stopName: string,
  call: { readonly name: Name; readonly input: InputOf<Name> },
  show: (move: (work: Work<OutputOf<Name>>) => Work<OutputOf<Name>>) => void,
): Promise<Envelope<OutputOf<Name>>> {
  const stop = new AbortController()
  at.stops.set(stopName, stop)
  show(() => startWork(at.clock()))
  stop.signal.addEventListener('abort', () => show(stopWork))
  const answer = await at.desk.client.call(call.name, call.input, {
    signal: stop.signal,
    onProgress: (progress) => show((work) => advanceWork(work, progress)),
  })
  if (at.stops.get(stopName) === stop) at.stops.delete(stopName)
  show(() => endWork(answer))
  return answer
}

/** Asks a running operation to stop. */
export function stopRunning(at: Workplace, stopName: string): void {
  at.stops.get(stopName)?.abort()
}
