import type { ReportLanguages } from '#contract/report-operations.ts'
import { askAgain, IDLE, receive, refusalOf } from './remote.ts'
import type { ReportDesk } from './session-state.ts'
import { change, runLong, stopRunning, type Workplace } from './workplace.ts'

const STOP = 'report.make'

/** Draws a case's report in the languages asked for and fetches it for the preview. */
export async function makeReport(at: Workplace, caseId: string, languages: ReportLanguages): Promise<void> {
  stopRunning(at, STOP)
  const run = (at.store.getState().report?.run ?? 0) + 1
  const desk: ReportDesk = { run, caseId, languages, making: IDLE, bytes: IDLE, saving: IDLE }
  change(at, () => ({ report: desk }))
  // An older run may still answer.
  const isCurrent = () => at.store.getState().report?.run === run
  const call = { name: 'report.make', input: { case: caseId, kind: 'case', languages } } as const
  const answer = await runLong(at, STOP, call, (move) => {
    if (isCurrent()) changeReport(at, (report) => ({ ...report, making: move(report.making) }))
  })
  if (answer.outcome !== 'done' || !isCurrent()) return
  changeReport(at, (report) => ({ ...report, bytes: askAgain(report.bytes) }))
  const bytes = await at.desk.readReport(answer.value.reportId)
  if (isCurrent()) changeReport(at, (report) => ({ ...report, bytes: receive(report.bytes, bytes) }))
}

/** Stops the drawing. */
export function stopReport(at: Workplace): void {
  stopRunning(at, STOP)
}

/** Saves the drawn report to a place the person chooses. */
export async function saveReport(at: Workplace): Promise<void> {
  const { report } = at.store.getState()
  if (report?.making.status !== 'done') return
  const { reportId, fileName } = report.making.value
  const outlet = await at.desk.openOutlet(fileName)
  if (outlet.outcome !== 'done') {
    const refusal = refusalOf(outlet)
    if (refusal !== null) changeReport(at, (now) => ({ ...now, saving: { status: 'refused', refusal } }))
    return
  }
  if (outlet.value === null) return
  const { outletId, receive: startDownload } = outlet.value
  const call = { name: 'report.save', input: { reportId, outletId } } as const
  const running = runLong(at, 'report.save', call, (move) =>
    changeReport(at, (now) => ({ ...now, saving: move(now.saving) })),
  )
  startDownload()
  await running
}

function changeReport(at: Workplace, move: (report: ReportDesk) => ReportDesk): void {
  change(at, ({ report }) => (report === null ? {} : { report: move(report) }))
}
