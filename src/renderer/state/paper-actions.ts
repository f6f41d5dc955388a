import { changeCustody } from './custody-actions.ts'
import type { PaperOrder } from './custody-dialog-state.ts'
import type { PaperDesk } from './custody-state.ts'
import { askAgain, IDLE, receive, refusalOf } from './remote.ts'
import { runLong, stopRunning, type Workplace } from './workplace.ts'

const STOP = 'paper.make'

/** Draws labels or a receipt and fetches them for the preview. */
export async function makePaper(at: Workplace, order: PaperOrder): Promise<void> {
  stopRunning(at, STOP)
  const run = (at.store.getState().custody.paper?.run ?? 0) + 1
  const desk: PaperDesk = { run, making: IDLE, bytes: IDLE, saving: IDLE }
  changeCustody(at, () => ({ paper: desk }))
  // An older run may still answer.
  const isCurrent = () => at.store.getState().custody.paper?.run === run
  const show = (move: (work: PaperDesk['making']) => PaperDesk['making']) => {
    if (isCurrent()) changePaper(at, (paper) => ({ ...paper, making: move(paper.making) }))
  }
  const answer =
    order.name === 'label.make' ? await runLong(at, STOP, order, show) : await runLong(at, STOP, order, show)
  if (answer.outcome !== 'done' || !isCurrent()) return
  changePaper(at, (paper) => ({ ...paper, bytes: askAgain(paper.bytes) }))
  const bytes = await at.desk.readReport(answer.value.reportId)
  if (isCurrent()) changePaper(at, (paper) => ({ ...paper, bytes: receive(paper.bytes, bytes) }))
}

/** Stops the drawing, and forgets what was drawn. */
export function clearPaper(at: Workplace): void {
  stopRunning(at, STOP)
  changeCustody(at, ({ paper }) => ({
    paper: paper && { run: paper.run + 1, making: IDLE, bytes: IDLE, saving: IDLE },
  }))
}

/** Saves the drawn paper to a place the person chooses. */
export async function savePaper(at: Workplace): Promise<void> {
  const { paper } = at.store.getState().custody
  if (paper?.making.status !== 'done') return
  const { reportId, fileName } = paper.making.value
  const outlet = await at.desk.openOutlet(fileName)
  if (outlet.outcome !== 'done') {
    const refusal = refusalOf(outlet)
    if (refusal !== null) changePaper(at, (now) => ({ ...now, saving: { status: 'refused', refusal } }))
    return
  }
  if (outlet.value === null) return
  const { outletId, receive: startDownload } = outlet.value
  const call = { name: 'report.save', input: { reportId, outletId } } as const
  const running = runLong(at, 'paper.save', call, (move) =>
    changePaper(at, (now) => ({ ...now, saving: move(now.saving) })),
  )
  startDownload()
  await running
}

function changePaper(at: Workplace, move: (paper: PaperDesk) => PaperDesk): void {
  changeCustody(at, ({ paper }) => (paper === null ? {} : { paper: move(paper) }))
}
