import type { ExhibitLine } from '#contract/exhibit-operations.ts'
import { refusalOf } from './remote.ts'
import type { ExhibitDesk } from './session-state.ts'
import type { Work } from './work.ts'
import { change, runLong, stopRunning, type Workplace } from './workplace.ts'

/** Nothing done with an exhibit yet. */
export const IDLE_DESK: ExhibitDesk = { verifying: { status: 'idle' }, extracting: { status: 'idle' } }

/** Checks one exhibit's stored bytes. */
export async function verifyExhibit(at: Workplace, exhibitId: string): Promise<void> {
  const call = { name: 'exhibit.verify', input: { exhibit: exhibitId } } as const
  await runLong(at, `exhibit.verify ${exhibitId}`, call, (move) =>
    changeDesk(at, exhibitId, (desk) => ({ ...desk, verifying: move(desk.verifying) })),
  )
}

/** Writes an exhibit's bytes to a place the person chooses. */
export async function extractExhibit(at: Workplace, exhibit: ExhibitLine): Promise<void> {
  const { exhibitId } = exhibit
  const show = (move: (work: ExhibitDesk['extracting']) => ExhibitDesk['extracting']) =>
    changeDesk(at, exhibitId, (desk) => ({ ...desk, extracting: move(desk.extracting) }))
  const outlet = await at.desk.openOutlet(exhibit.name)
  if (outlet.outcome !== 'done') {
    const refusal = refusalOf(outlet)
    if (refusal !== null) show(() => ({ status: 'refused', refusal }))
    return
  }
  if (outlet.value === null) return
  const { outletId, receive } = outlet.value
  const call = { name: 'exhibit.extract', input: { exhibit: exhibitId, outletId } } as const
  const running = runLong(at, `exhibit.extract ${exhibitId}`, call, show)
  receive()
  await running
}

/** Stops what is being done with an exhibit. */
export function stopExhibitWork(at: Workplace, exhibitId: string): void {
  stopRunning(at, `exhibit.verify ${exhibitId}`)
  stopRunning(at, `exhibit.extract ${exhibitId}`)
}

/** Takes away what was said about an exhibit. */
export function clearExhibitDesk(at: Workplace, exhibitId: string): void {
  const end = <Value>(work: Work<Value>): Work<Value> =>
    work.status === 'running' ? work : { status: 'idle' }
  changeDesk(at, exhibitId, ({ verifying, extracting }) => ({
    verifying: end(verifying),
    extracting: end(extracting),
  }))
}

function changeDesk(at: Workplace, exhibitId: string, move: (desk: ExhibitDesk) => ExhibitDesk): void {
  change(at, ({ exhibitDesks }) => ({
    exhibitDesks: { ...exhibitDesks, [exhibitId]: move(exhibitDesks[exhibitId] ?? IDLE_DESK) },
  }))
}
