import type { InputOf, OutputOf } from '#contract/operations.ts'
import type { IntakeItem } from '#contract/window-operations.ts'
import { changePapers } from './papers-actions.ts'
import { askAgain, IDLE, type Refusal, receive, refusalOf } from './remote.ts'
import type { NamedCase } from './session-state.ts'
import type { Work } from './work.ts'
import { runLong, stopRunning, type Workplace } from './workplace.ts'

const STOP = 'case.export'

/** What a person chooses of a package, as far as its plan goes. */
export type PackageChoice = Omit<InputOf<'case.planExport'>, 'case'>

/** What a person chooses of a package. */
export type PackageOrder = PackageChoice & {
  readonly languages: InputOf<'case.export'>['languages']
  /** Announced files that carry signatures; they are used up, whatever comes of it. */
  readonly signed: readonly IntakeItem[]
}

/** What tells one choice from another, and what a case said before from what it says now. */
export function planKey(choice: PackageChoice, headHex: string): string {
  return JSON.stringify([choice, headHex])
}

/** Asks what a package would have. What was shown for the same case stays until the answer comes. */
export async function planPackage(
  at: Workplace,
  caseId: string,
  choice: PackageChoice,
  key: string,
): Promise<void> {
  changePapers(at, ({ packagePlan: held }) => ({
    packagePlan: { caseId, key, remote: askAgain(held?.caseId === caseId ? held.remote : IDLE) },
  }))
  const answer = await at.desk.client.call('case.planExport', { ...choice, case: caseId })
  changePapers(at, ({ packagePlan: held }) =>
    // Another choice may have been made meanwhile.
    held?.caseId === caseId && held.key === key
      ? { packagePlan: { ...held, remote: receive(held.remote, answer) } }
      : {},
  )
}

/** What became of choosing signed documents. */
export type ChosenSigned = { readonly items: readonly IntakeItem[]; readonly refusal: Refusal | null }

/** Lets a person choose signed documents that left the vault before. */
export async function chooseSigned(at: Workplace): Promise<ChosenSigned> {
  const offering = await at.desk.chooseFiles()
  if (offering.outcome !== 'done') return { items: [], refusal: refusalOf(offering) }
  const { files } = offering.value
  const refused = files.find((file) => file.outcome === 'refused')
  return {
    items: files.flatMap((file) => (file.outcome === 'offered' ? [file.item] : [])),
    refusal: refused === undefined ? null : refusalOf({ outcome: 'failed', failure: refused.failure }),
  }
}

/** Writes a package of a case as one file to a place the person chooses. Answers whether it was begun. */
export async function exportCase(
  at: Workplace,
  { caseId, number }: Omit<NamedCase, 'title'>,
  { signed, ...order }: PackageOrder,
): Promise<boolean> {
  type Exporting = Work<OutputOf<'case.export'>>
  const show = (move: (work: Exporting) => Exporting) =>
    changePapers(at, ({ exporting }) => ({
      exporting: { caseId, work: move(exporting?.caseId === caseId ? exporting.work : IDLE) },
    }))
  if (at.store.getState().papers.exporting?.work.status === 'running') return false
  const isSealed = order.recipients.length > 0
  const outlet = await at.desk.openOutlet(
    `samnum-${number}${order.variant === 'redacted' ? '-redacted' : ''}.tar${isSealed ? '.age' : ''}`,
  )
  if (outlet.outcome !== 'done') {
    const refusal = refusalOf(outlet)
    if (refusal !== null) show(() => ({ status: 'refused', refusal }))
    return false
  }
  if (outlet.value === null) return false
  const { outletId, receive: startDownload } = outlet.value
  const signedPapers = signed.map(({ intakeId }) => intakeId)
  const input = { ...order, signedPapers, case: caseId, form: 'file', outletId } as const
  let isOver = false
  const running = runLong(at, STOP, { name: 'case.export', input }, show).finally(() => {
    isOver = true
  })
  startDownload()
  for (const intakeId of signedPapers) {
    // The engine would wait for bytes that can no longer be read.
    if (isOver) break
    if ((await at.desk.sendFile(intakeId)) === 'not-readable') stopExport(at)
  }
  await running
  return true
}

/** Stops the writing; what was written of it goes. */
export function stopExport(at: Workplace): void {
  stopRunning(at, STOP)
}
