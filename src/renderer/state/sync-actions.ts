import type { Envelope } from '#contract/envelope.ts'
import type { InputOf, OutputOf } from '#contract/operations.ts'
import { askAgain, receive } from './remote.ts'
import type { SyncState } from './sync-state.ts'
import { change, runLong, stopRunning, type Workplace } from './workplace.ts'

const CASES = 'sync.cases'
const WRITE = 'sync.write'
const TAKE = 'sync.take'
const EXCHANGE = 'sync.exchange'
const ENROL = 'sync.enrol'
const FETCH_UPDATE = 'update.fetch'

/** Reads how this station stands with headquarters, and which sticks are plugged in. */
export async function loadSync(at: Workplace): Promise<void> {
  changeSync(at, ({ status, carriers, network }) => ({
    status: askAgain(status),
    carriers: askAgain(carriers),
    network: askAgain(network),
  }))
  const status = await at.desk.client.call('sync.status', {})
  changeSync(at, (state) => ({ status: receive(state.status, status) }))
  if (status.outcome === 'done' && status.value.state === 'enrolled') await loadSharedCases(at)
  const network = await at.desk.client.call('sync.network', {})
  changeSync(at, (state) => ({ network: receive(state.network, network) }))
  const carriers = await at.desk.client.call('sync.carriers', {})
  changeSync(at, (state) => {
    const received = receive(state.carriers, carriers)
    return { carriers: received, carrierId: stillThere(state.carrierId, received) }
  })
}

/** Reads which cases headquarters can read, of those that are looked for. A newer question replaces an older one. */
async function loadSharedCases(at: Workplace): Promise<void> {
  at.stops.get(CASES)?.abort()
  const stop = new AbortController()
  at.stops.set(CASES, stop)
  changeSync(at, ({ cases }) => ({ cases: askAgain(cases) }))
  const query = at.store.getState().sync.caseQuery
  const answer = await at.desk.client.call('sync.cases', { query }, { signal: stop.signal })
  if (stop.signal.aborted) return
  at.stops.delete(CASES)
  changeSync(at, ({ cases }) => ({ cases: receive(cases, answer) }))
}

/** Looks for cases that headquarters can read or could. */
export async function searchSharedCases(at: Workplace, caseQuery: string): Promise<void> {
  changeSync(at, () => ({ caseQuery }))
  await loadSharedCases(at)
}

/** Chooses the stick that is written to and read from. */
export function chooseCarrier(at: Workplace, carrierId: string): void {
  changeSync(at, () => ({ carrierId }))
}

/** Writes a package for headquarters to the chosen stick. */
export async function writeToStick(at: Workplace, carrierId: string): Promise<void> {
  await runLong(at, WRITE, { name: WRITE, input: { carrierId } }, (move) =>
    changeSync(at, ({ writing }) => ({ writing: move(writing) })),
  )
  await loadSync(at)
}

/** Stops the writing; nothing of the package stays on the stick. */
export function stopWriting(at: Workplace): void {
  stopRunning(at, WRITE)
}

/** Takes what headquarters sent from the chosen stick. */
export async function readFromStick(at: Workplace, carrierId: string): Promise<void> {
  await runLong(at, TAKE, { name: TAKE, input: { carrierId } }, (move) =>
    changeSync(at, ({ taking }) => ({ taking: move(taking) })),
  )
  await loadSync(at)
}

/** One round with headquarters over the network. */
export async function exchangeWithHub(at: Workplace): Promise<void> {
  await runLong(at, EXCHANGE, { name: EXCHANGE, input: {} }, (move) =>
    changeSync(at, ({ exchanging }) => ({ exchanging: move(exchanging) })),
  )
  await loadSync(at)
}

/** Stops the round; what is under way goes on the next time. */
export function stopExchange(at: Workplace): void {
  stopRunning(at, EXCHANGE)
}

/** Fetches the newest version of the program from headquarters. */
export async function fetchUpdate(at: Workplace): Promise<void> {
  await runLong(at, FETCH_UPDATE, { name: FETCH_UPDATE, input: {} }, (move) =>
    changeSync(at, ({ fetchingUpdate }) => ({ fetchingUpdate: move(fetchingUpdate) })),
  )
}

/** Stops fetching; what came stays for the next time. */
export function stopFetchingUpdate(at: Workplace): void {
  stopRunning(at, FETCH_UPDATE)
}

/** Enrols this station over the network. */
export async function enrolByNetwork(at: Workplace, asked: InputOf<'sync.enrol'>): Promise<void> {
  await runLong(at, ENROL, { name: ENROL, input: asked }, (move) =>
    changeSync(at, ({ enrolling }) => ({ enrolling: move(enrolling) })),
  )
  await loadSync(at)
}

/** Says how the network is used from here on. */
export async function setNetwork(
  at: Workplace,
  settings: InputOf<'sync.setNetwork'>,
): Promise<Envelope<OutputOf<'sync.setNetwork'>>> {
  const answer = await at.desk.client.call('sync.setNetwork', settings)
  if (answer.outcome === 'done') await loadSync(at)
  return answer
}

/** Asks headquarters to enrol this station. */
export async function askToEnrol(
  at: Workplace,
  asked: { readonly code: string; readonly station: string; readonly carrierId: string },
): Promise<Envelope<OutputOf<'sync.ask'>>> {
  const answer = await at.desk.client.call('sync.ask', asked)
  if (answer.outcome === 'done') await loadSync(at)
  return answer
}

/** Lets headquarters read a case from here on. */
export async function shareWithHub(
  at: Workplace,
  caseName: string,
): Promise<Envelope<OutputOf<'case.shareWithHub'>>> {
  const answer = await at.desk.client.call('case.shareWithHub', { case: caseName })
  await loadSync(at)
  return answer
}

function changeSync(at: Workplace, transition: (sync: SyncState) => Partial<SyncState>): void {
  change(at, ({ sync }) => ({ sync: { ...sync, ...transition(sync) } }))
}

/** The chosen stick while it is there, else the only one. */
function stillThere(chosen: string | null, carriers: SyncState['carriers']): string | null {
  if (carriers.status !== 'ready') return chosen
  const there = carriers.value.carriers
  if (there.some(({ carrierId }) => carrierId === chosen)) return chosen
  return there.length === 1 ? (there[0]?.carrierId ?? null) : null
}
