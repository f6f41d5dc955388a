import type { InputOf } from '#contract/operations.ts'
import { askAgain, IDLE, receive, refusalOf } from './remote.ts'
import type { DrawnPaper, ReportDesk } from './session-state.ts'
import { change, runLong, stopRunning, type Workplace } from './workplace.ts'

const STOP = 'report.make'

/** What is there of a document before anything is. */
export const NEW_DESK = { making: IDLE, bytes: IDLE, saving: IDLE, signing: IDLE, opened: null } as const

/** What is to be drawn. */
export type DrawOrder =
  | { readonly name: 'report.make'; readonly input: InputOf<'report.make'> }
  | { readonly name: 'report.statistics'; readonly input: InputOf<'report.statistics'> }
  | { readonly name: 'record.print'; readonly input: InputOf<'record.print'> }
  | { readonly name: 'letter.print'; readonly input: InputOf<'letter.print'> }
  | { readonly name: 'template.preview'; readonly input: InputOf<'template.preview'> }

/** Draws a document and fetches it for the preview. `about` is what it is about: whoever looks at something else does not see it. */
export async function makeReport(at: Workplace, about: string, order: DrawOrder): Promise<void> {
  stopRunning(at, STOP)
  const run = (at.store.getState().report?.run ?? 0) + 1
  const desk: ReportDesk = { ...NEW_DESK, run, about }
  change(at, () => ({ report: desk }))
  // An older run may still answer.
  const isCurrent = () => at.store.getState().report?.run === run
  const answer = await drawInOrder(at, order, (move) => {
    if (isCurrent()) changeReport(at, (report) => ({ ...report, making: move(report.making) }))
  })
  if (answer.outcome === 'done' && isCurrent()) await readPages(at, answer.value.reportId, isCurrent)
}

/** Stops the drawing. */
export function stopReport(at: Workplace): void {
  stopRunning(at, STOP)
}

/** Signs the drawn document with the person's key for papers; the signed one takes its place. */
export async function signReport(at: Workplace, reason: string): ReturnType<typeof sign> {
  const { report } = at.store.getState()
  if (report?.making.status !== 'done') return { outcome: 'cancelled' }
  const { run } = report
  const isCurrent = () => at.store.getState().report?.run === run
  const answer = await sign(at, report.making.value.reportId, reason)
  if (answer.outcome !== 'done' || !isCurrent()) return answer
  const { reportId, sizeBytes, digestHex } = answer.value
  changeReport(at, (now) =>
    now.making.status === 'done'
      ? {
          ...now,
          making: { status: 'done', value: { ...now.making.value, reportId, sizeBytes, digestHex } },
          signing: { status: 'done', value: answer.value },
          saving: IDLE,
          opened: now.opened && {
            ...now.opened,
            signatures: answer.value.signatures,
            asking: IDLE,
            stamping: IDLE,
          },
        }
      : now,
  )
  await readPages(at, reportId, isCurrent)
  return answer
}

/** Saves the drawn document to a place the person chooses. */
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

type Show = (move: (work: ReportDesk['making']) => ReportDesk['making']) => void

/** Each operation has an answer of its own, and all of them are drawn papers. */
async function drawInOrder(at: Workplace, order: DrawOrder, show: Show) {
  const shown = show as never
  switch (order.name) {
    case 'report.make':
      return await runLong(at, STOP, order, shown)
    case 'report.statistics':
      return await runLong(at, STOP, order, shown)
    case 'record.print':
      return await runLong(at, STOP, order, shown)
    case 'letter.print':
      return await runLong(at, STOP, order, shown)
    case 'template.preview':
      return await runLong(at, STOP, order, shown)
  }
}

function sign(at: Workplace, reportId: string, reason: string) {
  return at.desk.client.call('report.sign', { reportId, reason })
}

/** Fetches a document for its pages to be shown. */
export async function readPages(at: Workplace, reportId: DrawnPaper['reportId'], isCurrent: () => boolean) {
  changeReport(at, (report) => ({ ...report, bytes: askAgain(report.bytes) }))
  const bytes = await at.desk.readReport(reportId)
  if (isCurrent()) changeReport(at, (report) => ({ ...report, bytes: receive(report.bytes, bytes) }))
}

/** Changes the document on the desk, where there is one, by a pure transition. */
export function changeReport(at: Workplace, move: (report: ReportDesk) => ReportDesk): void {
  change(at, ({ report }) => (report === null ? {} : { report: move(report) }))
}
