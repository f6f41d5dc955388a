import type { InputOf, OutputOf } from '#contract/operations.ts'
import { changePapers } from './papers-actions.ts'
import { IDLE, refusalOf } from './remote.ts'
import type { NamedCase } from './session-state.ts'
import type { Work } from './work.ts'
import { runLong, stopRunning, type Workplace } from './workplace.ts'

const STOP = 'case.export'

/** What a person chooses of a package. */
export type PackageOrder = Omit<InputOf<'case.export'>, 'case' | 'outletId' | 'form'>

/** Writes a package of a case as one file to a place the person chooses. */
export async function exportCase(
  at: Workplace,
  { caseId, number }: Omit<NamedCase, 'title'>,
  order: PackageOrder,
): Promise<void> {
  type Exporting = Work<OutputOf<'case.export'>>
  const show = (move: (work: Exporting) => Exporting) =>
    changePapers(at, ({ exporting }) => ({
      exporting: { caseId, work: move(exporting?.caseId === caseId ? exporting.work : IDLE) },
    }))
  if (at.store.getState().papers.exporting?.work.status === 'running') return
  const isSealed = order.recipients.length > 0
  const outlet = await at.desk.openOutlet(
    `samnum-${number}${order.variant === 'redacted' ? '-redacted' : ''}.tar${isSealed ? '.age' : ''}`,
  )
  if (outlet.outcome !== 'done') {
    const refusal = refusalOf(outlet)
    if (refusal !== null) show(() => ({ status: 'refused', refusal }))
    return
  }
  if (outlet.value === null) return
  const { outletId, receive: startDownload } = outlet.value
  const input = { ...order, case: caseId, form: 'file', outletId } as const
  const running = runLong(at, STOP, { name: 'case.export', input }, show)
  startDownload()
  await running
}

/** Stops the writing; what was written of it goes. */
export function stopExport(at: Workplace): void {
  stopRunning(at, STOP)
}
