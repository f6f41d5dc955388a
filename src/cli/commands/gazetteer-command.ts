import { fillTemplate } from '#contract/fill-template.ts'
import type { CommandContext } from '../command-context.ts'
import { stopped, withVault } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'

/** `samnum gazetteer import DIR FILE` */
export async function importGazetteer(
  context: CommandContext,
  folder: string,
  path: string,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const [offered] = await desk.engine.offerPaths([path])
    if (offered === undefined) throw new Error('offerPaths answers for each path')
    if (!offered.ok) return { kind: 'failed', failure: offered.failure }
    const { intakeId } = offered.value
    const answer = await desk.call('gazetteer.import', { intakeId })
    if (answer.outcome !== 'done') return stopped(answer)
    const { provinces, districts, communes, villages } = answer.value
    const facts = { provinces, districts, communes, villages }
    const line = fillTemplate(context.text.party.gazetteerImported, facts, context.language)
    return { kind: 'done', value: answer.value, lines: [line] }
  })
}
