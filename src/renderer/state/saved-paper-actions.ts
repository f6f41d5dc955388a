import type { Envelope } from '#contract/envelope.ts'
import { type Refusal, refusalOf } from './remote.ts'
import { changeReport, NEW_DESK, readPages, stopReport } from './report-actions.ts'
import type { Opened } from './session-state.ts'
import { endWork } from './work.ts'
import { change, runLong, type Workplace } from './workplace.ts'

type ChosenFile = { readonly intakeId: string } | { readonly refusal: Refusal | null }

/** Opens a document of a case that was saved before. `about` is where it is looked at; what was drawn before goes from the desk. */
export async function openSaved(at: Workplace, caseId: string, about: string): Promise<void> {
  const chosen = await chooseOne(at)
  if ('refusal' in chosen && chosen.refusal === null) return
  stopReport(at)
  const run = (at.store.getState().report?.run ?? 0) + 1
  const isCurrent = () => at.store.getState().report?.run === run
  change(at, () => ({ report: { ...NEW_DESK, run, about } }))
  if ('refusal' in chosen) {
    const { refusal } = chosen
    if (refusal !== null) changeReport(at, (now) => ({ ...now, making: { status: 'refused', refusal } }))
    return
  }
  const { intakeId } = chosen
  const answer = await whileSending(at, intakeId, (signal) =>
    at.desk.client.call('report.open', { case: caseId, intakeId }, { signal }),
  )
  if (!isCurrent()) return
  if (answer.outcome !== 'done') {
    changeReport(at, (now) => ({ ...now, making: endWork<never>(answer) }))
    return
  }
  const { reportId, fileName, sizeBytes, digestHex, signatures } = answer.value
  changeReport(at, (now) => ({
    ...now,
    making: { status: 'done', value: { reportId, fileName, sizeBytes, digestHex } },
    opened: { signatures, asking: { status: 'idle' }, stamping: { status: 'idle' } },
  }))
  await readPages(at, reportId, isCurrent)
}

/** Saves what a time-stamp authority is asked for the opened document to a place the person chooses. */
export async function askTimeStamp(at: Workplace): Promise<void> {
  const { report } = at.store.getState()
  if (report?.making.status !== 'done') return
  const { reportId, fileName } = report.making.value
  const outlet = await at.desk.openOutlet(`${fileName.replace(/\.pdf$/i, '')}.tsq`)
  if (outlet.outcome !== 'done') {
    const refusal = refusalOf(outlet)
    if (refusal !== null) changeOpened(at, () => ({ asking: { status: 'refused', refusal } }))
    return
  }
  if (outlet.value === null) return
  const { outletId, receive: startDownload } = outlet.value
  const call = { name: 'report.saveTimeStampRequest', input: { reportId, outletId } } as const
  const running = runLong(at, call.name, call, (move) =>
    changeOpened(at, ({ asking }) => ({ asking: move(asking) })),
  )
  startDownload()
  await running
}

/** Adds the answer of a time-stamp authority, from a file that the person chooses, to the opened document. */
export async function addTimeStamp(at: Workplace): Promise<void> {
  const { report } = at.store.getState()
  if (report?.making.status !== 'done') return
  const { run } = report
  const { reportId } = report.making.value
  const chosen = await chooseOne(at)
  if ('refusal' in chosen) {
    const { refusal } = chosen
    if (refusal !== null) changeOpened(at, () => ({ stamping: { status: 'refused', refusal } }))
    return
  }
  const { intakeId } = chosen
  const answer = await whileSending(at, intakeId, (signal) =>
    at.desk.client.call('report.addTimeStamp', { reportId, intakeId }, { signal }),
  )
  const isCurrent = () => at.store.getState().report?.run === run
  if (!isCurrent()) return
  changeOpened(at, () => ({ stamping: endWork(answer) }))
  if (answer.outcome !== 'done') return
  const { sizeBytes, digestHex, signatures } = answer.value
  changeOpened(at, () => ({ signatures }))
  changeReport(at, (now) =>
    now.making.status === 'done'
      ? {
          ...now,
          making: { status: 'done', value: { ...now.making.value, sizeBytes, digestHex } },
          saving: { status: 'idle' },
        }
      : now,
  )
  await readPages(at, reportId, isCurrent)
}

async function chooseOne(at: Workplace): Promise<ChosenFile> {
  const offering = await at.desk.chooseFiles()
  if (offering.outcome !== 'done') return { refusal: refusalOf(offering) }
  const [file] = offering.value.files
  if (file === undefined) return { refusal: null }
  return file.outcome === 'offered'
    ? { intakeId: file.item.intakeId }
    : { refusal: refusalOf({ outcome: 'failed', failure: file.failure }) }
}

/** Calls what reads an announced file, and sends its bytes meanwhile. A file that cannot be read any more is said to be that. */
async function whileSending<Value>(
  at: Workplace,
  intakeId: string,
  call: (signal: AbortSignal) => Promise<Envelope<Value>>,
): Promise<Envelope<Value>> {
  const stop = new AbortController()
  const sending = at.desk.sendFile(intakeId).then((sent) => {
    if (sent === 'not-readable') stop.abort()
    return sent
  })
  const answer = await call(stop.signal)
  if (answer.outcome !== 'cancelled' || (await sending) === 'sent') return answer
  return { outcome: 'failed', failure: { code: 'intake/read-failed' } }
}

function changeOpened(at: Workplace, move: (opened: Opened) => Partial<Opened>): void {
  changeReport(at, (now) =>
    now.opened === null ? now : { ...now, opened: { ...now.opened, ...move(now.opened) } },
  )
}
