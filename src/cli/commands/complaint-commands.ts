import { fillTemplate } from '#contract/fill-template.ts'
import type { InputOf } from '#contract/operations.ts'
import type { CommandContext } from '../command-context.ts'
import { stopped, withVault } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'
import { readJsonFile } from '../read-input-file.ts'
import { alignFields } from '../text-columns.ts'

/** `samnum complaint add DIR --file complaint.json [--case CASE]` */
export async function addComplaint(
  context: CommandContext,
  folder: string,
  path: string,
  caseName: string | null,
): Promise<Outcome> {
  const read = await readJsonFile(path)
  if (!read.ok) return { kind: 'failed', failure: read.failure }
  return await withVault(context, folder, async (desk) => {
    // What the file holds is unknown here; the dispatcher parses it as it parses everything that comes from outside.
    const complaint = read.value as InputOf<'complaint.add'>['complaint']
    const answer = await desk.call('complaint.add', {
      complaint,
      ...(caseName !== null && { case: caseName }),
    })
    if (answer.outcome !== 'done') return stopped(answer)
    const { number, caseId, complaintId } = answer.value
    const { label, done } = context.text
    return {
      kind: 'done',
      value: answer.value,
      lines: [
        fillTemplate(done.complaintTaken, { number }, context.language),
        ...alignFields([
          [label.complaintId, complaintId],
          [label.caseId, caseId],
        ]),
      ],
    }
  })
}

/** `samnum complaint detail DIR CASE COMPLAINT --file details.json` */
export async function detailComplaint(
  context: CommandContext,
  folder: string,
  order: { readonly case: string; readonly complaintId: string; readonly path: string },
): Promise<Outcome> {
  const read = await readJsonFile(order.path)
  if (!read.ok) return { kind: 'failed', failure: read.failure }
  return await withVault(context, folder, async (desk) => {
    const { case: name, complaintId } = order
    // What the file holds is unknown here; the dispatcher parses it as it parses everything that comes from outside.
    const details = read.value as InputOf<'complaint.detail'>['details']
    const answer = await desk.call('complaint.detail', { case: name, complaintId, details })
    if (answer.outcome !== 'done') return stopped(answer)
    return { kind: 'done', value: answer.value, lines: [context.text.party.done] }
  })
}
