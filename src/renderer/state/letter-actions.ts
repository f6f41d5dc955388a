import type { OutputOf } from '#contract/operations.ts'
import { refusalOf } from './remote.ts'
import type { Work } from './work.ts'
import { runLong, type Workplace } from './workplace.ts'

type Saving = Work<OutputOf<'letter.saveFile'>>

/** Saves the file for software of a letter to a place the person chooses. */
export async function saveLetterFile(
  at: Workplace,
  letter: { readonly caseId: string; readonly letterId: string; readonly fileName: string },
  show: (move: (saving: Saving) => Saving) => void,
): Promise<void> {
  const { caseId, letterId, fileName } = letter
  const outlet = await at.desk.openOutlet(fileName)
  if (outlet.outcome !== 'done') {
    const refusal = refusalOf(outlet)
    if (refusal !== null) show(() => ({ status: 'refused', refusal }))
    return
  }
  if (outlet.value === null) return
  const { outletId, receive: startDownload } = outlet.value
  const input = { case: caseId, letter: letterId, outletId }
  const running = runLong(at, 'letter.saveFile', { name: 'letter.saveFile', input }, show)
  startDownload()
  await running
}
