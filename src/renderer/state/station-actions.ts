import type { Envelope } from '#contract/envelope.ts'
import type { OperationName, OutputOf } from '#contract/operations.ts'
import { OPERATIONS } from '#contract/operations.ts'
import { isStationRead } from '#contract/station-reads.ts'
import { mayAct } from '#core/people/roles.ts'
import { tell } from './notice-actions.ts'
import { askAgain, receive } from './remote.ts'
import type { SessionState } from './session-state.ts'
import { change, runLong, stopRunning, type Workplace } from './workplace.ts'

const REBUILD = 'ledger.rebuild'

/** Tells whether an operation is answered here and the person's roles allow it, as the tables of the contract have it. */
export function mayDo(
  { session, isReadingRoom }: Pick<SessionState, 'session' | 'isReadingRoom'>,
  operation: OperationName,
): boolean {
  if (isReadingRoom && !isStationRead(operation)) return false
  return mayAct(session.person.roles, OPERATIONS[operation].leastRole)
}

/** Reads the people of the station. */
export async function loadPeople(at: Workplace): Promise<void> {
  change(at, ({ people }) => ({ people: askAgain(people) }))
  const answer = await at.desk.client.call('people.list', {})
  change(at, ({ people }) => ({ people: receive(people, answer) }))
}

/** Reads the ways into the vault. */
export async function loadWaysIn(at: Workplace): Promise<void> {
  change(at, ({ waysIn }) => ({ waysIn: askAgain(waysIn) }))
  const answer = await at.desk.client.call('key.list', {})
  change(at, ({ waysIn }) => ({ waysIn: receive(waysIn, answer) }))
}

/** Reads how it stands with the way back into the vault. */
export async function loadRecovery(at: Workplace): Promise<void> {
  const answer = await at.desk.client.call('vault.status', {})
  if (answer.outcome !== 'done' || answer.value.state !== 'unlocked') return
  const { recovery } = answer.value.session
  change(at, ({ session }) => ({ session: { ...session, recovery } }))
}

/** Reads when the head was last written down on paper. */
export async function loadAnchorState(at: Workplace): Promise<void> {
  change(at, ({ anchorState }) => ({ anchorState: askAgain(anchorState) }))
  const answer = await at.desk.client.call('ledger.anchorState', {})
  change(at, ({ anchorState }) => ({ anchorState: receive(anchorState, answer) }))
}

/** Has the lists and the search of this person filled again from the events. */
export async function rebuildViews(at: Workplace): Promise<void> {
  if (at.store.getState().rebuilding.status === 'running') return
  await runLong(at, REBUILD, { name: 'ledger.rebuild', input: {} }, (move) =>
    change(at, ({ rebuilding }) => ({ rebuilding: move(rebuilding) })),
  )
}

/** Stops the filling. */
export function stopRebuilding(at: Workplace): void {
  stopRunning(at, REBUILD)
}

/**
 * Makes a key file and writes it to a place the person chooses; from then on it is demanded beside their passphrase. Answers
 * `cancelled` when they choose no place.
 */
export async function makeKeyFile(
  at: Workplace,
  suggestedName: string,
  offer: { readonly passphrase: string; readonly keyFile?: string },
): Promise<Envelope<OutputOf<'key.makeKeyFile'>>> {
  const outlet = await at.desk.openOutlet(suggestedName)
  if (outlet.outcome !== 'done') return outlet
  if (outlet.value === null) return { outcome: 'cancelled' }
  const { outletId, receive: startDownload } = outlet.value
  const running = at.desk.client.call('key.makeKeyFile', { ...offer, outletId })
  startDownload()
  const answer = await running
  if (answer.outcome === 'done') tell(at, { what: 'key-file-made' })
  return answer
}

/** Says that what had to be read has been read. */
export function readAlerts(at: Workplace): void {
  change(at, () => ({ alerts: [] }))
}
