import type { Offering } from './desk.ts'
import { tell } from './notice-actions.ts'
import { type Refusal, refusalOf } from './remote.ts'
import type { Sealing } from './session-state.ts'
import { endWork, type Work } from './work.ts'
import { change, runLong, stopRunning, type Workplace } from './workplace.ts'

const IDLE_WORK: Work<never> = { status: 'idle' }

/** Takes files that were offered into the queue of a case and seals them one after the other. Answers why none came. */
export async function sealOffered(
  at: Workplace,
  caseId: string,
  offering: Offering,
): Promise<Refusal | null> {
  if (offering.outcome !== 'done') return refusalOf(offering)
  for (const file of offering.value.files) {
    const entry: Omit<Sealing, 'key'> =
      file.outcome === 'offered'
        ? { caseId, ...file.item, work: IDLE_WORK }
        : {
            caseId,
            name: file.name,
            sizeBytes: null,
            intakeId: null,
            work: endWork({ outcome: 'failed', failure: file.failure }),
          }
    change(at, ({ sealings }) => ({
      sealings: [...sealings, { ...entry, key: (sealings.at(-1)?.key ?? 0) + 1 }],
    }))
  }
  await sealWaiting(at)
  return null
}

/** Stops the sealing of a file; one that still waits is taken off the queue. */
export function stopSealing(at: Workplace, key: number): void {
  stopRunning(at, stopNameOf(key))
  showSealing(at, key, (work) => (work.status === 'idle' ? { status: 'cancelled' } : work))
}

/** Takes files that are finished, refused or cancelled off the list. */
export function clearEndedSealings(at: Workplace, caseId: string): void {
  change(at, ({ sealings }) => ({
    sealings: sealings.filter((sealing) => sealing.caseId !== caseId || isOpen(sealing)),
  }))
}

/** Tells whether a file waits or is being sealed. */
export function isOpen(sealing: Sealing): boolean {
  return sealing.work.status === 'idle' || sealing.work.status === 'running'
}

async function sealWaiting(at: Workplace): Promise<void> {
  for (;;) {
    const { sealings } = at.store.getState()
    const next = sealings.find((sealing) => sealing.work.status === 'idle')
    // Whoever is sealing comes to the new files by itself.
    if (next === undefined || sealings.some((sealing) => sealing.work.status === 'running')) return
    await sealOne(at, next)
  }
}

async function sealOne(at: Workplace, sealing: Sealing): Promise<void> {
  const { key, caseId } = sealing
  const intakeId = sealing.intakeId ?? ''
  const name = stopNameOf(key)
  const running = runLong(at, name, { name: 'exhibit.seal', input: { case: caseId, intakeId } }, (move) =>
    showSealing(at, key, move),
  )
  const sent = at.desk.sendFile(intakeId).then((outcome) => {
    // The engine would wait for bytes that can no longer be read.
    if (outcome === 'not-readable') stopRunning(at, name)
    return outcome
  })
  const answer = await running
  // Whoever looks at the queue sees it there.
  const { route } = at.store.getState()
  const isSeen = route.screen === 'case' && route.tab === 'exhibits' && route.caseId === caseId
  if (answer.outcome === 'done' && !isSeen) tell(at, { what: 'exhibit-sealed', number: answer.value.number })
  if (answer.outcome === 'cancelled' && (await sent) === 'not-readable') {
    showSealing(at, key, () => endWork({ outcome: 'failed', failure: { code: 'intake/read-failed' } }))
  }
}

function showSealing(at: Workplace, key: number, move: (work: Sealing['work']) => Sealing['work']): void {
  change(at, ({ sealings }) => ({
    sealings: sealings.map((sealing) =>
      sealing.key === key ? { ...sealing, work: move(sealing.work) } : sealing,
    ),
  }))
}

function stopNameOf(key: number): string {
  return `exhibit.seal ${key}`
}
