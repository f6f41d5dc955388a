import type { CallOptions } from '#contract/client.ts'
import type { Envelope, Push } from '#contract/envelope.ts'
import type { InputOf, OutputOf } from '#contract/operations.ts'
import type { Session } from '#contract/vault-operations.ts'
import { isNotInvited } from './carrier-reference.ts'
import type { Desk } from './desk.ts'
import { followPlace, returnToPlace } from './kept-place.ts'
import { refreshShown } from './refresh-actions.ts'
import { type Refusal, refusalOf } from './remote.ts'
import { type Door, makeWindowPlace, type Phase, WAITING, type WindowPlace } from './window-store.ts'
import { advanceWork, startWork, stopWork } from './work.ts'
import { clearWorkplace, makeWorkplace, type Workplace } from './workplace.ts'

/** Opens a window on what surrounds it: makes its store and follows the engine from here on. */
export function openWindow(desk: Desk): WindowPlace {
  const place: WindowPlace = makeWindowPlace({
    ...desk,
    client: {
      ...desk.client,
      async call(name, input, options) {
        const answer = await desk.client.call(name, input, options)
        // The engine has locked and its push did not arrive.
        const isLockedOut = answer.outcome === 'failed' && answer.failure.code === 'vault/locked'
        if (isLockedOut && phaseOf(place).name === 'unlocked') void connect(place)
        return answer
      },
    },
  })
  followPushes(place)
  void connect(place)
  return place
}

/** Asks the engine what it has before it and shows the screen that belongs to it. */
export async function connect(place: WindowPlace): Promise<void> {
  const answer = await place.desk.client.call('vault.status', {})
  const refusal = refusalOf(answer)
  if (refusal !== null) {
    // A server that was started anew does not know this page any more; one that is silent may come back.
    const isStranger = refusal.kind === 'bug' && isNotInvited(refusal.reference)
    if (isStranger || phaseOf(place).name === 'connecting') loseSight(place, refusal)
    return
  }
  if (answer.outcome !== 'done') return
  const status = answer.value
  const phase = phaseOf(place)
  place.store.setState({ software: status.software })
  if (status.state === 'unlocked') {
    // The pages after the making of a vault are left by the person alone.
    if (phase.name === 'unlocked' || (phase.name === 'first-run' && phase.created !== null)) return
    const workplace = await sitDown(place, status.session)
    // Whoever locked or entered meanwhile is not overruled.
    if (phaseOf(place).name === phase.name) enter(place, workplace)
  } else if (status.state === 'locked') {
    leave(place)
    seeDoor(place, status)
  } else if (phase.name !== 'first-run') show(place, { name: 'first-run', creating: WAITING, created: null })
}

/** Asks again after the engine could not be reached. */
export async function connectAgain(place: WindowPlace): Promise<void> {
  show(place, { name: 'connecting' })
  await connect(place)
}

/** Makes the vault of a new station. The session begins when {@link beginWork} is called on the last page. */
export async function createVault(place: WindowPlace, userName: string, passphrase: string): Promise<void> {
  show(place, { name: 'first-run', creating: { status: 'running' }, created: null })
  const answer = await place.desk.client.call('vault.create', { userName, passphrase })
  const refusal = refusalOf(answer)
  if (answer.outcome === 'done') show(place, { name: 'first-run', creating: WAITING, created: answer.value })
  else if (refusal !== null)
    show(place, { name: 'first-run', creating: { status: 'refused', refusal }, created: null })
}

/** Says, on the pages after the making of a vault, how it stands with the way back in. Later it is read from the ledger. */
export function seeRecovery(place: WindowPlace, recovery: Session['recovery']): void {
  const phase = phaseOf(place)
  if (phase.name === 'first-run' && phase.created !== null)
    show(place, { ...phase, created: { ...phase.created, recovery } })
}

/** Leaves the last page of the first run. */
export function beginWork(place: WindowPlace): void {
  const phase = phaseOf(place)
  if (phase.name !== 'first-run' || phase.created === null) return
  const workplace = makeWorkplace(place.desk, phase.created)
  followPlace(workplace)
  enter(place, workplace)
}

/** Opens the vault. */
export async function unlockVault(place: WindowPlace, offer: InputOf<'vault.unlock'>): Promise<void> {
  await openWith(place, (options) => place.desk.client.call('vault.unlock', offer, options))
}

/** Opens the vault by a way back in, which gives one person a new passphrase. */
export async function recoverVault(place: WindowPlace, input: InputOf<'key.recover'>): Promise<void> {
  const session = await openWith(place, (options) => place.desk.client.call('key.recover', input, options))
  const phase = phaseOf(place)
  if (session !== null && phase.name === 'unlocked')
    phase.workplace.store.setState(({ alerts }) => ({ alerts: [{ what: 'recovered' }, ...alerts] }))
}

/** Calls off the unlocking that is running. */
export function stopUnlocking(place: WindowPlace): void {
  const phase = phaseOf(place)
  if (phase.name !== 'locked' || phase.unlocking.status !== 'running') return
  const { unlocking } = phase
  unlocking.stop()
  show(place, { ...phase, unlocking: { ...unlocking, work: stopWork(unlocking.work) } })
}

/** Forgets what was refused, because the person tries another way. */
export function beginAnew(place: WindowPlace): void {
  const phase = phaseOf(place)
  if (phase.name === 'locked' && phase.unlocking.status === 'refused')
    show(place, { ...phase, unlocking: WAITING })
}

/** Closes the vault. The window goes blank at once; should the engine not have locked, the window says how it stands. */
export async function lockVault(place: WindowPlace): Promise<void> {
  leave(place)
  const phase = phaseOf(place)
  // What is being opened must not open the window after all.
  if (phase.name === 'locked') show(place, { ...phase, unlocking: WAITING })
  const answer = await place.desk.client.call('vault.lock', {})
  if (answer.outcome !== 'done') await connectAgain(place)
  else await lookAtDoor(place)
}

async function openWith(
  place: WindowPlace,
  ask: (options: CallOptions) => Promise<Envelope<Session>>,
): Promise<Session | null> {
  const before = phaseOf(place)
  const door = before.name === 'locked' ? before.door : null
  const controller = new AbortController()
  const stop = () => controller.abort()
  const running = { status: 'running', work: startWork(Date.now()), stop } as const
  const asStarted = () => {
    const phase = phaseOf(place)
    if (phase.name !== 'locked' || phase.unlocking.status !== 'running') return null
    return phase.unlocking.stop === stop ? { ...phase, unlocking: phase.unlocking } : null
  }
  show(place, { name: 'locked', unlocking: running, hasJustLocked: false, door })
  const answer = await ask({
    signal: controller.signal,
    onProgress(progress) {
      const phase = asStarted()
      if (phase === null) return
      const { unlocking } = phase
      show(place, { ...phase, unlocking: { ...unlocking, work: advanceWork(unlocking.work, progress) } })
    },
  })
  const after = asStarted()
  if (after === null) return null
  if (answer.outcome === 'done') {
    const workplace = await sitDown(place, answer.value)
    if (asStarted() === null) return null
    enter(place, workplace)
    return answer.value
  }
  if (answer.outcome === 'failed' && answer.failure.code === 'vault/already-open') {
    await connect(place)
    return null
  }
  const refusal = refusalOf(answer)
  show(place, { ...after, unlocking: refusal === null ? WAITING : { status: 'refused', refusal } })
  // A wrong try may have made the next one wait.
  await lookAtDoor(place)
  return null
}

/** Asks what ways in a locked vault has, and how long the next try must wait. */
async function lookAtDoor(place: WindowPlace): Promise<void> {
  const answer = await place.desk.client.call('vault.status', {})
  if (answer.outcome === 'done' && answer.value.state === 'locked') seeDoor(place, answer.value)
}

function seeDoor(
  place: WindowPlace,
  status: Extract<OutputOf<'vault.status'>, { readonly state: 'locked' }>,
): void {
  const phase = phaseOf(place)
  if (phase.name !== 'locked') return
  const { userNumbers, hasKeyFiles, hasRecovery, waitMs } = status
  const door: Door = { userNumbers, hasKeyFiles, hasRecovery, waitMs }
  show(place, { ...phase, door })
}

function followPushes(place: WindowPlace): void {
  place.desk.client.subscribe((push) => hear(place, push))
  place.desk.watchConnection((isConnected) => {
    const wasConnected = place.store.getState().isConnected
    place.store.setState({ isConnected })
    // Whatever was told meanwhile was missed.
    if (isConnected && !wasConnected) void connect(place).then(() => refreshPhase(place))
    else if (!isConnected) void connect(place)
  })
}

function hear(place: WindowPlace, push: Push): void {
  const phase = phaseOf(place)
  if (push.topic === 'locked') {
    leave(place)
    void lookAtDoor(place)
  } else if (push.topic === 'ledger-grew') refreshPhase(place)
  else if (push.topic === 'unlocked') {
    // A window that is unlocking or creating learns it from its own answer.
    const isBusy =
      (phase.name === 'locked' && phase.unlocking.status === 'running') ||
      (phase.name === 'first-run' && (phase.creating.status === 'running' || phase.created !== null))
    if (phase.name !== 'unlocked' && !isBusy) void connect(place)
  }
}

function refreshPhase(place: WindowPlace): void {
  const phase = phaseOf(place)
  if (phase.name === 'unlocked') void refreshShown(phase.workplace)
}

/** Makes the workplace of a session, at the place where its person was last. */
async function sitDown({ desk }: WindowPlace, session: Session): Promise<Workplace> {
  const workplace = makeWorkplace(desk, session)
  await returnToPlace(workplace)
  followPlace(workplace)
  return workplace
}

function enter(place: WindowPlace, workplace: Workplace): void {
  show(place, { name: 'unlocked', workplace })
}

function leave(place: WindowPlace): void {
  const phase = phaseOf(place)
  if (phase.name === 'locked') return
  const hasJustLocked = phase.name === 'unlocked' || (phase.name === 'first-run' && phase.created !== null)
  show(place, { name: 'locked', unlocking: WAITING, hasJustLocked, door: null })
  if (phase.name === 'unlocked') clearWorkplace(phase.workplace)
}

function loseSight(place: WindowPlace, refusal: Refusal): void {
  const phase = phaseOf(place)
  show(place, { name: 'unreachable', refusal })
  if (phase.name === 'unlocked') clearWorkplace(phase.workplace)
}

function phaseOf(place: WindowPlace): Phase {
  return place.store.getState().phase
}

function show(place: WindowPlace, phase: Phase): void {
  place.store.setState({ phase })
}
